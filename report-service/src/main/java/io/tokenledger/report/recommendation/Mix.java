package io.tokenledger.report.recommendation;

import io.tokenledger.contract.Meter;
import java.util.Map;

/**
 * Requests that are priced alike: what of a usage has to be kept to price it anew at another time, or elsewhere.
 *
 * @param region as the price book writes it: empty where it is not known
 * @param inputTokensOfOne by which prices of long contexts are chosen
 */
record Mix(
        String provider,
        String model,
        String serviceTier,
        String region,
        long inputTokensOfOne,
        Map<Meter, Long> quantities) {
    Mix {
        quantities = Map.copyOf(quantities);
    }

    static Mix of(UsedLine line) {
        return new Mix(
                line.provider(),
                line.model(),
                line.serviceTier(),
                line.region() == null ? "" : line.region(),
                line.inputTokensOfOne(),
                line.quantities());
    }

    /** The same requests with another model, or in another tier. */
    Mix at(String otherProvider, String otherModel, String otherTier) {
        return new Mix(otherProvider, otherModel, otherTier, region, inputTokensOfOne, quantities);
    }

    long requests() {
        return quantities.getOrDefault(Meter.REQUESTS, 0L);
    }
}
