package io.tokenledger.report.statement;

import io.tokenledger.report.period.Period;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/** What the ledger's sums say that a period costs: another way to it than that of the direct costs. */
final class LedgerSumReader {
    private LedgerSumReader() {}

    // Leans on the primary key of the sums: tenant, quarter of an hour.
    private static final String SUMS = """
            SELECT currency, sum(cost_pico) AS cost_pico
            FROM ledger.usage_by_quarter_hour
            WHERE tenant = ? AND bucket_start >= ? AND bucket_start < ?
            GROUP BY currency
            HAVING sum(cost_pico) <> 0
            """;

    /** In 1e-12 of each currency of the ledger; currencies that add up to nothing are left out. */
    static Map<String, BigInteger> read(Connection connection, String tenant, Period period) throws SQLException {
        Map<String, BigInteger> sums = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SUMS)) {
            statement.setString(1, tenant);
            statement.setObject(2, period.from().atOffset(ZoneOffset.UTC));
            statement.setObject(3, period.to().atOffset(ZoneOffset.UTC));
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                sums.put(
                        found.getString("currency"),
                        found.getBigDecimal("cost_pico").toBigIntegerExact());
            }
        }
        return sums;
    }
}
