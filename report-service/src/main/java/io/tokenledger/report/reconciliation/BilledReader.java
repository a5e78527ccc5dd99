package io.tokenledger.report.reconciliation;

import io.tokenledger.report.reconciliation.VendorRow.Kind;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Reads the lines of bills that count: of each bill those of its highest revision. */
final class BilledReader {
    private static final int ROWS_AT_ONCE = 2_000;

    private BilledReader() {}

    /**
     * A line of a bill.
     *
     * @param writing how exactly its bill is written
     */
    record Stored(String bill, int revision, UUID key, VendorRow row, Writing writing) {}

    private static final String COLUMNS = """
        r.bill_id, r.revision, r.row_key, r.day, r.kind, r.line_item, r.model, r.meter, r.service_tier, r.project,
        r.quantity, r.amount, r.currency,
        coalesce(max(scale(trim_scale(r.amount))) OVER (PARTITION BY r.bill_id, r.revision), 0) AS places,
        count(r.amount) OVER (PARTITION BY r.bill_id, r.revision) AS amounts,
        (SELECT b.format FROM reporting.vendor_bill b
         WHERE b.tenant_id = r.tenant_id AND b.provider = r.provider AND b.bill_id = r.bill_id
           AND b.revision = r.revision) AS format
        """;

    // Leans on vendor_bill_row_by_day and vendor_bill_pkey.
    private static final String OF_DAYS = "SELECT " + COLUMNS + """
        FROM reporting.vendor_bill_row r
        JOIN (SELECT bill_id, max(revision) AS revision
              FROM reporting.vendor_bill
              WHERE tenant_id = ? AND provider = ?
              GROUP BY bill_id) latest ON latest.bill_id = r.bill_id AND latest.revision = r.revision
        WHERE r.tenant_id = ? AND r.provider = ? AND r.day >= ? AND r.day < ?
        """;

    /** Those of some days. */
    static List<Stored> ofDays(Connection connection, ReconciliationQuestion question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OF_DAYS)) {
            statement.setString(1, question.tenant());
            statement.setString(2, question.provider());
            statement.setString(3, question.tenant());
            statement.setString(4, question.provider());
            statement.setObject(5, question.from());
            statement.setObject(6, question.to());
            return read(statement);
        }
    }

    // Leans on vendor_bill_row_by_key.
    private static final String OF_KEYS = "SELECT " + COLUMNS + """
        FROM reporting.vendor_bill_row r
        WHERE r.tenant_id = ? AND r.provider = ? AND r.row_key = ANY(?)
        ORDER BY r.row_key, r.bill_id, r.revision
        """;

    /** Those of some keys, in whatever bill and revision. */
    static List<Stored> ofKeys(Connection connection, String tenant, String provider, List<UUID> keys)
            throws SQLException {
        if (keys.isEmpty()) {
            return Collections.emptyList();
        }
        try (PreparedStatement statement = connection.prepareStatement(OF_KEYS)) {
            statement.setString(1, tenant);
            statement.setString(2, provider);
            statement.setArray(3, connection.createArrayOf("uuid", keys.toArray()));
            return read(statement);
        }
    }

    private static List<Stored> read(PreparedStatement statement) throws SQLException {
        statement.setFetchSize(ROWS_AT_ONCE);
        List<Stored> rows = new ArrayList<>();
        ResultSet found = statement.executeQuery();
        while (found.next()) {
            BigDecimal amount = found.getBigDecimal("amount");
            rows.add(new Stored(
                    found.getString("bill_id"),
                    found.getInt("revision"),
                    found.getObject("row_key", UUID.class),
                    new VendorRow(
                            found.getObject("day", LocalDate.class),
                            Kind.valueOf(found.getString("kind").toUpperCase(Locale.ROOT)),
                            found.getString("line_item"),
                            found.getString("model"),
                            found.getString("meter"),
                            found.getString("service_tier"),
                            found.getString("project"),
                            Collections.emptySortedMap(),
                            found.getBigDecimal("quantity"),
                            amount,
                            found.getString("currency")),
                    new Writing(
                            found.getInt("places"),
                            found.getLong("amounts"),
                            found.getString("format").equals(BillFormat.CSV.wireName()))));
        }
        return rows;
    }

    /** The bills that lines are of, with their revisions. */
    static Map<String, Integer> bills(List<Stored> rows) {
        Map<String, Integer> bills = new TreeMap<>();
        rows.forEach(row -> bills.put(row.bill(), row.revision()));
        return bills;
    }
}
