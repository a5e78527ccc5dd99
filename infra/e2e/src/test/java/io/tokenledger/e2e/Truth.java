package io.tokenledger.e2e;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;

/**
 * What an event must cost, worked out in decimal dollars from the vendors' announcements, written down here a second
 * time and without any code of the suite.
 */
final class Truth {
    /** Dollars per million tokens. */
    private record Rates(String input, String cached, String output) {
        BigInteger costPico(long input, long cached, long output) {
            return new BigDecimal(this.input)
                    .multiply(BigDecimal.valueOf(input - cached))
                    .add(new BigDecimal(this.cached).multiply(BigDecimal.valueOf(cached)))
                    .add(new BigDecimal(this.output).multiply(BigDecimal.valueOf(output)))
                    .movePointRight(6)
                    .toBigIntegerExact();
        }
    }

    private static final Instant O3_PRICE_CUT = Instant.parse("2025-06-10T00:00:00Z");
    private static final Rates O3_AT_LAUNCH = new Rates("10", "2.50", "40");

    private static final Map<String, Rates> STANDARD = Map.of(
            "o3", new Rates("2", "0.50", "8"),
            "o4-mini", new Rates("1.10", "0.275", "4.40"),
            "gpt-4.1", new Rates("2", "0.50", "8"),
            "gpt-4.1-mini", new Rates("0.40", "0.10", "1.60"));

    private static final Map<String, Rates> BATCH = Map.of("o4-mini", new Rates("0.55", "0.1375", "2.20"));

    private Truth() {}

    /** In pico-USD: 1e-12. */
    static BigInteger costPico(String model, String tier, Instant at, long input, long cached, long output) {
        if (model.equals("o3") && at.isBefore(O3_PRICE_CUT)) {
            return O3_AT_LAUNCH.costPico(input, cached, output);
        }
        Rates rates = (tier.equals("batch") ? BATCH : STANDARD).get(model);
        if (rates == null) {
            throw new AssertionError("no truth for " + model + " in tier " + tier);
        }
        return rates.costPico(input, cached, output);
    }
}
