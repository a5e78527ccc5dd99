package io.tokenledger.report.reconciliation;

import io.tokenledger.report.reconciliation.BookedCell.Sort;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Compares bills with books, line by line, and takes the variance apart. Pure; the order of what it is given never matters.
 */
final class Comparison {
    private final ComparedNames names;
    private final SortedMap<ComparedKey, ComparedLine> lines = new TreeMap<>();
    private final SortedMap<ComparedKey, Map<String, List<BilledRow>>> apart = new TreeMap<>();
    private final List<PartRow> rows = new ArrayList<>();
    private final Totals totals = new Totals();

    private Comparison(ComparedNames names) {
        this.names = names;
    }

    /**
     * The pieces of the variance, by part, day, project, model and line, and the sums that they explain.
     *
     * @param listed the model whose price lists a name stands for; null: none
     */
    static Compared of(List<BilledRow> billed, List<BookedCell> booked, UnaryOperator<@Nullable String> listed) {
        var comparison = new Comparison(new ComparedNames(billed, booked, listed));
        billed.stream().sorted(Comparator.comparing(BilledRow::key)).forEach(comparison::bill);
        booked.forEach(comparison::book);
        comparison.splitLines();
        comparison.splitMoneyAlone();
        return new Compared(comparison.sorted(), comparison.totals);
    }

    private void bill(BilledRow row) {
        LineMeaning meaning = row.meaning();
        if (meaning == null || meaning.isMoneyAlone()) {
            if (row.amountPico() != null) {
                totals.bill(row.day(), row.project(), "", row.amountPico());
                String meter = meaning == null ? "" : meaning.meter();
                var key = new ComparedKey(row.day(), row.project(), "", meter, "");
                apart.computeIfAbsent(key, _ -> new TreeMap<>())
                        .computeIfAbsent(row.lineItem(), _ -> new ArrayList<>())
                        .add(row);
            }
            return;
        }
        String model = names.isOfNoModel(meaning.meter()) ? "" : names.ofVendor(meaning.model());
        String tier = model.isEmpty() ? "" : meaning.serviceTier();
        if (row.amountPico() != null) {
            totals.bill(row.day(), row.project(), model, row.amountPico());
        }
        line(new ComparedKey(row.day(), row.project(), model, meaning.meter(), tier))
                .bill(row);
    }

    private void book(BookedCell cell) {
        String model = names.ofLedger(cell.model());
        if (cell.sort() != Sort.USAGE) {
            money(cell, model);
            return;
        }
        boolean isOfNoModel = names.isOfNoModel(cell.meter());
        if (cell.costPico() != null) {
            totals.book(cell.day(), cell.project(), isOfNoModel ? "" : model, cell.costPico());
        }
        String meter = isOfNoModel ? cell.meter() : names.comparedMeter(model, cell.meter());
        line(new ComparedKey(
                        cell.day(),
                        cell.project(),
                        isOfNoModel ? "" : model,
                        meter,
                        isOfNoModel ? "" : cell.serviceTier()))
                .book(cell);
    }

    private ComparedLine line(ComparedKey key) {
        return lines.computeIfAbsent(key, ComparedLine::new);
    }

    private void money(BookedCell cell, String model) {
        BigInteger booked = cell.costPico();
        if (booked == null || booked.signum() == 0) {
            return;
        }
        totals.book(cell.day(), cell.project(), model, booked);
        Part part =
                switch (cell.sort()) {
                    case CHARGE -> Part.CREDITS;
                    case LATE -> Part.LATE;
                    case CORRECTION, USAGE -> Part.PRICE;
                };
        var key = new ComparedKey(
                cell.day(),
                cell.project(),
                model,
                cell.sort().name().toLowerCase(java.util.Locale.ROOT),
                cell.serviceTier());
        rows.add(new PartRow(
                part,
                key,
                "",
                "",
                "",
                null,
                null,
                BigDecimal.ZERO,
                BigInteger.ZERO,
                booked,
                booked.negate(),
                List.of(),
                List.of(cell.model())));
    }

    private void splitLines() {
        Map<ComparedKey.Scope, List<ComparedLine>> scopes = new HashMap<>();
        lines.values()
                .forEach(line -> scopes.computeIfAbsent(line.key.scope(), _ -> new ArrayList<>())
                        .add(line));
        scopes.values().forEach(scope -> rows.addAll(ScopeSplit.of(scope)));
    }

    private void splitMoneyAlone() {
        apart.forEach((key, items) -> items.forEach((lineItem, billed) -> {
            BigInteger amount = billed.stream()
                    .map(row -> row.amountPico() == null ? BigInteger.ZERO : row.amountPico())
                    .reduce(BigInteger.ZERO, BigInteger::add);
            List<UUID> keys = billed.stream().map(BilledRow::key).toList();
            Part part =
                    switch (key.meter()) {
                        case LineMeaning.CREDIT -> Part.CREDITS;
                        case LineMeaning.ROUNDING -> Part.ROUNDING;
                        default -> Part.UNMAPPED;
                    };
            if (amount.signum() != 0) {
                rows.add(new PartRow(
                        part,
                        key,
                        "",
                        "",
                        lineItem,
                        null,
                        null,
                        BigDecimal.ZERO,
                        amount,
                        BigInteger.ZERO,
                        amount,
                        keys,
                        List.of()));
            }
        }));
    }

    /** Several bookings of one sort are one piece. */
    private List<PartRow> sorted() {
        SortedMap<PartRow.About, PartRow> pieces = new TreeMap<>(Comparator.comparing(PartRow.About::part)
                .thenComparing(PartRow.About::key)
                .thenComparing(PartRow.About::lineItem)
                .thenComparing(PartRow.About::fromTier)
                .thenComparing(PartRow.About::fromMeter));
        rows.forEach(row -> pieces.merge(row.about(), row, PartRow::with));
        return pieces.values().stream()
                .filter(row -> row.amountPico().signum() != 0)
                .toList();
    }
}
