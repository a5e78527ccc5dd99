package io.tokenledger.report.closing;

import io.tokenledger.report.period.Period;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the ledger's sums of a period, and the counts of what came in. */
final class BookedUsageReader {
    private BookedUsageReader() {}

    // Leans on usage_rollup_pkey (tenant_id, bucket_start, …): sums, and not the entries that the direct costs are read
    // from.
    private static final String BOOKED = """
            SELECT provider, currency, sum(requests)::bigint AS requests, sum(unpriced_requests)::bigint AS unpriced_requests,
                   sum(cost_pico) AS cost_pico
            FROM ledger.usage_by_quarter_hour
            WHERE tenant = ? AND bucket_start >= ? AND bucket_start < ?
            GROUP BY provider, currency
            """;

    // Leans on intake_count_pkey (tenant_id, received_hour, …). Counted by hours of UTC: one belongs where it begins.
    private static final String RECEIVED = """
            SELECT coalesce(sum(priced + unpriced + duplicates + conflicts + rejected), 0)::bigint AS received,
                   coalesce(sum(rejected), 0)::bigint AS rejected
            FROM ledger.intake
            WHERE tenant = ? AND received_hour >= ? AND received_hour < ?
            """;

    static BookedUsage read(Connection connection, String tenant, Period period) throws SQLException {
        long requests = 0;
        long unpriced = 0;
        var providers = new TreeSet<String>();
        SortedMap<String, BigInteger> costs = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(BOOKED)) {
            bind(statement, tenant, period);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                requests += found.getLong("requests");
                unpriced += found.getLong("unpriced_requests");
                providers.add(found.getString("provider"));
                BigInteger cost = found.getBigDecimal("cost_pico").toBigIntegerExact();
                costs.merge(found.getString("currency"), cost, BigInteger::add);
            }
        }
        costs.values().removeIf(cost -> cost.signum() == 0);
        try (PreparedStatement statement = connection.prepareStatement(RECEIVED)) {
            bind(statement, tenant, period);
            ResultSet row = statement.executeQuery();
            row.next();
            return new BookedUsage(
                    requests, unpriced, providers, costs, row.getLong("received"), row.getLong("rejected"));
        }
    }

    private static void bind(PreparedStatement statement, String tenant, Period period) throws SQLException {
        statement.setString(1, tenant);
        statement.setObject(2, period.from().atOffset(ZoneOffset.UTC));
        statement.setObject(3, period.to().atOffset(ZoneOffset.UTC));
    }
}
