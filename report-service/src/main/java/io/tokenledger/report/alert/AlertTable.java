package io.tokenledger.report.alert;

import io.tokenledger.report.alert.AlertLife.Acknowledged;
import io.tokenledger.report.alert.AlertLife.Silence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Alerts as they stand, written. {@link AlertRowReader} reads them. */
final class AlertTable {
    private AlertTable() {}

    private static final String INSERT = """
            INSERT INTO reporting.alert (tenant_id, alert_id, kind, severity, subject_type, subject_id, subject_name, rule,
                key_start, period_start, period_end, period_zone, scope, figures, contributors, crossing_source,
                crossing_event, crossing_at, channels, state, fired_at, since, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?::json, ?::json, ?, ?, ?, ?, 'firing', ?, ?, ?)
            ON CONFLICT (tenant_id, alert_id) DO NOTHING
            RETURNING alert_id
            """;

    /** False, and nothing is written, where there is one of that key. Another transaction that is at it is waited for. */
    static boolean insert(Connection connection, Finding finding, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            AlertKey key = finding.key();
            insert.setString(1, key.tenant());
            insert.setObject(2, key.id());
            insert.setString(3, key.kind().wireName());
            insert.setString(4, finding.severity().wireName());
            insert.setString(5, finding.subject().type());
            insert.setObject(6, finding.subject().id());
            insert.setString(7, finding.subject().name());
            insert.setString(8, key.rule());
            insert.setObject(9, utc(key.periodStart()));
            bindPeriod(insert, finding.period());
            insert.setString(13, AlertJsonText.scope(finding.scope()));
            insert.setString(14, AlertJsonText.figures(finding.figures()));
            insert.setString(15, AlertJsonText.contributors(finding.contributors()));
            bindCrossing(insert, finding.crossing());
            insert.setArray(
                    19, connection.createArrayOf("uuid", finding.channels().toArray()));
            insert.setObject(20, utc(now));
            insert.setObject(21, utc(finding.since()));
            insert.setObject(22, utc(now));
            return insert.executeQuery().next();
        }
    }

    private static void bindPeriod(PreparedStatement insert, @Nullable AlertPeriod period) throws SQLException {
        insert.setObject(10, period == null ? null : utc(period.from()), Types.TIMESTAMP_WITH_TIMEZONE);
        insert.setObject(11, period == null ? null : utc(period.to()), Types.TIMESTAMP_WITH_TIMEZONE);
        insert.setString(12, period == null ? null : period.zone().getId());
    }

    private static void bindCrossing(PreparedStatement insert, @Nullable CrossingEvent crossing) throws SQLException {
        insert.setString(16, crossing == null ? null : crossing.source());
        insert.setString(17, crossing == null ? null : crossing.id());
        insert.setObject(18, crossing == null ? null : utc(crossing.occurredAt()), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    // Leans on alert_pkey.
    private static final String LOCKED = AlertRowReader.SELECT + "WHERE tenant_id = ? AND alert_id = ? FOR UPDATE";

    /** The one of that id, which nobody else changes until the transaction ends. */
    static Optional<Alert> locked(Connection connection, String tenant, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOCKED)) {
            select.setString(1, tenant);
            select.setObject(2, id);
            ResultSet found = select.executeQuery();
            return found.next() ? Optional.of(AlertRowReader.alert(found)) : Optional.empty();
        }
    }

    private static final String REFRESH = """
            UPDATE reporting.alert SET figures = ?::json, contributors = ?::json, updated_at = ?
            WHERE tenant_id = ? AND alert_id = ?
            """;

    /** What is known of it by now. */
    static void refresh(Connection connection, Finding finding, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(REFRESH)) {
            update.setString(1, AlertJsonText.figures(finding.figures()));
            update.setString(2, AlertJsonText.contributors(finding.contributors()));
            update.setObject(3, utc(now));
            update.setString(4, finding.key().tenant());
            update.setObject(5, finding.key().id());
            update.executeUpdate();
        }
    }

    private static final String LIFE = """
            UPDATE reporting.alert
            SET state = ?, resolved_at = ?, resolved_why = ?, acknowledged_at = ?, acknowledged_by = ?, acknowledged_note = ?,
                silenced_until = ?, silenced_by = ?, silenced_why = ?, times_reopened = ?, updated_at = ?
            WHERE tenant_id = ? AND alert_id = ?
            """;

    /** What became of it, as a whole; the caller holds its row. */
    static void change(Connection connection, Alert alert, AlertLife life) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(LIFE)) {
            AlertLife.Resolved resolved = life.resolved();
            Acknowledged acknowledged = life.acknowledged();
            Silence silence = life.silence();
            update.setString(1, life.state());
            update.setObject(2, resolved == null ? null : utc(resolved.at()), Types.TIMESTAMP_WITH_TIMEZONE);
            update.setString(3, resolved == null ? null : resolved.why());
            update.setObject(4, acknowledged == null ? null : utc(acknowledged.at()), Types.TIMESTAMP_WITH_TIMEZONE);
            update.setString(5, acknowledged == null ? null : acknowledged.by());
            update.setString(6, acknowledged == null ? null : acknowledged.note());
            update.setObject(7, silence == null ? null : utc(silence.until()), Types.TIMESTAMP_WITH_TIMEZONE);
            update.setString(8, silence == null ? null : silence.by());
            update.setString(9, silence == null ? null : silence.why());
            update.setInt(10, life.timesReopened());
            update.setObject(11, utc(life.updatedAt()));
            update.setString(12, alert.tenant());
            update.setObject(13, alert.id());
            update.executeUpdate();
        }
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
