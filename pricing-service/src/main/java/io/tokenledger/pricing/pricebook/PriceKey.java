package io.tokenledger.pricing.pricebook;

/**
 * What a price list is for; two of the same key never overlap in time.
 *
 * @param tenant the tenant whose contract it is; {@code ""} is the list, for everybody
 * @param contextOverTokens for requests with more input tokens than this; 0 is the base list
 */
public record PriceKey(String tenant, String provider, String model, String serviceTier, long contextOverTokens) {

    /** The base list that this one is over. */
    PriceKey base() {
        return new PriceKey(tenant, provider, model, serviceTier, 0);
    }

    @Override
    public String toString() {
        return (tenant.isEmpty() ? "" : "contract of " + tenant + ": ") + provider + " " + model + " " + serviceTier
                + (contextOverTokens == 0 ? "" : " over " + contextOverTokens + " tokens");
    }
}
