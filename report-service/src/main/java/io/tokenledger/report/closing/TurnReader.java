package io.tokenledger.report.closing;

import io.tokenledger.report.accounting.AccountingCalendar;
import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.accounting.ClosedBooksReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/** Reads where a period is in the order of closing. */
final class TurnReader {
    private TurnReader() {}

    // Leans on usage_rollup_pkey (tenant_id, bucket_start, …).
    private static final String EARLIER = """
            SELECT coalesce(sum(requests), 0)::bigint AS requests FROM ledger.usage_by_quarter_hour
            WHERE tenant = ? AND bucket_start < ?
            """;

    static PeriodFigures.Turn read(
            Connection connection, String tenant, AccountingCalendar calendar, AccountingPeriod period)
            throws SQLException {
        Instant closedUntil = ClosedBooksReader.closedUntil(connection, tenant);
        AccountingPeriod first = PeriodOrder.first(calendar, period, closedUntil);
        return new PeriodFigures.Turn(
                closedUntil,
                first == null ? null : first.id(),
                closedUntil == null
                        ? earlier(connection, tenant, period.period().from())
                        : 0);
    }

    private static long earlier(Connection connection, String tenant, Instant before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EARLIER)) {
            statement.setString(1, tenant);
            statement.setObject(2, before.atOffset(ZoneOffset.UTC));
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getLong("requests");
        }
    }
}
