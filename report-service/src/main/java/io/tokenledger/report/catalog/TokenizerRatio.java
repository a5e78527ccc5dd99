package io.tokenledger.report.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * Tokens of one family for one token of another, for the same text.
 *
 * @param fromFamily as models name it, or {@link #ANY}
 * @param low of texts that turn out short
 * @param expected over all texts that were measured
 * @param measured whether somebody measured it; else it is a default with a wide range
 */
public record TokenizerRatio(
        String fromFamily,
        String toFamily,
        BigDecimal low,
        BigDecimal expected,
        BigDecimal high,
        boolean measured,
        String source,
        LocalDate sourceDate) {
    /** Stands for every family in the ratio that is used where no other is known. */
    public static final String ANY = "*";

    private static final int PLACES = 6;

    public TokenizerRatio {
        if (low.signum() <= 0 || low.compareTo(expected) > 0 || expected.compareTo(high) > 0) {
            throw new IllegalArgumentException(
                    "0 < low <= expected <= high does not hold for " + low + ", " + expected + ", " + high);
        }
    }

    /** The same text counted by the same family. */
    static TokenizerRatio same(String family, LocalDate sourceDate) {
        BigDecimal one = BigDecimal.ONE;
        return new TokenizerRatio(family, family, one, one, one, true, "the same tokenizer", sourceDate);
    }

    /** The other direction, to 6 places. */
    TokenizerRatio turnedRound() {
        return new TokenizerRatio(
                /* fromFamily= */ toFamily,
                /* toFamily= */ fromFamily,
                inverse(high),
                inverse(expected),
                inverse(low),
                measured,
                source,
                sourceDate);
    }

    private static BigDecimal inverse(BigDecimal ratio) {
        return BigDecimal.ONE.divide(ratio, PLACES, RoundingMode.HALF_EVEN);
    }
}
