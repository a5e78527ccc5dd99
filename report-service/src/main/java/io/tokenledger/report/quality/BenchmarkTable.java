package io.tokenledger.report.quality;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What benchmarks are. */
final class BenchmarkTable {
    private BenchmarkTable() {}

    private static final String INSERT = """
            INSERT INTO reporting.benchmark (benchmark, title, unit, higher_is_better, import_id)
            VALUES (?, ?, ?, ?, ?)
            """;

    static void insert(Connection connection, Collection<Benchmark> benchmarks, long importId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (Benchmark benchmark : benchmarks) {
                statement.setString(1, benchmark.benchmark());
                statement.setString(2, benchmark.title());
                statement.setString(3, benchmark.unit());
                statement.setBoolean(4, benchmark.higherIsBetter());
                statement.setLong(5, importId);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static final String COUNTING = """
            SELECT DISTINCT ON (b.benchmark) b.benchmark, b.title, b.unit, b.higher_is_better
            FROM reporting.benchmark b JOIN reporting.fact_import i USING (import_id)
            ORDER BY b.benchmark, i.bundled, b.definition_id DESC
            """;

    /** The statement that counts of every benchmark. */
    static List<Benchmark> counting(Connection connection) throws SQLException {
        List<Benchmark> benchmarks = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COUNTING)) {
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                benchmarks.add(new Benchmark(
                        found.getString("benchmark"),
                        found.getString("title"),
                        found.getString("unit"),
                        found.getBoolean("higher_is_better")));
            }
        }
        return benchmarks;
    }
}
