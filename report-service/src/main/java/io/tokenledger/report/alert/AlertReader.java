package io.tokenledger.report.alert;

import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds alerts. */
@ApplicationScoped
public class AlertReader {
    private static final String REPORT = "alerts";

    private final LedgerViews database;

    public AlertReader(LedgerViews database) {
        this.database = database;
    }

    /** An alert with its life. */
    public record Lived(Alert alert, List<AlertEvent> events) {}

    /** Those asked for, the one that fired last first. */
    public List<Alert> latest(AlertQuery query) {
        return database.read(REPORT, connection -> latest(connection, query));
    }

    /** The one of that id, of whatever tenant: a link has nothing else. Refused where there is none. */
    public Lived find(UUID id) {
        return database.read(REPORT, connection -> {
                    Optional<Alert> found = byId(connection, id);
                    return found.isEmpty()
                            ? Optional.<Lived>empty()
                            : Optional.of(new Lived(
                                    found.get(),
                                    AlertEventTable.of(connection, found.get().tenant(), id)));
                })
                .orElseThrow(() -> ReportError.ALERT_UNKNOWN.because("there is no alert " + id));
    }

    /** How many are firing, by kind; kinds of which none is are left out. */
    public Map<AlertKind, Long> firing(Optional<String> tenant) {
        return database.read(REPORT, connection -> firing(connection, tenant.orElse(null)));
    }

    // Leans on alert_by_id.
    private static final String BY_ID = AlertRowReader.SELECT + "WHERE alert_id = ?";

    static Optional<Alert> byId(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BY_ID)) {
            select.setObject(1, id);
            ResultSet found = select.executeQuery();
            return found.next() ? Optional.of(AlertRowReader.alert(found)) : Optional.empty();
        }
    }

    // Leans on alert_by_time, and for what is firing on alert_firing.
    private static final String LATEST = AlertRowReader.SELECT + """
            WHERE (?::text IS NULL OR tenant_id = ?)
              AND (?::text IS NULL OR state = ?)
              AND (?::text IS NULL OR kind = ?)
              AND (?::text IS NULL OR severity = ?)
              AND (?::uuid IS NULL OR subject_id = ?::uuid)
              AND (?::timestamptz IS NULL OR fired_at >= ?)
              AND (?::timestamptz IS NULL OR fired_at < ?)
              AND (?::uuid IS NULL OR (fired_at, alert_id) < (
                  SELECT a.fired_at, a.alert_id FROM reporting.alert a WHERE a.alert_id = ?::uuid))
            ORDER BY fired_at DESC, alert_id DESC
            LIMIT ?
            """;

    private static List<Alert> latest(Connection connection, AlertQuery query) throws SQLException {
        List<Alert> alerts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(LATEST)) {
            twice(select, 1, query.tenant().orElse(null), Types.VARCHAR);
            twice(select, 3, query.state().orElse(null), Types.VARCHAR);
            twice(select, 5, query.kind().map(AlertKind::wireName).orElse(null), Types.VARCHAR);
            twice(select, 7, query.severity().map(Severity::wireName).orElse(null), Types.VARCHAR);
            twice(select, 9, query.subject().orElse(null), Types.OTHER);
            twice(select, 11, time(query.from()), Types.TIMESTAMP_WITH_TIMEZONE);
            twice(select, 13, time(query.to()), Types.TIMESTAMP_WITH_TIMEZONE);
            twice(select, 15, query.after().orElse(null), Types.OTHER);
            select.setInt(17, query.limit());
            ResultSet found = select.executeQuery();
            while (found.next()) {
                alerts.add(AlertRowReader.alert(found));
            }
        }
        return alerts;
    }

    private static @Nullable Object time(Optional<Instant> instant) {
        return instant.map(AlertTable::utc).orElse(null);
    }

    private static void twice(PreparedStatement select, int first, @Nullable Object value, int type)
            throws SQLException {
        select.setObject(first, value, type);
        select.setObject(first + 1, value, type);
    }

    // Leans on alert_firing.
    private static final String FIRING = """
            SELECT kind, count(*) AS alerts
            FROM reporting.alert
            WHERE state = 'firing' AND (?::text IS NULL OR tenant_id = ?)
            GROUP BY kind
            """;

    private static Map<AlertKind, Long> firing(Connection connection, @Nullable String tenant) throws SQLException {
        Map<AlertKind, Long> firing = new EnumMap<>(AlertKind.class);
        try (PreparedStatement select = connection.prepareStatement(FIRING)) {
            twice(select, 1, tenant, Types.VARCHAR);
            ResultSet found = select.executeQuery();
            while (found.next()) {
                firing.put(
                        AlertKind.valueOf(found.getString("kind").toUpperCase(Locale.ROOT)), found.getLong("alerts"));
            }
        }
        return firing;
    }
}
