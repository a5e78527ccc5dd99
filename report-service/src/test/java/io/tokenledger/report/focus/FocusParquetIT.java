package io.tokenledger.report.focus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.fixture.TestLedger;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet opened again by DuckDB, whose reader is not ours, and held against the CSV and the ledger. */
class FocusParquetIT {
    @TempDir
    static Path folder = Path.of("target");

    private static TestLedger ledger = new TestLedger("focus_parquet");
    private static FocusTable csv = new FocusTable(List.of(), List.of());
    private static String parquet = "";

    @BeforeAll
    static void export() throws IOException {
        ledger = FocusLedger.filled("focus_parquet");
        FocusQuestion question = FocusTable.june("acme", FocusVersion.V1_3, null);
        csv = FocusTable.export(ledger, question);
        Path file = folder.resolve("june.parquet");
        try (OutputStream out = Files.newOutputStream(file)) {
            FocusFile.parquet(FocusLedger.reader(ledger), question, out);
        }
        parquet = "read_parquet('" + file + "')";
    }

    @Test
    void columnsHaveTheTypesOfTheSpecification() throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        for (Map<String, String> column : ask("DESCRIBE SELECT * FROM " + parquet)) {
            types.put(column.get("column_name"), column.get("column_type"));
        }
        assertThat(List.copyOf(types.keySet())).isEqualTo(csv.columns());
        for (FocusColumn column : FocusColumn.of(FocusVersion.V1_3)) {
            assertThat(types.get(column.columnName(FocusVersion.V1_3)))
                    .as(column.name())
                    .isEqualTo(
                            switch (column.type()) {
                                case TEXT -> "VARCHAR";
                                case JSON -> "JSON";
                                case COUNT -> "BIGINT";
                                case TIME -> "TIMESTAMP WITH TIME ZONE";
                                case DECIMAL -> "DECIMAL(38,18)";
                            });
        }
    }

    @Test
    void everyValueIsThatOfTheCsv() throws SQLException {
        List<String> written = new ArrayList<>();
        for (FocusColumn column : FocusColumn.of(FocusVersion.V1_3)) {
            String name = "\"" + column.columnName(FocusVersion.V1_3) + "\"";
            written.add(
                    column.type() == FocusType.TIME
                            ? "strftime(" + name + " AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%SZ') AS " + name
                            : name);
        }
        List<Map<String, String>> rows = ask("SELECT " + String.join(", ", written) + " FROM " + parquet);
        assertThat(rows).hasSameSizeAs(csv.rows());
        for (int i = 0; i < rows.size(); i++) {
            assertThat(comparable(rows.get(i))).isEqualTo(comparable(csv.rows().get(i)));
        }
    }

    @Test
    void sumsAreThoseOfTheCsvAndOfTheLedger() throws SQLException {
        Map<String, String> sums = ask("SELECT sum(\"BilledCost\") AS billed, sum(\"ListCost\") AS list,"
                        + " sum(\"x_InputTokens\") AS input FROM " + parquet)
                .getFirst();
        assertThat(new BigDecimal(sums.get("billed"))).isEqualByComparingTo(csv.sum("BilledCost", _ -> true));
        assertThat(new BigDecimal(sums.get("list"))).isEqualByComparingTo(csv.sum("ListCost", _ -> true));
        try (Connection connection = ledger.owner();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT sum(plain_input_tokens) FROM ledger.usage_entry
                        WHERE tenant_id = 'acme' AND coalesce(accounted_at, occurred_at) >= '2026-05-31 18:15Z'
                          AND coalesce(accounted_at, occurred_at) < '2026-06-30 18:15Z'
                        """)) {
            row.next();
            assertThat(new BigDecimal(sums.get("input"))).isEqualByComparingTo(row.getBigDecimal(1));
        }
    }

    @Test
    void dollarsOfTheLedgerAreThePricedAmounts() throws SQLException {
        BigDecimal dollars = new BigDecimal(ask("SELECT sum(\"PricingCurrencyEffectiveCost\") AS cost FROM " + parquet
                        + " WHERE \"PricingCurrency\" = 'USD' AND \"x_ChargeSource\" IN ('usage', 'adjustment', 'charge')")
                .getFirst()
                .get("cost"));
        try (Connection connection = ledger.owner();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT sum(cost_pico) FROM ledger.usage_entry
                        WHERE tenant_id = 'acme' AND currency = 'USD'
                          AND coalesce(accounted_at, occurred_at) >= '2026-05-31 18:15Z'
                          AND coalesce(accounted_at, occurred_at) < '2026-06-30 18:15Z'
                        """)) {
            row.next();
            assertThat(dollars.movePointRight(12)).isEqualByComparingTo(row.getBigDecimal(1));
        }
    }

    @Test
    void negativeAndLargestAmountsAreExact() throws IOException, SQLException {
        Path file = folder.resolve("extremes.parquet");
        List<String> amounts = List.of(
                "-0.000000000000000001", "99999999999999999999.999999999999999999", "-99999999999999999999", "0", "-1");
        try (FocusParquet extremes = new FocusParquet(file, FocusVersion.V1_2)) {
            amounts.forEach(
                    amount -> extremes.write(new FocusRow().decimal(FocusColumn.BILLED_COST, new BigDecimal(amount))));
        }
        List<Map<String, String>> read = ask("SELECT \"BilledCost\" AS cost FROM read_parquet('" + file + "')");
        for (int i = 0; i < amounts.size(); i++) {
            assertThat(new BigDecimal(read.get(i).get("cost"))).isEqualByComparingTo(amounts.get(i));
        }
    }

    @Test
    void nothingIsLeftInTheTemporaryFolder() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("focus-") && name.endsWith(".parquet"));
        }
    }

    /** Numbers without trailing zeros, JSON and text as they are. */
    private static Map<String, String> comparable(Map<String, String> row) {
        Map<String, String> comparable = new HashMap<>();
        row.forEach((name, value) -> comparable.put(
                name,
                RuleChecks.NUMBER.matcher(value).matches()
                        ? new BigDecimal(value).stripTrailingZeros().toPlainString()
                        : value));
        return comparable;
    }

    private static List<Map<String, String>> ask(String sql) throws SQLException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (Connection duck = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                var statement = duck.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                Map<String, String> values = new HashMap<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    @Nullable Object value = row.getObject(i);
                    if (value != null) {
                        values.put(row.getMetaData().getColumnLabel(i), value.toString());
                    }
                }
                rows.add(values);
            }
        }
        return rows;
    }
}
