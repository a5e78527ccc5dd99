package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.rating.TimeWindow;

/**
 * What a price list is for; two of the same key never overlap in time.
 *
 * @param tenant the tenant whose contract it is; {@code ""} is the list, for everybody
 * @param region where the usage was served, or the deployment; {@code ""}: anywhere
 * @param contextOverTokens for requests with more input tokens than this; 0 is the base list
 * @param window the hours of the week that it is for
 */
public record PriceKey(
        String tenant,
        String provider,
        String model,
        String serviceTier,
        String region,
        long contextOverTokens,
        TimeWindow window) {

    /** A list price for everybody, anywhere, at any hour. */
    public static PriceKey list(String provider, String model, String serviceTier, long contextOverTokens) {
        return new PriceKey("", provider, model, serviceTier, "", contextOverTokens, TimeWindow.ALWAYS);
    }

    /** The base list that this one is over. */
    PriceKey base() {
        return new PriceKey(tenant, provider, model, serviceTier, region, 0, window);
    }

    /** Whether both are for hours of the week, and for the same otherwise. */
    boolean sameButForWindow(PriceKey other) {
        return !window.isAlways()
                && !other.window.isAlways()
                && new PriceKey(tenant, provider, model, serviceTier, region, contextOverTokens, other.window)
                        .equals(other);
    }

    @Override
    public String toString() {
        return (tenant.isEmpty() ? "" : "contract of " + tenant + ": ") + provider + " " + model + " " + serviceTier
                + (region.isEmpty() ? "" : " in " + region)
                + (contextOverTokens == 0 ? "" : " over " + contextOverTokens + " tokens")
                + (window.isAlways() ? "" : " " + window);
    }
}
