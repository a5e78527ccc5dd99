package io.tokenledger.report.allocation;

import io.tokenledger.report.directcost.DirectLine;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up the lines of a period by cost centre. Pure. */
final class Balances {
    private static final BigInteger NONE = BigInteger.ZERO;

    private final SortedMap<String, Balance> byCode = new TreeMap<>();

    private Balances() {}

    /** By code, of all that have any line. */
    static SortedMap<String, Balance> of(
            List<DirectLine> direct, List<ItemLine> items, List<Transfer> transfers, List<MarkupLine> markups) {
        Balances sums = new Balances();
        for (DirectLine line : direct) {
            BigInteger cost = line.bookPico() == null ? NONE : line.bookPico();
            sums.add(line.key().attribution().costCenter(), new Balance(cost, NONE, NONE, NONE, NONE, NONE));
        }
        for (ItemLine line : items) {
            sums.add(line.item().costCenter(), new Balance(NONE, line.bookPico(), NONE, NONE, NONE, NONE));
        }
        for (Transfer each : transfers) {
            sums.add(each.from(), new Balance(NONE, NONE, NONE, each.amountPico(), NONE, NONE));
            sums.add(each.to(), new Balance(NONE, NONE, each.amountPico(), NONE, NONE, NONE));
        }
        for (MarkupLine each : markups) {
            sums.add(each.costCenter(), new Balance(NONE, NONE, NONE, NONE, each.amountPico(), NONE));
            sums.add(each.counterpart(), new Balance(NONE, NONE, NONE, NONE, NONE, each.amountPico()));
        }
        return sums.byCode;
    }

    private void add(String code, Balance more) {
        byCode.merge(code, more, Balance::plus);
    }
}
