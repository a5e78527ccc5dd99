package io.tokenledger.report.reconciliation;

import static io.tokenledger.report.reconciliation.ReconciliationTable.pico;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The pieces of variances. Rows are only added. */
final class PartRowTable {
    private static final int ROWS_AT_ONCE = 1_000;

    private PartRowTable() {}

    private static final String INSERT = """
        INSERT INTO reporting.reconciliation_row (tenant_id, reconciliation_id, row_no, part, day, project, model, meter,
            service_tier, from_meter, from_tier, line_item, quantity, billed_quantity, booked_quantity, billed_pico,
            booked_pico, amount_pico, accepted_pico, vendor_rows, ledger_models)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    static void insert(Connection connection, Reconciliation run, List<KeptRow> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            int waiting = 0;
            for (KeptRow kept : rows) {
                bind(connection, statement, run, kept);
                statement.addBatch();
                if (++waiting % ROWS_AT_ONCE == 0) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, Reconciliation run, KeptRow kept)
            throws SQLException {
        PartRow row = kept.row();
        statement.setString(1, run.tenant());
        statement.setObject(2, run.id());
        statement.setInt(3, kept.number());
        statement.setString(4, row.part().wireName());
        statement.setObject(5, row.key().day());
        statement.setString(6, row.key().project());
        statement.setString(7, row.key().model());
        statement.setString(8, row.key().meter());
        statement.setString(9, row.key().serviceTier());
        statement.setString(10, row.fromMeter());
        statement.setString(11, row.fromTier());
        statement.setString(12, row.lineItem());
        statement.setBigDecimal(13, row.quantity());
        statement.setBigDecimal(14, row.billedQuantity());
        statement.setBigDecimal(15, row.bookedQuantity());
        statement.setObject(16, row.billedPico(), Types.NUMERIC);
        statement.setObject(17, row.bookedPico(), Types.NUMERIC);
        statement.setObject(18, row.amountPico(), Types.NUMERIC);
        statement.setObject(19, kept.acceptedBeforePico(), Types.NUMERIC);
        statement.setArray(20, connection.createArrayOf("uuid", row.vendorRows().toArray()));
        statement.setArray(
                21, connection.createArrayOf("text", row.ledgerModels().toArray()));
    }

    // Leans on reconciliation_row_pkey and reconciliation_accepted_row_pkey. What was taken back is open in the next
    // one.
    private static final String SELECT = """
        SELECT r.row_no, r.part, r.day, r.project, r.model, r.meter, r.service_tier, r.from_meter, r.from_tier,
               r.line_item, r.quantity, r.billed_quantity, r.booked_quantity, r.billed_pico, r.booked_pico,
               r.amount_pico, r.accepted_pico, r.vendor_rows, r.ledger_models, a.acceptance_id
        FROM reporting.reconciliation_row r
        LEFT JOIN reporting.reconciliation_accepted_row a
            ON a.tenant_id = r.tenant_id AND a.reconciliation_id = r.reconciliation_id AND a.row_no = r.row_no
        WHERE r.tenant_id = ? AND r.reconciliation_id = ? AND r.row_no > ? AND (?::text IS NULL OR r.part = ?)
        ORDER BY r.row_no
        LIMIT ?
        """;

    /** Those behind that number, in their order; of one part, or of all. */
    static List<KeptRow> behind(Connection connection, Reconciliation run, int number, @Nullable Part part, int limit)
            throws SQLException {
        List<KeptRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            String name = part == null ? null : part.wireName();
            statement.setString(1, run.tenant());
            statement.setObject(2, run.id());
            statement.setInt(3, number);
            statement.setString(4, name);
            statement.setString(5, name);
            statement.setInt(6, limit);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                rows.add(new KeptRow(
                        found.getInt("row_no"),
                        row(found),
                        pico(found, "accepted_pico"),
                        found.getObject("acceptance_id", UUID.class)));
            }
        }
        return rows;
    }

    private static PartRow row(ResultSet found) throws SQLException {
        return new PartRow(
                Part.valueOf(found.getString("part").toUpperCase(Locale.ROOT)),
                key(found),
                found.getString("from_meter"),
                found.getString("from_tier"),
                found.getString("line_item"),
                found.getBigDecimal("quantity"),
                found.getBigDecimal("billed_quantity"),
                found.getBigDecimal("booked_quantity"),
                pico(found, "billed_pico"),
                pico(found, "booked_pico"),
                pico(found, "amount_pico"),
                List.of((UUID[]) found.getArray("vendor_rows").getArray()),
                List.of((String[]) found.getArray("ledger_models").getArray()));
    }

    /** Of a row of this table, or of a statement that reads these columns of it. */
    static ComparedKey key(ResultSet found) throws SQLException {
        return new ComparedKey(
                found.getObject("day", LocalDate.class),
                found.getString("project"),
                found.getString("model"),
                found.getString("meter"),
                found.getString("service_tier"));
    }

    // Leans on reconciliation_row_pkey.
    private static final String PARTS = """
        SELECT r.part, count(*)::int AS rows, sum(r.amount_pico) AS amount_pico,
               sum(r.accepted_pico) AS before_pico, coalesce(sum(a.amount_pico), 0) AS accepted_pico
        FROM reporting.reconciliation_row r
        LEFT JOIN reporting.reconciliation_accepted_row a
            ON a.tenant_id = r.tenant_id AND a.reconciliation_id = r.reconciliation_id AND a.row_no = r.row_no
        WHERE r.tenant_id = ? AND r.reconciliation_id = ?
        GROUP BY r.part
        """;

    /** What a part comes to, in 1e-12; accepted: by comparisons before and in this one. */
    record PartSum(Part part, int rows, BigInteger amountPico, BigInteger acceptedPico) {}

    /** In the order in which a variance is taken apart; of those that have rows. */
    static List<PartSum> sums(Connection connection, Reconciliation run) throws SQLException {
        List<PartSum> sums = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(PARTS)) {
            statement.setString(1, run.tenant());
            statement.setObject(2, run.id());
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                sums.add(new PartSum(
                        Part.valueOf(found.getString("part").toUpperCase(Locale.ROOT)),
                        found.getInt("rows"),
                        pico(found, "amount_pico"),
                        pico(found, "before_pico").add(pico(found, "accepted_pico"))));
            }
        }
        sums.sort(java.util.Comparator.comparing(PartSum::part));
        return sums;
    }
}
