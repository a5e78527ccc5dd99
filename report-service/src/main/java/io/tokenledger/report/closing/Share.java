package io.tokenledger.report.closing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A part of a whole. Signs do not count: a credit that nobody bears is as much unattributed as a cost is.
 *
 * @param part of the same unit as the whole
 */
record Share(BigInteger part, BigInteger whole) {
    static final int PLACES = 6;

    Share {
        part = part.abs();
        whole = whole.abs();
    }

    static Share of(long part, long whole) {
        return new Share(BigInteger.valueOf(part), BigInteger.valueOf(whole));
    }

    /** Rounded up to six places, so that what is there never shows as nothing. Null: there is no whole, and no part. */
    @Nullable
    BigDecimal value() {
        if (whole.signum() == 0) {
            return part.signum() == 0 ? null : BigDecimal.ONE;
        }
        return new BigDecimal(part).divide(new BigDecimal(whole), PLACES, RoundingMode.CEILING);
    }

    /** Compared exactly, before anything is rounded. */
    boolean isOver(BigDecimal limit) {
        return new BigDecimal(part).compareTo(new BigDecimal(whole).multiply(limit)) > 0;
    }

    /** As answers write it; null as {@link #value}. */
    @Nullable
    String text() {
        BigDecimal value = value();
        return value == null ? null : plain(value);
    }

    /** In percent, for sentences. */
    String percent() {
        BigDecimal value = value();
        return value == null ? "nothing" : plain(value.movePointRight(2)) + " %";
    }

    /** Without trailing zeros and without an exponent. */
    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
