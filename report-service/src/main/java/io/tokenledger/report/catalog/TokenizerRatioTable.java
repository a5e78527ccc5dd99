package io.tokenledger.report.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Statements of how many tokens of one family stand for one of another. */
final class TokenizerRatioTable {
    private static final String MEASURED = "measured";
    private static final String DEFAULT = "default";

    private TokenizerRatioTable() {}

    private static final String INSERT = """
            INSERT INTO reporting.tokenizer_ratio (from_family, to_family, low, expected, high, origin, source,
                source_date, import_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    static void insert(Connection connection, Collection<TokenizerRatio> ratios, long importId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (TokenizerRatio ratio : ratios) {
                statement.setString(1, ratio.fromFamily());
                statement.setString(2, ratio.toFamily());
                statement.setBigDecimal(3, ratio.low());
                statement.setBigDecimal(4, ratio.expected());
                statement.setBigDecimal(5, ratio.high());
                statement.setString(6, ratio.measured() ? MEASURED : DEFAULT);
                statement.setString(7, ratio.source());
                statement.setObject(8, ratio.sourceDate());
                statement.setLong(9, importId);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static final String COUNTING = """
            SELECT DISTINCT ON (r.from_family, r.to_family)
                   r.from_family, r.to_family, r.low, r.expected, r.high, r.origin, r.source, r.source_date
            FROM reporting.tokenizer_ratio r JOIN reporting.fact_import i USING (import_id)
            ORDER BY r.from_family, r.to_family, i.bundled, r.ratio_id DESC
            """;

    /** The statement that counts of every pair of families. */
    static List<TokenizerRatio> counting(Connection connection) throws SQLException {
        List<TokenizerRatio> ratios = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COUNTING)) {
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                ratios.add(new TokenizerRatio(
                        found.getString("from_family"),
                        found.getString("to_family"),
                        found.getBigDecimal("low"),
                        found.getBigDecimal("expected"),
                        found.getBigDecimal("high"),
                        found.getString("origin").equals(MEASURED),
                        found.getString("source"),
                        found.getObject("source_date", LocalDate.class)));
            }
        }
        return ratios;
    }
}
