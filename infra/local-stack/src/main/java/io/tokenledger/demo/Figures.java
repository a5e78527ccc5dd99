package io.tokenledger.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Amounts and counts as a person reads them. */
final class Figures {
    private static final int CENT_PLACES = 2;

    private Figures() {}

    /** An exact amount to the cent, half-even. */
    static BigDecimal toCents(BigDecimal exact) {
        return exact.setScale(CENT_PLACES, RoundingMode.HALF_EVEN);
    }

    /** An exact amount of dollars to the cent: {@code $1,234.50}. */
    static String dollars(BigDecimal exact) {
        BigDecimal cents = toCents(exact);
        String sign = cents.signum() < 0 ? "-" : "";
        return sign + "$" + format("#,##0.00").format(cents.abs());
    }

    /** {@code 204,050}. */
    static String count(long number) {
        return format("#,##0").format(number);
    }

    /** How much less or more than the base, in percent with one place: {@code -45.0 %}; empty for a base of nothing. */
    static String change(BigDecimal base, BigDecimal other) {
        if (base.signum() == 0) {
            return "";
        }
        BigDecimal percent =
                other.subtract(base).multiply(BigDecimal.valueOf(100)).divide(base, 1, RoundingMode.HALF_EVEN);
        return (percent.signum() > 0 ? "+" : "") + percent.toPlainString() + " %";
    }

    private static DecimalFormat format(String pattern) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    }
}
