package io.tokenledger.report.reconciliation;

import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.reconciliation.VendorBillJson.AmountJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads which bills there are. */
@ApplicationScoped
public class VendorBillReader {
    private final LedgerViews database;

    public VendorBillReader(LedgerViews database) {
        this.database = database;
    }

    // Leans on vendor_bill_pkey and vendor_bill_row_pkey.
    private static final String LATEST = """
        WITH latest AS MATERIALIZED (
            SELECT DISTINCT ON (provider, bill_id) provider, bill_id, revision, format, imported_at
            FROM reporting.vendor_bill
            WHERE tenant_id = ? AND (?::text IS NULL OR provider = ?)
            ORDER BY provider, bill_id, revision DESC),
        told AS MATERIALIZED (
            SELECT * FROM latest ORDER BY imported_at DESC, provider, bill_id LIMIT 1000)
        SELECT t.provider, t.bill_id, t.revision, t.format, t.imported_at, r.currency, count(r.row_key)::int AS lines,
               min(r.day) AS first_day, max(r.day) AS last_day, sum(r.amount) AS amount
        FROM told t
        LEFT JOIN reporting.vendor_bill_row r
            ON r.tenant_id = ? AND r.provider = t.provider AND r.bill_id = t.bill_id AND r.revision = t.revision
        GROUP BY t.provider, t.bill_id, t.revision, t.format, t.imported_at, r.currency
        ORDER BY t.imported_at DESC, t.provider, t.bill_id, r.currency NULLS LAST
        """;

    /** Those of a tenant, the latest first. */
    List<VendorBillJson> latest(String tenant, @Nullable String provider) {
        return database.read("vendor_bills", connection -> read(connection, tenant, provider));
    }

    private static List<VendorBillJson> read(Connection connection, String tenant, @Nullable String provider)
            throws SQLException {
        Map<List<String>, VendorBillJson> bills = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(LATEST)) {
            statement.setString(1, tenant);
            statement.setString(2, provider);
            statement.setString(3, provider);
            statement.setString(4, tenant);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                VendorBillJson bill = bill(found);
                bills.merge(List.of(bill.provider(), bill.billId()), bill, VendorBillReader::together);
            }
        }
        return List.copyOf(bills.values());
    }

    private static VendorBillJson bill(ResultSet found) throws SQLException {
        String currency = found.getString("currency");
        BigDecimal amount = found.getBigDecimal("amount");
        return new VendorBillJson(
                found.getString("provider"),
                found.getString("bill_id"),
                found.getInt("revision"),
                found.getString("format"),
                found.getObject("imported_at", OffsetDateTime.class).toInstant(),
                found.getInt("lines"),
                found.getObject("first_day", LocalDate.class),
                found.getObject("last_day", LocalDate.class),
                currency == null || amount == null
                        ? List.of()
                        : List.of(new AmountJson(
                                currency,
                                amount.signum() == 0
                                        ? "0"
                                        : amount.stripTrailingZeros().toPlainString())));
    }

    /** The sums of one bill in several currencies. */
    private static VendorBillJson together(VendorBillJson first, VendorBillJson second) {
        List<AmountJson> amounts = new ArrayList<>(first.amounts());
        amounts.addAll(second.amounts());
        return new VendorBillJson(
                first.provider(),
                first.billId(),
                first.revision(),
                first.format(),
                first.importedAt(),
                first.lines() + second.lines(),
                earlier(first.firstDay(), second.firstDay()),
                later(first.lastDay(), second.lastDay()),
                amounts);
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate left, @Nullable LocalDate right) {
        return left == null || (right != null && right.isBefore(left)) ? right : left;
    }

    private static @Nullable LocalDate later(@Nullable LocalDate left, @Nullable LocalDate right) {
        return left == null || (right != null && right.isAfter(left)) ? right : left;
    }
}
