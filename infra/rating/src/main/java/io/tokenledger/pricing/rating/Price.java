package io.tokenledger.pricing.rating;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One price list of one model: for a service tier, above a context threshold, for event times in the half-open range
 * {@code [validFrom, validUntil)} to the second.
 *
 * @param priceId the row of the price book; two stretches of time cut out of one price share it
 * @param tenant the tenant whose contract this is; {@code ""} is the list price, for everybody
 * @param region where the usage was served, or the deployment; {@code ""}: anywhere
 * @param contextOverTokens applies to requests with more input tokens than this; 0 is the base list
 * @param window the hours of the week that it applies in
 * @param validUntil null: until further notice
 * @param currency ISO 4217; the rates are 1e-12 of it per unit
 */
public record Price(
        long priceId,
        String tenant,
        String provider,
        String model,
        String serviceTier,
        String region,
        long contextOverTokens,
        TimeWindow window,
        Instant validFrom,
        @Nullable Instant validUntil,
        String currency,
        Rates rates) {

    public Price {
        if (contextOverTokens < 0) {
            throw new IllegalArgumentException("context threshold is negative: " + contextOverTokens);
        }
        if (validUntil != null && !validUntil.isAfter(validFrom)) {
            throw new IllegalArgumentException("price ends at " + validUntil + ", not after its start " + validFrom);
        }
        if (isFinerThanASecond(validFrom) || (validUntil != null && isFinerThanASecond(validUntil))) {
            throw new IllegalArgumentException(
                    "price range is finer than a second: from " + validFrom + " until " + validUntil);
        }
    }

    /** The same without an end. */
    Price untilFurtherNotice() {
        return new Price(
                priceId,
                tenant,
                provider,
                model,
                serviceTier,
                region,
                contextOverTokens,
                window,
                validFrom,
                null,
                currency,
                rates);
    }

    private static boolean isFinerThanASecond(Instant instant) {
        return !instant.equals(instant.truncatedTo(ChronoUnit.SECONDS));
    }
}
