package io.tokenledger.report.allocation;

import java.math.BigInteger;

/**
 * What a period costs one cost centre, in 1e-12 of the currency of the books.
 *
 * @param direct usage, adjustments and charges
 * @param items manual items
 * @param received from other cost centres
 * @param passedOn to other cost centres; counts against it
 * @param markups that it is charged; negative: discounts
 * @param credited markups of others of which it is the counterpart; counts against it
 */
public record Balance(
        BigInteger direct,
        BigInteger items,
        BigInteger received,
        BigInteger passedOn,
        BigInteger markups,
        BigInteger credited) {
    /** Of a cost centre that has no line. */
    public static final Balance ZERO = new Balance(
            BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

    /** What it bears before it is marked up: direct + items + received − passed on. */
    public BigInteger cost() {
        return direct.add(items).add(received).subtract(passedOn);
    }

    /** What it is charged: cost + markups − credited. */
    public BigInteger charge() {
        return cost().add(markups).subtract(credited);
    }

    /** The same at cost. */
    Balance withoutMarkups() {
        return new Balance(direct, items, received, passedOn, BigInteger.ZERO, BigInteger.ZERO);
    }

    /** Both together. */
    public Balance plus(Balance other) {
        return new Balance(
                direct.add(other.direct),
                items.add(other.items),
                received.add(other.received),
                passedOn.add(other.passedOn),
                markups.add(other.markups),
                credited.add(other.credited));
    }
}
