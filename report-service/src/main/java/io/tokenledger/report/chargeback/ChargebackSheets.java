package io.tokenledger.report.chargeback;

import io.tokenledger.report.sheet.Cell;
import io.tokenledger.report.sheet.Sheet;
import io.tokenledger.report.usage.Usage;
import io.tokenledger.report.usage.UsageRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chargeback as tables: the lines, the rounding where there is one, and the total. Not attributed, and an unknown cost, are
 * empty. Pure.
 */
final class ChargebackSheets {
    private static final List<String> FIGURES = List.of(
            "requests",
            "input_tokens",
            "cached_input_tokens",
            "cache_write_tokens",
            "output_tokens",
            "reasoning_tokens",
            "cost",
            "currency",
            "unpriced_requests");
    private static final List<String> COMPARED = List.of("compared_cost", "change_cost", "change_percent");

    private final ChargebackAnswer answer;
    private final List<String> columns = new ArrayList<>();

    private ChargebackSheets(ChargebackAnswer answer) {
        this.answer = answer;
        columns.addAll(answer.groupByNames());
        columns.addAll(FIGURES);
        if (answer.beside().isPresent()) {
            columns.addAll(COMPARED);
        }
    }

    /** One table per kind of row, all with the same columns: under each other in a CSV, beside each other in a workbook. */
    static List<Sheet> of(ChargebackAnswer answer) {
        return new ChargebackSheets(answer).sheets();
    }

    /** {@code chargeback_2026-11-01_2026-12-01}: the local dates of the beginning and of the (exclusive) end. */
    static String fileName(ChargebackAnswer answer) {
        var period = answer.question().period();
        return "chargeback_" + period.fromText().substring(0, 10) + "_"
                + period.toText().substring(0, 10);
    }

    private List<Sheet> sheets() {
        List<Sheet> sheets = new ArrayList<>();
        sheets.add(new Sheet(
                "line",
                columns,
                answer.figures().lines().stream().map(this::line).toList()));
        if (answer.figures().rounding().signum() != 0) {
            sheets.add(new Sheet("rounding", columns, List.of(rounding())));
        }
        sheets.add(new Sheet("total", columns, List.of(total())));
        return sheets;
    }

    private List<Cell> line(UsageRow line) {
        List<Cell> row = new ArrayList<>();
        line.group().forEach(value -> row.add(Cell.text(value)));
        addFigures(row, line.usage(), answer.beside(line));
        return row;
    }

    private List<Cell> total() {
        List<Cell> row = ungrouped();
        addFigures(row, answer.figures().total(), answer.totalBeside());
        return row;
    }

    private List<Cell> rounding() {
        List<Cell> row = new ArrayList<>(Collections.nCopies(columns.size(), Cell.EMPTY));
        row.set(columns.indexOf("cost"), Cell.amount(answer.figures().rounding().toPlainString()));
        row.set(columns.indexOf("currency"), Cell.text(answer.question().currency()));
        return row;
    }

    private List<Cell> ungrouped() {
        return new ArrayList<>(Collections.nCopies(answer.groupByNames().size(), Cell.EMPTY));
    }

    private void addFigures(List<Cell> row, Usage usage, @Nullable Usage other) {
        row.add(count(usage.requests()));
        row.add(count(usage.inputTokens()));
        row.add(count(usage.cachedInputTokens()));
        row.add(count(usage.cacheWriteTokens()));
        row.add(count(usage.outputTokens()));
        row.add(count(usage.reasoningTokens()));
        row.add(Cell.amount(answer.figures().shown(usage)));
        row.add(Cell.text(answer.question().currency()));
        row.add(count(usage.unpricedRequests()));
        if (other != null) {
            row.add(Cell.amount(answer.figures().shown(other)));
            row.add(Cell.amount(answer.change(usage, other)));
            row.add(Cell.number(Beside.percent(usage, other)));
        }
    }

    private static Cell count(long count) {
        return Cell.number(BigDecimal.valueOf(count));
    }
}
