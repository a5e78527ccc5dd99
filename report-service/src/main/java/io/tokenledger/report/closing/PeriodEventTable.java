package io.tokenledger.report.closing;

import io.tokenledger.report.closing.PeriodEvent.Kind;
import io.tokenledger.report.problem.ReportError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened to periods, numbered per tenant. */
final class PeriodEventTable {
    private PeriodEventTable() {}

    // Both lean on period_event_pkey. The number is taken by one of those who take it at once.
    private static final String LAST_NUMBER =
            "SELECT coalesce(max(event_no), 0) AS last FROM reporting.period_event WHERE tenant_id = ?";
    private static final String APPEND = """
            INSERT INTO reporting.period_event (tenant_id, event_no, period_id, kind, author, reason, override_reason, at, checks)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            RETURNING event_no
            """;

    /**
     * Appends it, and returns its number.
     *
     * @throws io.tokenledger.report.problem.ReportProblem ACCOUNTING_PERIOD_CHANGED where somebody else changed a period of the
     *     tenant at the same time; at REPEATABLE READ the database fails with class 40 instead
     */
    static int append(Connection connection, PeriodEvent event) throws SQLException {
        int number = lastNumber(connection, event.tenant()) + 1;
        try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
            insert.setString(1, event.tenant());
            insert.setInt(2, number);
            insert.setString(3, event.periodId());
            insert.setString(4, event.kind().wireName());
            insert.setString(5, event.author());
            insert.setString(6, event.reason());
            insert.setString(7, event.overrideReason());
            insert.setObject(8, event.at().atOffset(ZoneOffset.UTC));
            insert.setString(9, event.checks());
            if (!insert.executeQuery().next()) {
                throw ReportError.ACCOUNTING_PERIOD_CHANGED.because("somebody else changed a period of tenant '"
                        + event.tenant() + "' at the same time: look at it again");
            }
        }
        return number;
    }

    private static int lastNumber(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LAST_NUMBER)) {
            statement.setString(1, tenant);
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getInt("last");
        }
    }

    // Leans on period_event_by_period.
    private static final String OF_PERIODS = """
            SELECT period_id, kind, author, reason, override_reason, at, checks
            FROM reporting.period_event
            WHERE tenant_id = ? AND period_id = ANY (?)
            ORDER BY event_no
            """;

    /** What happened to those periods of a tenant, in order. */
    static List<PeriodEvent> of(Connection connection, String tenant, List<String> periodIds) throws SQLException {
        List<PeriodEvent> events = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OF_PERIODS)) {
            statement.setString(1, tenant);
            statement.setArray(2, connection.createArrayOf("text", periodIds.toArray()));
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                events.add(new PeriodEvent(
                        tenant,
                        found.getString("period_id"),
                        Kind.valueOf(found.getString("kind").toUpperCase(Locale.ROOT)),
                        found.getString("author"),
                        found.getString("reason"),
                        found.getString("override_reason"),
                        found.getObject("at", OffsetDateTime.class).toInstant(),
                        found.getString("checks")));
            }
        }
        return events;
    }
}
