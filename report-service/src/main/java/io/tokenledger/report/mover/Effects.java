package io.tokenledger.report.mover;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Why a cost changed, in 1e-12 of a currency. The three add up to the change exactly. Pure.
 *
 * @param volume more or fewer units, at what a unit cost before; all of what was not used before, and of what is not used any
 *     more
 * @param price what a unit costs more, times the units used now; rates of exchange are a part of it
 * @param other what is no quantity times a price: charges of contracts, corrections
 */
record Effects(BigInteger volume, BigInteger price, BigInteger other) {
    static final Effects NONE = new Effects(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

    /** Of one meter of one model: units and what they cost, before and now. The volume is rounded half-even to a pico. */
    static Effects of(BigInteger unitsBefore, BigInteger costBefore, BigInteger unitsNow, BigInteger costNow) {
        BigInteger change = costNow.subtract(costBefore);
        if (unitsBefore.signum() == 0 && unitsNow.signum() == 0) {
            return new Effects(BigInteger.ZERO, BigInteger.ZERO, change);
        }
        if (unitsBefore.signum() == 0 || unitsNow.signum() == 0) {
            return new Effects(change, BigInteger.ZERO, BigInteger.ZERO);
        }
        BigInteger volume = new BigDecimal(unitsNow.subtract(unitsBefore).multiply(costBefore))
                .divide(new BigDecimal(unitsBefore), 0, RoundingMode.HALF_EVEN)
                .toBigIntegerExact();
        return new Effects(volume, change.subtract(volume), BigInteger.ZERO);
    }

    Effects plus(Effects more) {
        return new Effects(volume.add(more.volume), price.add(more.price), other.add(more.other));
    }

    /** All of them: what it costs more. */
    BigInteger change() {
        return volume.add(price).add(other);
    }
}
