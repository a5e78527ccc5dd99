package io.tokenledger.report.directcost;

import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.rating.Price;
import io.tokenledger.pricing.rating.Terms;
import io.tokenledger.report.prices.PriceHistory;
import java.math.BigInteger;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Splits what entries cost by meter: quantity × the unit price that they were charged. What this does not explain is a part of
 * its own, so that the parts always add up to the cost. Pure.
 */
final class MeterSplit {
    private final PriceHistory history;

    MeterSplit(PriceHistory history) {
        this.history = history;
    }

    /**
     * Adds the parts of the group to those of its key.
     *
     * @param price that rated it; null: nobody knows it
     */
    void add(EntryGroup group, @Nullable Price price, MeterParts parts) {
        BigInteger cost = group.costPico();
        switch (group.sort()) {
            case CHARGE -> parts.addAmount(MeterCell.CHARGE, cost == null ? BigInteger.ZERO : cost);
            case CORRECTION -> parts.addAmount(MeterCell.CORRECTION, cost == null ? BigInteger.ZERO : cost);
            case EVENTS -> {
                if (cost == null) {
                    group.quantities().forEach(parts::addUnpriced);
                } else if (price == null) {
                    group.quantities().forEach(parts::addUnexplained);
                    parts.addAmount(MeterCell.CORRECTION, cost);
                } else {
                    addPriced(group, cost, terms(group, price, cost), parts);
                }
            }
        }
    }

    private static void addPriced(EntryGroup group, BigInteger cost, Terms terms, MeterParts parts) {
        BigInteger rest = cost;
        for (Map.Entry<Meter, Long> used : group.quantities().entrySet()) {
            Meter meter = used.getKey();
            OptionalLong charged = terms.charged().picoPerUnit(meter);
            if (charged.isEmpty()) {
                parts.addUnexplained(meter, used.getValue());
                continue;
            }
            long list = terms.list().picoPerUnit(meter).orElseThrow();
            parts.addPriced(meter, used.getValue(), charged.getAsLong(), list);
            rest = rest.subtract(product(used.getValue(), charged.getAsLong()));
        }
        parts.addAmount(MeterCell.CORRECTION, rest);
    }

    /**
     * The terms that the group was rated by. Reversals do not say the version of the book: theirs are the newest ones that
     * explain the cost, if any do.
     */
    private Terms terms(EntryGroup group, Price price, BigInteger cost) {
        if (group.state() != PriceHistory.UNKNOWN_STATE) {
            return history.terms(price, group.region(), group.state(), group.stretch());
        }
        int newest = history.versions().size();
        for (int state = newest; state >= 0; state--) {
            Terms terms = history.terms(price, group.region(), state, group.stretch());
            if (cost.equals(explained(group, terms))) {
                return terms;
            }
        }
        return history.terms(price, group.region(), newest, group.stretch());
    }

    private static BigInteger explained(EntryGroup group, Terms terms) {
        BigInteger sum = BigInteger.ZERO;
        for (Map.Entry<Meter, Long> used : group.quantities().entrySet()) {
            sum = sum.add(product(
                    used.getValue(), terms.charged().picoPerUnit(used.getKey()).orElse(0)));
        }
        return sum;
    }

    private static BigInteger product(long quantity, long unitPricePico) {
        return BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(unitPricePico));
    }
}
