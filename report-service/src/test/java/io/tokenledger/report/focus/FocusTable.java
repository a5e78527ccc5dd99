package io.tokenledger.report.focus;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tokenledger.report.fixture.TestLedger;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A FOCUS file read again. Null: an empty field.
 *
 * @param columns in their order
 */
record FocusTable(List<String> columns, List<Map<String, String>> rows) {

    static FocusQuestion june(String tenant, FocusVersion version, @Nullable String costCenter) {
        return new FocusQuestion(tenant, "2026-06", null, version, costCenter);
    }

    static FocusTable export(TestLedger ledger, FocusQuestion question) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        FocusFile.csv(FocusLedger.reader(ledger), question, file);
        return parse(file.toString(StandardCharsets.UTF_8));
    }

    static FocusTable parse(String csv) {
        List<String> columns = new ArrayList<>();
        List<Map<String, String>> rows = new ArrayList<>();
        CsvReader.builder().ofNamedCsvRecord(csv).forEach((NamedCsvRecord record) -> {
            if (columns.isEmpty()) {
                columns.addAll(record.getHeader());
            }
            Map<String, String> row = new HashMap<>();
            record.getFieldsAsMap().forEach((name, value) -> {
                if (!value.isEmpty()) {
                    row.put(name, value);
                }
            });
            rows.add(row);
        });
        return new FocusTable(columns, rows);
    }

    /** A copy of which everything may be changed. */
    FocusTable copy() {
        List<Map<String, String>> copies = new ArrayList<>();
        rows.forEach(row -> copies.add(new HashMap<>(row)));
        return new FocusTable(new ArrayList<>(columns), copies);
    }

    boolean has(String column) {
        return columns.contains(column);
    }

    BigDecimal sum(String column, Predicate<Map<String, String>> which) {
        return rows.stream()
                .filter(which)
                .map(row -> new BigDecimal(row.getOrDefault(column, "0")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The first row of that value. */
    Map<String, String> first(String column, String value) {
        return rows.stream()
                .filter(row -> value.equals(row.get(column)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row whose " + column + " is " + value));
    }
}
