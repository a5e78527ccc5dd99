package io.tokenledger.report.closing;

import io.tokenledger.report.allocation.Balance;
import io.tokenledger.report.allocation.ItemLine;
import io.tokenledger.report.allocation.PeriodCosts;
import io.tokenledger.report.costcenter.Attribution;
import io.tokenledger.report.directcost.DirectLine;
import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the costs of a period add up to, in 1e-12.
 *
 * @param direct before anything is allocated, in the currency of the books
 * @param unattributed of that, what no rule gives to a cost centre
 * @param total with the manual items, in the currency of the books
 * @param charged by all cost centres together, in the currency of the books
 * @param directByCurrency as the ledger has it; currencies without a cost are left out
 * @param itemsByCurrency as they were booked; the same
 */
record CostFigures(
        BigInteger direct,
        BigInteger unattributed,
        BigInteger total,
        BigInteger charged,
        SortedMap<String, BigInteger> directByCurrency,
        SortedMap<String, BigInteger> itemsByCurrency) {

    static CostFigures of(PeriodCosts costs) {
        BigInteger direct = BigInteger.ZERO;
        BigInteger unattributed = BigInteger.ZERO;
        SortedMap<String, BigInteger> byCurrency = new TreeMap<>();
        for (DirectLine line : costs.direct().lines()) {
            if (line.costPico() == null || line.bookPico() == null) {
                continue;
            }
            direct = direct.add(line.bookPico());
            byCurrency.merge(line.key().currency(), line.costPico(), BigInteger::add);
            if (line.key().attribution().costCenter().equals(Attribution.UNATTRIBUTED)) {
                unattributed = unattributed.add(line.bookPico());
            }
        }
        SortedMap<String, BigInteger> items = new TreeMap<>();
        for (ItemLine line : costs.items()) {
            items.merge(line.item().currency(), line.item().amountPico(), BigInteger::add);
        }
        byCurrency.values().removeIf(cost -> cost.signum() == 0);
        items.values().removeIf(amount -> amount.signum() == 0);
        return new CostFigures(
                direct,
                unattributed,
                costs.total(),
                costs.balances().values().stream().map(Balance::charge).reduce(BigInteger.ZERO, BigInteger::add),
                byCurrency,
                items);
    }
}
