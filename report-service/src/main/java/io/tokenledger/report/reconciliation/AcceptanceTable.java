package io.tokenledger.report.reconciliation;

import static io.tokenledger.report.reconciliation.ReconciliationTable.pico;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What was accepted of variances. Rows are only added; what is taken back is so by the manual item that takes it back. */
final class AcceptanceTable {
    private AcceptanceTable() {}

    // The first number is that of this lock among the advisory locks of the database, the second stands for the
    // provider.
    private static final String LOCK = "SELECT pg_advisory_xact_lock(1953459054, hashtext(? || chr(31) || ?))";

    /** One acceptance of a provider's variances at a time, until the end of the transaction. */
    static void lock(Connection connection, Reconciliation run) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setString(1, run.tenant());
            statement.setString(2, run.provider());
            statement.execute();
        }
    }

    private static final String INSERT = """
        INSERT INTO reporting.reconciliation_acceptance (tenant_id, reconciliation_id, acceptance_id, currency,
            amount_pico, item_id, item_day, author, reason, accepted_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    private static final String INSERT_ROW = """
        INSERT INTO reporting.reconciliation_accepted_row (tenant_id, reconciliation_id, row_no, acceptance_id,
            provider, day, currency, amount_pico)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """;

    static void insert(Connection connection, Reconciliation run, Acceptance acceptance, List<KeptRow> rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, run.tenant());
            statement.setObject(2, run.id());
            statement.setObject(3, acceptance.id());
            statement.setString(4, run.currency());
            statement.setObject(5, acceptance.amountPico(), Types.NUMERIC);
            statement.setObject(6, acceptance.item());
            statement.setObject(7, acceptance.day());
            statement.setString(8, acceptance.author());
            statement.setString(9, acceptance.reason());
            statement.setObject(10, acceptance.acceptedAt().atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT_ROW)) {
            for (KeptRow row : rows) {
                statement.setString(1, run.tenant());
                statement.setObject(2, run.id());
                statement.setInt(3, row.number());
                statement.setObject(4, acceptance.id());
                statement.setString(5, run.provider());
                statement.setObject(6, row.row().key().day());
                statement.setString(7, run.currency());
                statement.setObject(8, row.openPico(), Types.NUMERIC);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    // Leans on reconciliation_acceptance_pkey and manual_item_reverses_key.
    private static final String OF_RUN = """
        SELECT a.acceptance_id, a.amount_pico, a.item_id, a.item_day, a.author, a.reason, a.accepted_at,
               EXISTS (SELECT FROM reporting.manual_item m
                       WHERE m.tenant_id = a.tenant_id AND m.reverses = a.item_id) AS taken_back
        FROM reporting.reconciliation_acceptance a
        WHERE a.tenant_id = ? AND a.reconciliation_id = ?
        ORDER BY a.accepted_at, a.acceptance_id
        """;

    static List<Acceptance> ofRun(Connection connection, Reconciliation run) throws SQLException {
        List<Acceptance> acceptances = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OF_RUN)) {
            statement.setString(1, run.tenant());
            statement.setObject(2, run.id());
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                acceptances.add(new Acceptance(
                        found.getObject("acceptance_id", UUID.class),
                        pico(found, "amount_pico"),
                        found.getObject("item_id", UUID.class),
                        found.getObject("item_day", LocalDate.class),
                        found.getString("author"),
                        found.getString("reason"),
                        found.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                        found.getBoolean("taken_back")));
            }
        }
        return acceptances;
    }

    /** What was accepted of a piece in a currency. */
    record Accepted(String currency, PartRow.About about) {}

    // Leans on reconciliation_accepted_row_by_day.
    private static final String BEFORE = """
        SELECT a.currency, r.part, r.day, r.project, r.model, r.meter, r.service_tier, r.from_meter, r.from_tier,
               r.line_item, sum(a.amount_pico) AS amount_pico
        FROM reporting.reconciliation_accepted_row a
        JOIN reporting.reconciliation_row r
            ON r.tenant_id = a.tenant_id AND r.reconciliation_id = a.reconciliation_id AND r.row_no = a.row_no
        JOIN reporting.reconciliation_acceptance c
            ON c.tenant_id = a.tenant_id AND c.reconciliation_id = a.reconciliation_id
                AND c.acceptance_id = a.acceptance_id
        LEFT JOIN reporting.manual_item m ON m.tenant_id = c.tenant_id AND m.reverses = c.item_id
        WHERE a.tenant_id = ? AND a.provider = ? AND a.day >= ? AND a.day < ? AND a.reconciliation_id <> ?
          AND m.item_id IS NULL
        GROUP BY a.currency, r.part, r.day, r.project, r.model, r.meter, r.service_tier, r.from_meter, r.from_tier,
                 r.line_item
        """;

    /** What other comparisons of these days had accepted, and nobody took back. */
    static Map<Accepted, BigInteger> before(Connection connection, Reconciliation run) throws SQLException {
        Map<Accepted, BigInteger> accepted = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(BEFORE)) {
            statement.setString(1, run.tenant());
            statement.setString(2, run.provider());
            statement.setObject(3, run.from());
            statement.setObject(4, run.to());
            statement.setObject(5, run.id());
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                accepted.put(
                        new Accepted(
                                found.getString("currency"),
                                new PartRow.About(
                                        Part.valueOf(found.getString("part").toUpperCase(Locale.ROOT)),
                                        PartRowTable.key(found),
                                        found.getString("from_meter"),
                                        found.getString("from_tier"),
                                        found.getString("line_item"))),
                        pico(found, "amount_pico"));
            }
        }
        return accepted;
    }
}
