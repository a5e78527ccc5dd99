package io.tokenledger.report.statement;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Statements as they are appended, and what the next ones follow. */
final class StatementTable {
    private StatementTable() {}

    private static final String INSERT = """
            INSERT INTO reporting.statement (tenant_id, statement_id, period_id, period_from, period_to, cost_center,
                version, status, number, view, currency, amount, book_currency, book_pico, document, sha256,
                previous_hash, author, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            RETURNING statement_id
            """;

    /** False, and nothing is there, where somebody else has written the same version or the final one. */
    static boolean insert(Connection connection, StoredStatement row, byte[] document) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, row.tenant());
            statement.setObject(2, row.id());
            statement.setString(3, row.periodId());
            statement.setObject(4, utc(row.from()));
            statement.setObject(5, utc(row.to()));
            statement.setString(6, row.costCenter());
            statement.setInt(7, row.version());
            statement.setString(8, row.status().wireName());
            statement.setObject(9, row.number(), Types.BIGINT);
            statement.setString(10, row.view().name().toLowerCase(Locale.ROOT));
            statement.setString(11, row.currency());
            statement.setBigDecimal(12, row.amount());
            statement.setString(13, row.bookCurrency());
            statement.setBigDecimal(14, new BigDecimal(row.bookPico()));
            statement.setBytes(15, document);
            statement.setBytes(16, Sha256.bytes(row.hash()));
            statement.setBytes(17, Sha256.bytes(row.previousHash()));
            statement.setString(18, row.author());
            statement.setObject(19, utc(row.createdAt()));
            return statement.executeQuery().next();
        }
    }

    // Leans on statement_version_key.
    private static final String VERSIONS = """
            SELECT cost_center, max(version) AS version, bool_or(status = 'final') AS is_final
            FROM reporting.statement
            WHERE tenant_id = ? AND period_id = ?
            GROUP BY cost_center
            """;

    /**
     * The versions that a period has.
     *
     * @param last of each cost centre that has any
     * @param isFinal whether the period has final ones
     */
    record Versions(Map<String, Integer> last, boolean isFinal) {}

    static Versions versions(Connection connection, String tenant, String periodId) throws SQLException {
        Map<String, Integer> last = new TreeMap<>();
        boolean isFinal = false;
        try (PreparedStatement statement = connection.prepareStatement(VERSIONS)) {
            statement.setString(1, tenant);
            statement.setString(2, periodId);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                last.put(found.getString("cost_center"), found.getInt("version"));
                isFinal |= found.getBoolean("is_final");
            }
        }
        return new Versions(last, isFinal);
    }

    /** What a statement follows: a final one of the same cost centre. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Predecessor(Instant to, String hash, byte[] document) {}

    // Leans on statement_final_key, whose order it is.
    private static final String LAST = """
            SELECT DISTINCT ON (cost_center) cost_center, period_to, sha256, document
            FROM reporting.statement
            WHERE tenant_id = ? AND status = 'final' AND period_to <= ?
            ORDER BY cost_center, period_to DESC
            """;

    /** The last final statement of every cost centre up to an instant, by its code. */
    static Map<String, Predecessor> last(Connection connection, String tenant, Instant until) throws SQLException {
        Map<String, Predecessor> last = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(LAST)) {
            statement.setString(1, tenant);
            statement.setObject(2, utc(until));
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                last.put(
                        found.getString("cost_center"),
                        new Predecessor(
                                found.getObject("period_to", OffsetDateTime.class)
                                        .toInstant(),
                                Sha256.hex(found.getBytes("sha256")),
                                found.getBytes("document")));
            }
        }
        return last;
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
