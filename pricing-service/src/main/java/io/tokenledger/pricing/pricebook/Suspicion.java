package io.tokenledger.pricing.pricebook;

import io.tokenledger.contract.Meter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a person should look at before a change is applied. Pure.
 *
 * @param meter whose price it is
 * @param why what is strange
 */
record Suspicion(String meter, String why) {
    private static final BigInteger FACTOR = BigInteger.valueOf(3);

    /** A price of zero, one that is gone, and one that is more than three times, or less than a third of, what it was. */
    static List<Suspicion> of(PriceChange change) {
        var found = new ArrayList<Suspicion>();
        if (!change.adds()) {
            return found;
        }
        for (Map.Entry<Meter, Long> rate : change.row().rates().own().entrySet()) {
            if (rate.getValue() == 0) {
                found.add(new Suspicion(rate.getKey().id(), "the price is zero"));
            }
        }
        if (change instanceof PriceChange.Changed changed) {
            changed.was().forEach(was -> compare(changed.row(), was, found));
        }
        return found;
    }

    private static void compare(PriceRow row, PresentPrice was, List<Suspicion> found) {
        if (!was.currency().equals(row.currency())) {
            found.add(new Suspicion("", "the currency was " + was.currency() + " and is " + row.currency()));
            return;
        }
        was.rates().own().keySet().stream()
                .filter(meter -> !row.rates().own().containsKey(meter))
                .forEach(meter -> found.add(
                        new Suspicion(meter.id(), "price " + was.priceId() + " has one, this list has none")));
        row.rates().own().forEach((meter, pico) -> {
            Long before = was.rates().own().get(meter);
            if (before != null && isFarFrom(BigInteger.valueOf(before), BigInteger.valueOf(pico))) {
                found.add(new Suspicion(
                        meter.id(),
                        "more than 3 times or less than a third of price " + was.priceId() + ": was " + before
                                + " pico per unit, is " + pico));
            }
        });
    }

    private static boolean isFarFrom(BigInteger before, BigInteger now) {
        return now.compareTo(before.multiply(FACTOR)) > 0 || before.compareTo(now.multiply(FACTOR)) > 0;
    }
}
