package io.tokenledger.report.closing;

import io.tokenledger.report.accounting.AccountingPeriod;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up the manual items of a period, apart from how statements read them. */
final class ItemSumReader {
    private ItemSumReader() {}

    // Leans on manual_item_by_day.
    private static final String SUMS = """
            SELECT currency, sum(amount_pico) AS amount_pico
            FROM reporting.manual_item
            WHERE tenant_id = ? AND day >= ? AND day < ?
            GROUP BY currency
            HAVING sum(amount_pico) <> 0
            """;

    /** By currency, in 1e-12 of it. */
    static SortedMap<String, BigInteger> read(Connection connection, String tenant, AccountingPeriod period)
            throws SQLException {
        SortedMap<String, BigInteger> sums = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SUMS)) {
            statement.setString(1, tenant);
            statement.setObject(2, period.firstDay());
            statement.setObject(3, period.endDay());
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                sums.put(
                        found.getString("currency"),
                        found.getBigDecimal("amount_pico").toBigIntegerExact());
            }
        }
        return sums;
    }
}
