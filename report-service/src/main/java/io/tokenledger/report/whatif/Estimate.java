package io.tokenledger.report.whatif;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * What is assumed for something that is not known.
 *
 * @param source where it comes from, for a reader: a measurement with its size, or that somebody set it
 */
public record Estimate(BigDecimal low, BigDecimal expected, BigDecimal high, Origin origin, String source) {
    /** Where an estimate comes from. */
    public enum Origin {
        SET,
        MEASURED,
        DEFAULT;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Estimate {
        if (low.compareTo(expected) > 0 || expected.compareTo(high) > 0 || low.signum() < 0) {
            throw new IllegalArgumentException("no range: " + low + " .. " + expected + " .. " + high);
        }
    }

    /** Something that is known for certain. */
    public static Estimate exactly(BigDecimal value, Origin origin, String source) {
        return new Estimate(value, value, value, origin, source);
    }

    /** Whether there is no range. */
    public boolean isCertain() {
        return low.compareTo(high) == 0;
    }

    BigDecimal at(End end) {
        return switch (end) {
            case LOW -> low;
            case EXPECTED -> expected;
            case HIGH -> high;
        };
    }

    /** A place in the range. */
    public enum End {
        LOW,
        EXPECTED,
        HIGH
    }
}
