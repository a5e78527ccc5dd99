package io.tokenledger.report.chargeback;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.tokenledger.report.sheet.CsvText;
import io.tokenledger.report.usage.Usage;
import io.tokenledger.report.usage.UsageRow;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chargeback as CSV (RFC 4180): a header, a row per line, a rounding row where there is one, and the total. The first
 * column says which is which, because a team may be named "total". Not attributed, and an unknown cost, are empty.
 */
final class ChargebackCsv {
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

    private ChargebackCsv() {}

    static String of(Chargeback chargeback) {
        List<String> names = chargeback.query().groupByNames();
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder().bufferSize(0).build(text); // the text is the buffer
        csv.writeRecord(row("row", names, FIGURES));
        for (UsageRow line : chargeback.lines()) {
            csv.writeRecord(row("line", line.group(), figures(chargeback, line.usage())));
        }
        List<@Nullable String> ungrouped = Collections.nCopies(names.size(), null);
        if (chargeback.rounding().signum() != 0) {
            csv.writeRecord(row("rounding", ungrouped, roundingFigures(chargeback)));
        }
        csv.writeRecord(row("total", ungrouped, figures(chargeback, chargeback.total())));
        return text.toString();
    }

    /** {@code chargeback_2026-11-01_2026-12-01.csv}: the local dates of the beginning and of the (exclusive) end. */
    static String fileName(Chargeback chargeback) {
        var period = chargeback.query().period();
        return "chargeback_" + period.fromText().substring(0, 10) + "_"
                + period.toText().substring(0, 10) + ".csv";
    }

    private static List<@Nullable String> figures(Chargeback chargeback, Usage usage) {
        List<@Nullable String> figures = new ArrayList<>();
        figures.add(String.valueOf(usage.requests()));
        figures.add(String.valueOf(usage.inputTokens()));
        figures.add(String.valueOf(usage.cachedInputTokens()));
        figures.add(String.valueOf(usage.cacheWriteTokens()));
        figures.add(String.valueOf(usage.outputTokens()));
        figures.add(String.valueOf(usage.reasoningTokens()));
        figures.add(chargeback.shown(usage));
        figures.add(chargeback.query().currency());
        figures.add(String.valueOf(usage.unpricedRequests()));
        return figures;
    }

    private static List<@Nullable String> roundingFigures(Chargeback chargeback) {
        Map<String, String> filled = Map.of(
                "cost", chargeback.rounding().toPlainString(),
                "currency", chargeback.query().currency());
        List<@Nullable String> figures = new ArrayList<>();
        FIGURES.forEach(name -> figures.add(filled.get(name)));
        return figures;
    }

    private static List<@Nullable String> row(
            String kind, List<? extends @Nullable String> group, List<? extends @Nullable String> figures) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(kind);
        group.forEach(value -> row.add(CsvText.harmless(value)));
        row.addAll(figures);
        return row;
    }
}
