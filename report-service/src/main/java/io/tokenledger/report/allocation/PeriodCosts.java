package io.tokenledger.report.allocation;

import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.directcost.DirectCosts;
import io.tokenledger.report.directcost.DirectLine;
import io.tokenledger.report.fx.Conversion;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a period costs every cost centre of a tenant. What a cost centre is charged is its direct lines and items, plus what
 * is transferred to it, minus what it passes on, plus its markups, minus the markups of which it is the counterpart. Over all
 * cost centres (and {@code unattributed}) that is what the ledger and the manual items hold.
 *
 * @param centers of the period, without {@code unattributed}
 * @param rules that allocated it, in their order
 * @param markupRules that were in force, in their order
 * @param conversions of the manual items; those of the usage are with the direct costs
 */
public record PeriodCosts(
        AccountingSettings settings,
        AccountingPeriod period,
        Centers centers,
        DirectCosts direct,
        List<ItemLine> items,
        List<AllocationRule> rules,
        List<MarkupRule> markupRules,
        List<Transfer> transfers,
        List<Leftover> leftovers,
        List<MarkupLine> markups,
        List<Conversion> conversions) {

    /** Allocates and marks up what was used and booked, and checks that nothing was lost or made. */
    public static PeriodCosts of(
            AccountingSettings settings,
            AccountingPeriod period,
            Centers centers,
            DirectCosts direct,
            List<ItemLine> items,
            List<AllocationRule> rules,
            List<MarkupRule> markupRules,
            List<Conversion> conversions) {
        Allocation allocation = Allocation.of(centers, direct.lines(), items, rules);
        SortedMap<String, Balance> costs = Balances.of(direct.lines(), items, allocation.transfers(), List.of());
        PeriodCosts periodCosts = new PeriodCosts(
                settings,
                period,
                centers,
                direct,
                List.copyOf(items),
                Versions.inOrder(rules),
                Versions.inOrder(markupRules),
                allocation.transfers(),
                allocation.leftovers(),
                Markups.of(centers, costs, markupRules),
                conversions);
        Conservation.check(periodCosts);
        return periodCosts;
    }

    /** By code, of all that have any line; {@code unattributed} among them. Adds up all lines: ask once. */
    public SortedMap<String, Balance> balances() {
        return Balances.of(direct.lines(), items, transfers, markups);
    }

    /** Of one cost centre, zero where it has no line. Adds up all lines: of many, ask {@link #balances}. */
    public Balance balance(String costCenter) {
        return balances().getOrDefault(costCenter, Balance.ZERO);
    }

    /** Codes of all that have any line, also unpriced ones; {@code unattributed} among them. */
    public SortedSet<String> costCenters() {
        return new TreeSet<>(balances().keySet());
    }

    /** What the ledger and the manual items hold, in 1e-12 of the currency of the books. */
    public BigInteger total() {
        return Stream.concat(
                        direct.lines().stream().map(DirectLine::bookPico).filter(Objects::nonNull),
                        items.stream().map(ItemLine::bookPico))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
