package io.tokenledger.report.statement;

import io.tokenledger.report.allocation.ItemLine;
import io.tokenledger.report.allocation.Leftover;
import io.tokenledger.report.allocation.MarkupLine;
import io.tokenledger.report.allocation.PeriodCosts;
import io.tokenledger.report.allocation.Transfer;
import io.tokenledger.report.directcost.DirectLine;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The lines of one cost centre, collected one by one in any order. Pure. */
final class StatementAssembly {
    private static final String REQUESTS = "requests";

    private final Map<Section, TreeMap<UsageKey, StatementLine.OfUsage>> usage = new EnumMap<>(Section.class);
    private final Map<Section, List<StatementLine>> others = new EnumMap<>(Section.class);
    private final List<Leftover> leftovers = new ArrayList<>();
    private final Map<String, Long> unpricedRequests = new HashMap<>();

    /** The statements' assemblies by the code of the cost centre, of all that have a line. */
    static SortedMap<String, StatementAssembly> of(PeriodCosts costs) {
        SortedMap<String, StatementAssembly> all = new TreeMap<>();
        for (DirectLine line : costs.direct().lines()) {
            of(all, line.key().attribution().costCenter()).add(line);
        }
        for (ItemLine item : costs.items()) {
            of(all, item.item().costCenter()).add(Section.ITEMS, new StatementLine.OfItem(item));
        }
        for (Transfer transfer : costs.transfers()) {
            of(all, transfer.to()).add(Section.RECEIVED, new StatementLine.OfTransfer(transfer, false));
            of(all, transfer.from()).add(Section.PASSED_ON, new StatementLine.OfTransfer(transfer, true));
        }
        for (MarkupLine markup : costs.markups()) {
            of(all, markup.costCenter()).add(Section.MARKUP, new StatementLine.OfMarkup(markup, false));
            of(all, markup.counterpart()).add(Section.MARKUP, new StatementLine.OfMarkup(markup, true));
        }
        for (Leftover left : costs.leftovers()) {
            of(all, left.bearer()).leftovers.add(left);
        }
        return all;
    }

    private static StatementAssembly of(Map<String, StatementAssembly> all, String costCenter) {
        return all.computeIfAbsent(costCenter, _ -> new StatementAssembly());
    }

    private void add(Section section, StatementLine line) {
        others.computeIfAbsent(section, _ -> new ArrayList<>()).add(line);
    }

    private void add(DirectLine line) {
        Section section =
                switch (line.key().kind()) {
                    case USAGE -> Section.DIRECT;
                    case ADJUSTMENT -> Section.ADJUSTMENTS;
                    case CHARGE -> Section.CHARGES;
                };
        boolean unpriced = line.bookPico() == null;
        if (unpriced && line.key().meter().equals(REQUESTS)) {
            unpricedRequests.merge(section + " " + line.key().adjusts(), line.quantity(), Math::addExact);
        }
        UsageKey key = UsageKey.of(line.key(), unpriced);
        usage.computeIfAbsent(section, _ -> new TreeMap<>())
                .merge(
                        key,
                        new StatementLine.OfUsage(key, line.quantity(), line.costPico(), line.bookPico()),
                        StatementAssembly::sum);
    }

    /** Of the same key: either both have a cost, or neither has. */
    private static StatementLine.OfUsage sum(StatementLine.OfUsage one, StatementLine.OfUsage other) {
        long quantity = Math.addExact(one.quantity(), other.quantity());
        if (one.key().unpriced()) {
            return new StatementLine.OfUsage(one.key(), quantity, null, null);
        }
        return new StatementLine.OfUsage(
                one.key(),
                quantity,
                Objects.requireNonNull(one.costPico()).add(Objects.requireNonNull(other.costPico())),
                Objects.requireNonNull(one.bookPico()).add(Objects.requireNonNull(other.bookPico())));
    }

    /** In an order and in sums that do not depend on the order in which lines came. */
    Statement statement(Bearer bearer, StatementCurrency currency) {
        Map<Section, Statement.Part> sections = new EnumMap<>(Section.class);
        BigInteger bookPico = BigInteger.ZERO;
        BigDecimal lines = BigDecimal.ZERO.setScale(currency.places());
        for (Section section : Section.values()) {
            Statement.Part part = part(section, currency);
            sections.put(section, part);
            bookPico = bookPico.add(part.bookPico());
            lines = lines.add(part.amount());
        }
        // What was priced late is taken out of a closed period: it makes nothing of this one priced.
        long unpriced = unpricedRequests.values().stream()
                .mapToLong(count -> Math.max(count, 0))
                .sum();
        BigDecimal total = currency.rounded(bookPico);
        return new Statement(
                bearer,
                currency,
                sections,
                leftovers.stream().sorted(LineOrder.LEFTOVERS).toList(),
                unpriced,
                bookPico,
                total,
                total.subtract(lines));
    }

    private Statement.Part part(Section section, StatementCurrency currency) {
        List<StatementLine> lines =
                new ArrayList<>(usage.getOrDefault(section, new TreeMap<>()).values());
        lines.addAll(others.getOrDefault(section, List.of()));
        lines.sort(LineOrder.LINES);
        BigInteger bookPico = BigInteger.ZERO;
        BigDecimal amount = BigDecimal.ZERO.setScale(currency.places());
        List<Statement.Rounded> rounded = new ArrayList<>();
        for (StatementLine line : lines) {
            BigInteger pico = line.bookPico();
            BigDecimal roundedLine = pico == null ? null : currency.rounded(pico);
            rounded.add(new Statement.Rounded(line, roundedLine));
            bookPico = pico == null ? bookPico : bookPico.add(pico);
            amount = roundedLine == null ? amount : amount.add(roundedLine);
        }
        return new Statement.Part(rounded, bookPico, amount);
    }
}
