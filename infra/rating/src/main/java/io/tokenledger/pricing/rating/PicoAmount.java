package io.tokenledger.pricing.rating;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Money as text: the one place that turns 1e-12 of a currency into exact decimal text. It never rounds. */
public final class PicoAmount {
    /** Decimal places of a pico amount. */
    public static final int SCALE = 12;

    private static final int SCALE_PER_MILLION = SCALE - 6;

    private PicoAmount() {}

    /** Currency units, exact, without exponent or trailing zeros: 110 000 000 000 is {@code 0.11}. */
    public static String decimal(BigInteger pico) {
        return plain(new BigDecimal(pico, SCALE));
    }

    /** Currency units per unit of a meter: 1 100 000 is {@code 0.0000011}. */
    public static String decimal(long pico) {
        return plain(BigDecimal.valueOf(pico, SCALE));
    }

    /** Currency units per million units of a meter, as vendors print their prices: 1 100 000 is {@code 1.1}. */
    public static String decimalPerMillion(long pico) {
        return plain(BigDecimal.valueOf(pico, SCALE_PER_MILLION));
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
