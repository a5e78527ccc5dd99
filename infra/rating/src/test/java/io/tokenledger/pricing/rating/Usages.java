package io.tokenledger.pricing.rating;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import java.time.Instant;

/** Short forms of usage for tests. */
final class Usages {
    private Usages() {}

    static Meters input(long tokens) {
        return Meters.builder().set(Meter.INPUT, tokens).build();
    }

    static Meters inOut(long input, long output) {
        return Meters.builder()
                .set(Meter.INPUT, input)
                .set(Meter.OUTPUT, output)
                .build();
    }

    static Meters of(Meter meter, long quantity) {
        return Meters.builder().set(meter, quantity).build();
    }

    static RatingRequest openai(String model, String tier, String at, Meters meters) {
        return new RatingRequest("acme", "openai", model, tier, "", Instant.parse(at), meters);
    }
}
