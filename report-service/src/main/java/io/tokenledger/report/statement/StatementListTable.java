package io.tokenledger.report.statement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Statements as they are found. */
final class StatementListTable {
    private StatementListTable() {}

    // Leans on statement_by_id: the id is all that a link has.
    private static final String BY_ID =
            "SELECT " + StatementRowReader.COLUMNS + ", document FROM reporting.statement WHERE statement_id = ?";

    /** The one of that id, of whatever tenant; empty where there is none. */
    static Optional<KeptStatement> find(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BY_ID)) {
            statement.setObject(1, id);
            return kept(statement).stream().findFirst();
        }
    }

    // Leans on statement_version_key where a period is asked for, else on statement_pkey. The latest period first, its
    // cost
    // centres by code, the latest version of each first.
    private static final String PAGE = "SELECT " + StatementRowReader.COLUMNS + """

            FROM reporting.statement s
            WHERE tenant_id = ?
              AND (?::text IS NULL OR period_id = ?::text)
              AND (?::text IS NULL OR cost_center = ?::text)
              AND (?::text IS NULL OR status = ?::text)
              AND (?::uuid IS NULL OR EXISTS (
                  SELECT 1 FROM reporting.statement a
                  WHERE a.tenant_id = s.tenant_id AND a.statement_id = ?::uuid
                    AND (s.period_to < a.period_to OR s.period_to = a.period_to
                         AND (s.cost_center, -s.version) > (a.cost_center, -a.version))))
            ORDER BY period_to DESC, cost_center, version DESC
            LIMIT ?
            """;

    /** At most so many of those that are asked for. */
    static List<StoredStatement> page(Connection connection, StatementSelection asked, int limit) throws SQLException {
        String status = asked.status() == null ? null : asked.status().wireName();
        List<StoredStatement> page = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
            statement.setString(1, asked.tenant());
            statement.setString(2, asked.period());
            statement.setString(3, asked.period());
            statement.setString(4, asked.costCenter());
            statement.setString(5, asked.costCenter());
            statement.setString(6, status);
            statement.setString(7, status);
            statement.setObject(8, asked.after(), Types.OTHER);
            statement.setObject(9, asked.after(), Types.OTHER);
            statement.setInt(10, limit);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                page.add(StatementRowReader.statement(found));
            }
        }
        return page;
    }

    // Leans on statement_version_key.
    private static final String FINAL = "SELECT " + StatementRowReader.COLUMNS + """
            , document
            FROM reporting.statement
            WHERE tenant_id = ? AND period_id = ? AND status = 'final'
            ORDER BY number
            """;

    /** The final ones of a period, by number. */
    static List<KeptStatement> finals(Connection connection, String tenant, String period) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FINAL)) {
            statement.setString(1, tenant);
            statement.setString(2, period);
            return kept(statement);
        }
    }

    private static List<KeptStatement> kept(PreparedStatement statement) throws SQLException {
        List<KeptStatement> kept = new ArrayList<>();
        ResultSet found = statement.executeQuery();
        while (found.next()) {
            kept.add(new KeptStatement(StatementRowReader.statement(found), found.getBytes("document")));
        }
        return kept;
    }

    // Leans on statement_final_key, whose order it is. The database hashes, so that no document is sent.
    private static final String CHAIN = """
            SELECT statement_id, number, period_id, sha256, previous_hash, sha256(document) AS computed
            FROM reporting.statement
            WHERE tenant_id = ? AND cost_center = ? AND status = 'final'
            ORDER BY period_to
            """;

    /** All final statements of a cost centre, the oldest first. */
    static List<ChainLink> chain(Connection connection, String tenant, String costCenter) throws SQLException {
        List<ChainLink> chain = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(CHAIN)) {
            statement.setString(1, tenant);
            statement.setString(2, costCenter);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                byte[] previous = found.getBytes("previous_hash");
                chain.add(new ChainLink(
                        found.getObject("statement_id", UUID.class),
                        found.getLong("number"),
                        found.getString("period_id"),
                        Sha256.hex(found.getBytes("sha256")),
                        Sha256.hex(found.getBytes("computed")),
                        previous == null ? null : Sha256.hex(previous)));
            }
        }
        return chain;
    }
}
