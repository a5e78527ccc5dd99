package io.tokenledger.report.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The lives of alerts. */
final class AlertEventTable {
    private AlertEventTable() {}

    // Leans on alert_event_pkey. The alert's row is locked, or new: nobody else counts.
    private static final String APPEND = """
            INSERT INTO reporting.alert_event (tenant_id, alert_id, event_no, event, at, author, why, until, told)
            SELECT ?, ?, coalesce(max(e.event_no), 0) + 1, ?, ?, ?, ?, ?, ?
            FROM reporting.alert_event e
            WHERE e.tenant_id = ? AND e.alert_id = ?
            """;

    static void append(Connection connection, String tenant, UUID alert, AlertEvent event) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
            insert.setString(1, tenant);
            insert.setObject(2, alert);
            insert.setString(3, event.what().wireName());
            insert.setObject(4, AlertTable.utc(event.at()));
            insert.setString(5, event.by());
            insert.setString(6, event.why());
            insert.setObject(
                    7, event.until() == null ? null : AlertTable.utc(event.until()), Types.TIMESTAMP_WITH_TIMEZONE);
            insert.setBoolean(8, event.told());
            insert.setString(9, tenant);
            insert.setObject(10, alert);
            insert.executeUpdate();
        }
    }

    // Leans on alert_event_pkey.
    private static final String LIFE = """
            SELECT event, at, author, why, until, told
            FROM reporting.alert_event
            WHERE tenant_id = ? AND alert_id = ?
            ORDER BY event_no
            """;

    /** In the order in which it happened. */
    static List<AlertEvent> of(Connection connection, String tenant, UUID alert) throws SQLException {
        List<AlertEvent> events = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(LIFE)) {
            select.setString(1, tenant);
            select.setObject(2, alert);
            ResultSet found = select.executeQuery();
            while (found.next()) {
                OffsetDateTime until = found.getObject("until", OffsetDateTime.class);
                events.add(new AlertEvent(
                        AlertEvent.What.valueOf(found.getString("event").toUpperCase(Locale.ROOT)),
                        found.getObject("at", OffsetDateTime.class).toInstant(),
                        found.getString("author"),
                        found.getString("why"),
                        until == null ? null : until.toInstant(),
                        found.getBoolean("told")));
            }
        }
        return events;
    }
}
