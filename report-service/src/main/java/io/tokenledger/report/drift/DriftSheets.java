package io.tokenledger.report.drift;

import io.tokenledger.report.money.Money;
import io.tokenledger.report.sheet.Cell;
import io.tokenledger.report.sheet.Sheet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Drift as tables: the lines, and a total per side and provenance. What is not attributed or not known is empty. Pure. */
final class DriftSheets {
    private static final List<String> FIGURES = List.of(
            "side",
            "provenance",
            "requests",
            "provider_tokens",
            "text_tokens",
            "difference_tokens",
            "difference_percent",
            "difference_cost",
            "currency",
            "unpriced_requests",
            "unpriced_reason",
            "reasoning_at_most",
            "may_hold_reasoning");

    private DriftSheets() {}

    static List<Sheet> of(DriftQuestion question, List<DriftLine> lines) {
        List<String> names = question.asked().groupByNames();
        List<String> columns = new ArrayList<>(names);
        columns.addAll(FIGURES);
        return List.of(
                new Sheet(
                        "line",
                        columns,
                        lines.stream().map(line -> row(line, line.group())).toList()),
                new Sheet(
                        "total",
                        columns,
                        DriftJson.totals(lines).stream()
                                .map(total -> row(total, Collections.nCopies(names.size(), null)))
                                .toList()));
    }

    /** {@code drift_2026-11-01_2026-12-01}: the local dates of the beginning and of the (exclusive) end. */
    static String fileName(DriftQuestion question) {
        var period = question.asked().period();
        return "drift_" + period.fromText().substring(0, 10) + "_"
                + period.toText().substring(0, 10);
    }

    private static List<Cell> row(DriftLine line, List<@Nullable String> group) {
        DriftSums sums = line.sums();
        List<Cell> row = new ArrayList<>();
        group.forEach(value -> row.add(Cell.text(value)));
        row.add(Cell.text(line.side()));
        row.add(Cell.text(line.provenance()));
        row.add(count(sums.requests()));
        row.add(count(sums.providerTokens()));
        row.add(count(sums.textTokens()));
        row.add(count(sums.differenceTokens()));
        row.add(Cell.number(sums.differencePercent()));
        row.add(Cell.amount(sums.costPico() == null ? null : Money.exact(sums.costPico())));
        row.add(Cell.text(DriftPrices.CURRENCY));
        row.add(count(sums.unpricedRequests()));
        row.add(Cell.text(sums.unpricedReason()));
        row.add(count(sums.reasoningAtMost()));
        row.add(Cell.text(String.valueOf(sums.mayHoldReasoning())));
        return row;
    }

    private static Cell count(long count) {
        return Cell.number(BigDecimal.valueOf(count));
    }
}
