package io.tokenledger.report.reconciliation;

import io.tokenledger.report.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * How exactly a bill is written, as its amounts show.
 *
 * @param places the most decimal places that one of them has
 * @param amounts how many there are
 * @param isPlain whether it is of no vendor's own shape, as invoices that people write
 */
record Writing(int places, long amounts, boolean isPlain) {
    /** Cents: no bill is written with less. */
    private static final int CENTS = 2;

    /** What vendors' own shapes have at least; a few amounts that happen to be short are no sign of less. */
    private static final int PLACES_OF_VENDORS = 6;

    /** From that many amounts on it is no accident that all are short. */
    private static final int AMOUNTS_THAT_TELL = 20;

    /** The most by which an amount may have been rounded: half a unit of the last place, at least a pico. */
    BigInteger mostRoundedPico() {
        int least = isPlain || amounts >= AMOUNTS_THAT_TELL ? CENTS : PLACES_OF_VENDORS;
        int counted = Math.clamp(places, least, Money.EXACT_PLACES);
        BigInteger half = BigDecimal.ONE
                .movePointRight(Money.EXACT_PLACES - counted)
                .toBigIntegerExact()
                .shiftRight(1);
        return half.max(BigInteger.ONE); // vendors compute in floating point
    }
}
