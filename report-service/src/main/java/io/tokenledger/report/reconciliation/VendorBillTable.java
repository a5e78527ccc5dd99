package io.tokenledger.report.reconciliation;

import io.tokenledger.report.reconciliation.BillImport.Asked;
import io.tokenledger.report.reconciliation.BillImport.Keyed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Bills and their lines as they were imported. Rows are only added. */
final class VendorBillTable {
    private VendorBillTable() {}

    // Leans on vendor_bill_pkey.
    private static final String LATEST = """
        SELECT bill_id, max(revision) AS revision
        FROM reporting.vendor_bill
        WHERE tenant_id = ? AND provider = ? AND bill_id = ANY(?)
        GROUP BY bill_id
        """;

    /** The highest revisions that are there, by bill. */
    static Map<String, Integer> latest(Connection connection, Asked asked, Collection<String> bills)
            throws SQLException {
        Map<String, Integer> latest = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(LATEST)) {
            statement.setString(1, asked.tenant());
            statement.setString(2, asked.provider());
            statement.setArray(3, connection.createArrayOf("text", bills.toArray()));
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                latest.put(found.getString("bill_id"), found.getInt("revision"));
            }
        }
        return latest;
    }

    private static final String INSERT_BILL = """
        INSERT INTO reporting.vendor_bill (tenant_id, provider, bill_id, revision, format, author, imported_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """;

    /** Makes the bills that are not there, in one order for all writers. */
    static void insertBills(Connection connection, Asked asked, Collection<String> bills, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_BILL)) {
            for (String bill : bills.stream().sorted().toList()) {
                statement.setString(1, asked.tenant());
                statement.setString(2, asked.provider());
                statement.setString(3, bill);
                statement.setInt(4, asked.revision());
                statement.setString(5, asked.format().wireName());
                statement.setString(6, asked.author());
                statement.setObject(7, now.atOffset(ZoneOffset.UTC));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** A line as a bill has it, in the revision that is imported or, of another bill, in the one that counts. */
    record There(String bill, UUID content) {}

    // Leans on vendor_bill_row_by_key and vendor_bill_pkey.
    private static final String THERE = """
        SELECT r.bill_id, r.row_key, r.content_key
        FROM reporting.vendor_bill_row r
        JOIN (SELECT bill_id, max(revision) AS revision
              FROM reporting.vendor_bill
              WHERE tenant_id = ? AND provider = ?
              GROUP BY bill_id) latest
            ON latest.bill_id = r.bill_id AND latest.revision = r.revision
        WHERE r.tenant_id = ? AND r.provider = ? AND r.row_key = ANY(?)
          AND (r.bill_id <> ALL(?) OR r.revision = ?)
        """;

    /** Where these lines are already, by their keys. */
    static Map<UUID, List<There>> there(Connection connection, Asked asked, List<Keyed> lines) throws SQLException {
        Map<UUID, List<There>> there = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(THERE)) {
            statement.setString(1, asked.tenant());
            statement.setString(2, asked.provider());
            statement.setString(3, asked.tenant());
            statement.setString(4, asked.provider());
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "uuid", lines.stream().map(Keyed::key).toArray()));
            statement.setArray(
                    6,
                    connection.createArrayOf(
                            "text", lines.stream().map(Keyed::billId).distinct().toArray()));
            statement.setInt(7, asked.revision());
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                there.computeIfAbsent(found.getObject("row_key", UUID.class), _ -> new ArrayList<>())
                        .add(new There(found.getString("bill_id"), found.getObject("content_key", UUID.class)));
            }
        }
        return there;
    }

    private static final String INSERT_ROW = """
        INSERT INTO reporting.vendor_bill_row (tenant_id, provider, bill_id, revision, row_key, content_key, day, kind,
            line_item, model, meter, service_tier, project, details, quantity, amount, amount_pico, currency, imported_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """;

    /** Adds lines; of the same at the same time by two the first one counts. */
    static void insertRows(Connection connection, Asked asked, List<Keyed> lines, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_ROW)) {
            for (Keyed line : lines) {
                VendorRow row = line.row();
                statement.setString(1, asked.tenant());
                statement.setString(2, asked.provider());
                statement.setString(3, line.billId());
                statement.setInt(4, asked.revision());
                statement.setObject(5, line.key());
                statement.setObject(6, row.contentKey());
                statement.setObject(7, row.day());
                statement.setString(8, row.kind().wireName());
                statement.setString(9, row.lineItem());
                statement.setString(10, row.model());
                statement.setString(11, row.meter());
                statement.setString(12, row.serviceTier());
                statement.setString(13, row.project());
                statement.setString(14, row.detailsJson());
                statement.setBigDecimal(15, row.quantity());
                statement.setBigDecimal(16, row.amount());
                statement.setObject(17, row.amountPico(), Types.NUMERIC);
                statement.setString(18, row.currency());
                statement.setObject(19, now.atOffset(ZoneOffset.UTC));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
