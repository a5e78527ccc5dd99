package io.tokenledger.contract;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * What somebody else says that a usage cost, in USD. It is kept beside our own cost and never in its place.
 *
 * @param by who says so: a provider ({@code openrouter}) or a gateway ({@code litellm})
 * @param pico pico-USD, 0 or more
 */
public record StatedCost(String by, BigInteger pico) {
    /** Largest cost that is believed of one event: a billion dollars. */
    public static final BigInteger MAX_PICO = BigInteger.TEN.pow(9 + 12);

    private static final int PICO_DIGITS = 12;

    /** A negative or unbelievable cost is a defect of the caller and refused. */
    public StatedCost {
        if (by.isBlank()) {
            throw new IllegalArgumentException("a stated cost is stated by somebody");
        }
        if (pico.signum() < 0 || pico.compareTo(MAX_PICO) > 0) {
            throw new IllegalArgumentException("a stated cost is from 0 to " + MAX_PICO + " pico-USD: " + pico);
        }
    }

    /**
     * A cost in dollars. Peers state doubles with digits beyond a pico-dollar: half-even to whole ones.
     *
     * @param dollars from 0 to a billion; its scale is to be checked by the caller
     */
    public static StatedCost ofDollars(String by, BigDecimal dollars) {
        return new StatedCost(
                by,
                dollars.setScale(PICO_DIGITS, RoundingMode.HALF_EVEN)
                        .movePointRight(PICO_DIGITS)
                        .toBigIntegerExact());
    }

    /** Dollars with twelve places. */
    public BigDecimal dollars() {
        return new BigDecimal(pico, PICO_DIGITS);
    }
}
