package io.tokenledger.report.alert;

import io.tokenledger.report.alert.AlertLife.Acknowledged;
import io.tokenledger.report.alert.AlertLife.Resolved;
import io.tokenledger.report.alert.AlertLife.Silence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes alerts of what the database says. */
final class AlertRowReader {
    private AlertRowReader() {}

    /** Everything that {@link #alert} needs. */
    static final String SELECT = """
            SELECT tenant_id, alert_id, kind, severity, subject_type, subject_id, subject_name, rule, key_start, period_start,
                   period_end, period_zone, scope::text AS scope, figures::text AS figures,
                   contributors::text AS contributors, crossing_source, crossing_event, crossing_at, channels, state,
                   acknowledged_at, acknowledged_by, acknowledged_note, silenced_until, silenced_by, silenced_why, fired_at,
                   since, resolved_at, resolved_why, times_reopened, updated_at
            FROM reporting.alert
            """;

    /** The row that the result stands on. */
    static Alert alert(ResultSet found) throws SQLException {
        return new Alert(finding(found), life(found));
    }

    private static Finding finding(ResultSet found) throws SQLException {
        UUID subject = found.getObject("subject_id", UUID.class);
        return new Finding(
                new AlertKey(
                        found.getString("tenant_id"),
                        AlertKind.valueOf(found.getString("kind").toUpperCase(Locale.ROOT)),
                        subject,
                        found.getString("rule"),
                        instant(found, "key_start")),
                Severity.valueOf(found.getString("severity").toUpperCase(Locale.ROOT)),
                new Subject(found.getString("subject_type"), subject, found.getString("subject_name")),
                AlertJsonText.scope(found.getString("scope")),
                period(found),
                AlertJsonText.figures(found.getString("figures")),
                instant(found, "since"),
                crossing(found),
                AlertJsonText.contributors(found.getString("contributors")),
                List.of((UUID[]) found.getArray("channels").getArray()));
    }

    private static AlertLife life(ResultSet found) throws SQLException {
        Instant resolved = instantOrNull(found, "resolved_at");
        Instant acknowledged = instantOrNull(found, "acknowledged_at");
        Instant silenced = instantOrNull(found, "silenced_until");
        return new AlertLife(
                instant(found, "fired_at"),
                resolved == null ? null : new Resolved(resolved, found.getString("resolved_why")),
                acknowledged == null
                        ? null
                        : new Acknowledged(
                                acknowledged, found.getString("acknowledged_by"), found.getString("acknowledged_note")),
                silenced == null
                        ? null
                        : new Silence(silenced, found.getString("silenced_by"), found.getString("silenced_why")),
                found.getInt("times_reopened"),
                instant(found, "updated_at"));
    }

    private static @Nullable AlertPeriod period(ResultSet found) throws SQLException {
        Instant from = instantOrNull(found, "period_start");
        return from == null
                ? null
                : new AlertPeriod(from, instant(found, "period_end"), ZoneId.of(found.getString("period_zone")));
    }

    private static @Nullable CrossingEvent crossing(ResultSet found) throws SQLException {
        Instant at = instantOrNull(found, "crossing_at");
        return at == null
                ? null
                : new CrossingEvent(found.getString("crossing_source"), found.getString("crossing_event"), at);
    }

    private static Instant instant(ResultSet found, String column) throws SQLException {
        return found.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet found, String column) throws SQLException {
        OffsetDateTime time = found.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
