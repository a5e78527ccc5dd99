package io.tokenledger.pricing.pricebook.format;

import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.pricebook.BelievablePrice;
import io.tokenledger.pricing.pricebook.PriceFile.RoundedPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * A price exactly as a file writes it.
 *
 * @param where model and key, for a person
 * @param price in US dollars per so many units
 */
record StatedPrice(String where, BigDecimal price, BigDecimal units) {
    private static final int PICO = 12;
    private static final int MOST_DIGITS = 12;
    private static final int MOST_PLACES = 100;

    /** The same price multiplied, for a tier that is stated as a factor. */
    StatedPrice times(BigDecimal factor, String key) {
        boolean isBelievable = !isTooLarge() && !isTooFine(); // else it is refused anyway, before it is multiplied
        return new StatedPrice(where + " × " + key, isBelievable ? price.multiply(factor) : price, units);
    }

    private boolean isTooLarge() {
        return (long) price.precision() - price.scale() > MOST_DIGITS;
    }

    private boolean isTooFine() {
        return price.scale() > MOST_PLACES;
    }

    boolean isZero() {
        return price.signum() == 0;
    }

    /**
     * In pico per unit, rounded half-even; what was rounded is added to the list.
     *
     * @throws UnusableModelException where it is negative, absurdly high, or rounds to zero
     */
    long picoPerUnit(Meter meter, List<RoundedPrice> rounded) throws UnusableModelException {
        if (isZero()) {
            return 0;
        }
        if (price.signum() < 0) {
            throw new UnusableModelException(where + " is negative: " + price);
        }
        if (isTooLarge()) { // said before a number of a billion digits is made of it
            throw isAbsurd(meter);
        }
        if (isTooFine()) {
            throw roundsToZero();
        }
        BigDecimal pico = price.scaleByPowerOfTen(PICO);
        BigDecimal stored = pico.divide(units, 0, RoundingMode.HALF_EVEN);
        if (stored.compareTo(BelievablePrice.mostPerUnit(meter).scaleByPowerOfTen(PICO)) > 0) {
            throw isAbsurd(meter);
        }
        if (stored.signum() == 0) {
            throw roundsToZero();
        }
        BigDecimal kept = stored.multiply(units);
        if (kept.compareTo(pico) != 0) {
            rounded.add(new RoundedPrice(0, where, price.toString(), plain(kept.scaleByPowerOfTen(-PICO))));
        }
        return stored.longValueExact();
    }

    private UnusableModelException isAbsurd(Meter meter) {
        return new UnusableModelException(where + " is " + price + " dollars per " + units + " of " + meter.id()
                + ", more than " + BelievablePrice.mostPerUnit(meter) + " for one: is the unit right?");
    }

    private UnusableModelException roundsToZero() {
        return new UnusableModelException(
                where + " is " + price + ", which rounds to zero: the finest price is 1e-12 per unit");
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
