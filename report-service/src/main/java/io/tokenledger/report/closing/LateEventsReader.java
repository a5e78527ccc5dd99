package io.tokenledger.report.closing;

import io.tokenledger.report.accounting.AccountingCalendar;
import io.tokenledger.report.accounting.AccountingPeriod;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads how late events of a tenant were booked. */
final class LateEventsReader {
    private LateEventsReader() {}

    // Reads the events of a period in its monthly partitions, without their attribution: there is no index on when they
    // were
    // booked. Entries after the first of an event are prices and corrections, which are nothing that came late.
    private static final String BOOKED = """
            SELECT count(*) AS ever, count(*) FILTER (WHERE booked_at < ?) AS by_then
            FROM ledger.entry_published
            WHERE tenant = ? AND occurred_at >= ? AND occurred_at < ? AND entry_no = 0 AND entry_kind = 'usage'
            """;

    /** What is known of the period and of the ones before it. */
    static LateEvents read(
            Connection connection, String tenant, AccountingCalendar calendar, AccountingPeriod period, Instant now)
            throws SQLException {
        Instant end = period.period().to();
        if (now.isBefore(end)) {
            return new LateEvents(null, 0, List.of());
        }
        Duration sinceEnd = Duration.between(end, now);
        List<LateEvents.Past> past = new ArrayList<>();
        AccountingPeriod before = period;
        for (int i = 0; i < LateEvents.MOST_PERIODS; i++) {
            before = calendar.previous(before);
            LateEvents.Past one =
                    past(connection, tenant, before, before.period().to().plus(sinceEnd));
            if (one.ever() > 0) {
                past.add(one);
            }
        }
        return new LateEvents(sinceEnd, past(connection, tenant, period, now).ever(), past);
    }

    private static LateEvents.Past past(Connection connection, String tenant, AccountingPeriod period, Instant then)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BOOKED)) {
            statement.setObject(1, then.atOffset(ZoneOffset.UTC));
            statement.setString(2, tenant);
            statement.setObject(3, period.period().from().atOffset(ZoneOffset.UTC));
            statement.setObject(4, period.period().to().atOffset(ZoneOffset.UTC));
            ResultSet row = statement.executeQuery();
            row.next();
            return new LateEvents.Past(period.id(), row.getLong("by_then"), row.getLong("ever"));
        }
    }
}
