package io.tokenledger.report.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Amounts are exact integers of 1e-12 of a currency ("pico"); here they become decimals for people and files. */
public final class Money {
    /** Decimal places of the exact amount. */
    public static final int EXACT_PLACES = 12;

    private static final int CENT_PLACES = 2;
    private static final int SMALL_PLACES = 6;

    private Money() {}

    /** The exact amount as a plain decimal, without trailing zeros and without an exponent: {@code 12.3456}. */
    public static String exact(BigInteger pico) {
        if (pico.signum() == 0) {
            return "0";
        }
        return new BigDecimal(pico, EXACT_PLACES).stripTrailingZeros().toPlainString();
    }

    /** The one place that rounds money, half-even, to 0 to 12 decimal places: {@code 12.30} for two. */
    public static BigDecimal rounded(BigInteger pico, int places) {
        if (places < 0 || places > EXACT_PLACES) {
            throw new IllegalArgumentException("places: " + places + " is not in 0.." + EXACT_PLACES);
        }
        return new BigDecimal(pico, EXACT_PLACES).setScale(places, RoundingMode.HALF_EVEN);
    }

    /** The same of pico × {@code times} / {@code by}, rounded once: an amount told in another currency. */
    public static BigDecimal rounded(BigInteger pico, BigDecimal times, BigDecimal by, int places) {
        if (places < 0 || places > EXACT_PLACES) {
            throw new IllegalArgumentException("places: " + places + " is not in 0.." + EXACT_PLACES);
        }
        return new BigDecimal(pico, EXACT_PLACES).multiply(times).divide(by, places, RoundingMode.HALF_EVEN);
    }

    /** The pico of an exact amount as {@link #exact} writes it. */
    public static BigInteger pico(String exact) {
        return new BigDecimal(exact).movePointRight(EXACT_PLACES).toBigIntegerExact();
    }

    /** For reading: to the cent, or, where it is less than a unit of the currency, to six places: {@code 0.0198}. */
    public static String readable(BigInteger pico) {
        if (pico.abs().compareTo(BigInteger.TEN.pow(EXACT_PLACES)) >= 0) {
            return toTheCent(pico);
        }
        BigDecimal small = rounded(pico, SMALL_PLACES).stripTrailingZeros();
        return small.setScale(Math.max(small.scale(), CENT_PLACES)).toPlainString();
    }

    /** To the cent with thousands separated, for reading: {@code 12,345.67}. */
    public static String toTheCent(BigInteger pico) {
        return grouped(rounded(pico, CENT_PLACES));
    }

    /** A rounded amount with thousands separated, for reading. */
    public static String grouped(BigDecimal cents) {
        return new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(cents);
    }
}
