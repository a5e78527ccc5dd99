package io.tokenledger.report.directcost;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a tenant's entries of a period cost, added up without looking at anything else. */
final class LedgerSumReader {
    private LedgerSumReader() {}

    // Leans on usage_entry_pkey of the months that the period touches, and on usage_entry_accounted_idx.
    private static final String SUMS = """
            SELECT currency, sum(cost_pico) AS cost_pico
            FROM ledger.entry_published
            WHERE tenant = ? AND accounted_at >= ? AND accounted_at < ? AND cost_pico IS NOT NULL
            GROUP BY currency
            """;

    /** 1e-12 by currency. */
    static SortedMap<String, BigInteger> read(Connection connection, MeterQuestion question) throws SQLException {
        SortedMap<String, BigInteger> sums = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SUMS)) {
            statement.setString(1, question.tenant());
            statement.setObject(2, question.period().from().atOffset(ZoneOffset.UTC));
            statement.setObject(3, question.period().to().atOffset(ZoneOffset.UTC));
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                sums.put(
                        row.getString("currency"),
                        row.getBigDecimal("cost_pico").toBigIntegerExact());
            }
        }
        return sums;
    }
}
