package io.tokenledger.report.delivery;

import io.tokenledger.contract.AlertNotice;
import io.tokenledger.contract.AlertNoticeJson;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What waits, and what is due. */
final class OutboxTable {
    private OutboxTable() {}

    private static final String INSERT = """
            INSERT INTO reporting.outbox_notice (tenant_id, channel_id, delivery_id, notice_id, alert_id, event, severity,
                queued_at, not_before, collects, body, state, attempts, next_attempt_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', 0, ?)
            ON CONFLICT DO NOTHING
            """;

    /** Once for a notice and a channel: queued again, nothing happens. */
    static void insert(Connection connection, UUID channel, AlertNotice notice, Timing timing, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, notice.tenant());
            statement.setObject(2, channel);
            statement.setObject(3, UUID.randomUUID());
            statement.setObject(4, notice.noticeId());
            statement.setObject(5, notice.alertId());
            statement.setString(6, notice.event().name().toLowerCase(Locale.ROOT));
            statement.setString(7, notice.severity());
            statement.setObject(8, utc(now));
            statement.setObject(9, utc(timing.notBefore()));
            statement.setBoolean(10, timing.collects());
            statement.setString(11, new String(AlertNoticeJson.write(notice), StandardCharsets.UTF_8));
            statement.setObject(12, utc(timing.notBefore()));
            statement.executeUpdate();
        }
    }

    // Leans on outbox_due.
    private static final String OPEN_DIGEST = """
            SELECT min(not_before) AS goes_at
            FROM reporting.outbox_notice
            WHERE tenant_id = ? AND channel_id = ? AND state = 'queued' AND collects AND digest_id IS NULL
              AND not_before > ?
            """;

    /** When the digest that is being collected will go; null: none is. */
    static @Nullable Instant openDigest(Connection connection, String tenant, UUID channel, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OPEN_DIGEST)) {
            statement.setString(1, tenant);
            statement.setObject(2, channel);
            statement.setObject(3, utc(now));
            ResultSet found = statement.executeQuery();
            found.next();
            OffsetDateTime at = found.getObject("goes_at", OffsetDateTime.class);
            return at == null ? null : at.toInstant();
        }
    }

    private static final String COLUMNS = """
            SELECT n.delivery_id, n.alert_id, n.event, n.attempts, n.body
            FROM reporting.outbox_notice n
            WHERE n.tenant_id = ? AND n.channel_id = ?
            """;

    // Leans on outbox_due, and on outbox_by_alert for what comes first.
    private static final String DUE = COLUMNS + """
              AND n.state = 'queued' AND n.next_attempt_at <= ? AND NOT n.collects
              AND NOT EXISTS (SELECT 1 FROM reporting.outbox_notice e
                              WHERE e.tenant_id = n.tenant_id AND e.channel_id = n.channel_id AND e.alert_id = n.alert_id
                                AND e.state = 'queued' AND e.queue_no < n.queue_no)
            ORDER BY n.next_attempt_at, n.queue_no
            LIMIT ?
            """;

    /** Those that go by themselves. Of one alert the first: what resolves it does not overtake what fires it. */
    static List<Due> due(Connection connection, String tenant, UUID channel, Instant now, int most)
            throws SQLException {
        return read(connection, DUE, tenant, channel, now, most);
    }

    // Leans on outbox_due.
    private static final String COLLECTED = COLUMNS + """
              AND n.state = 'queued' AND n.next_attempt_at <= ? AND n.collects AND n.digest_id IS NULL
            ORDER BY n.queue_no
            LIMIT ?
            """;

    /** Those that go together now. */
    static List<Due> collected(Connection connection, String tenant, UUID channel, Instant now, int most)
            throws SQLException {
        return read(connection, COLLECTED, tenant, channel, now, most);
    }

    // Leans on outbox_resend.
    private static final String TO_TELL_AGAIN = COLUMNS + """
              AND n.state = 'delivered' AND n.resend_at <= ?
            ORDER BY n.resend_at, n.queue_no
            LIMIT ?
            """;

    /** Those that have to be told again, because they are firing still. */
    static List<Due> toTellAgain(Connection connection, String tenant, UUID channel, Instant now, int most)
            throws SQLException {
        return read(connection, TO_TELL_AGAIN, tenant, channel, now, most);
    }

    private static List<Due> read(
            Connection connection, String select, String tenant, UUID channel, Instant now, int most)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setString(1, tenant);
            statement.setObject(2, channel);
            statement.setObject(3, utc(now));
            statement.setInt(4, most);
            return due(statement.executeQuery());
        }
    }

    static List<Due> due(ResultSet found) throws SQLException {
        List<Due> due = new ArrayList<>();
        while (found.next()) {
            due.add(new Due(
                    found.getObject("delivery_id", UUID.class),
                    found.getObject("alert_id", UUID.class),
                    found.getString("event"),
                    found.getInt("attempts"),
                    found.getString("body")));
        }
        return due;
    }

    // Leans on outbox_by_alert.
    private static final String STOP_TELLING = """
            UPDATE reporting.outbox_notice SET resend_at = NULL
            WHERE tenant_id = ? AND channel_id = ? AND alert_id = ANY (?) AND resend_at IS NOT NULL
            """;

    /** These alerts are resolved: they are not told again as firing. */
    static void stopTelling(Connection connection, String tenant, UUID channel, List<UUID> alerts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STOP_TELLING)) {
            statement.setString(1, tenant);
            statement.setObject(2, channel);
            statement.setArray(3, connection.createArrayOf("uuid", alerts.toArray()));
            statement.executeUpdate();
        }
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
