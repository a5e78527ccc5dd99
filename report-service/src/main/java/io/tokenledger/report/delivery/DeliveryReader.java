package io.tokenledger.report.delivery;

import io.tokenledger.contract.AlertNoticeJson;
import io.tokenledger.contract.UnreadableRecordException;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of the notices of a channel. */
@ApplicationScoped
public class DeliveryReader {
    private static final String REPORT = "deliveries";

    private final LedgerViews database;

    public DeliveryReader(LedgerViews database) {
        this.database = database;
    }

    // Leans on outbox_by_queue, or outbox_dead.
    private static final String LATEST = """
            SELECT delivery_id, queue_no, notice_id, alert_id, event, severity, body, state, attempts, queued_at, not_before,
                   next_attempt_at, delivered_at, last_error, digest_id
            FROM reporting.outbox_notice
            WHERE tenant_id = ? AND channel_id = ? AND (?::text IS NULL OR state = ?) AND (?::bigint IS NULL OR queue_no < ?)
            ORDER BY queue_no DESC
            LIMIT ?
            """;

    /**
     * The latest first.
     *
     * @param state only those; null: all
     * @param before only those queued before the one of that number; null: from the latest on
     */
    public List<Delivery> latest(String tenant, UUID channel, @Nullable String state, @Nullable Long before, int most) {
        return database.read(REPORT, connection -> {
            List<Delivery> deliveries = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(LATEST)) {
                statement.setString(1, tenant);
                statement.setObject(2, channel);
                statement.setString(3, state);
                statement.setString(4, state);
                statement.setObject(5, before, Types.BIGINT);
                statement.setObject(6, before, Types.BIGINT);
                statement.setInt(7, most);
                ResultSet found = statement.executeQuery();
                while (found.next()) {
                    deliveries.add(delivery(found));
                }
            }
            return deliveries;
        });
    }

    private static Delivery delivery(ResultSet found) throws SQLException {
        String state = found.getString("state");
        return new Delivery(
                found.getObject("delivery_id", UUID.class),
                found.getLong("queue_no"),
                found.getObject("notice_id", UUID.class),
                found.getObject("alert_id", UUID.class),
                found.getString("event"),
                found.getString("severity"),
                title(found.getString("body")),
                state,
                found.getInt("attempts"),
                instant(found, "queued_at"),
                instant(found, "not_before"),
                state.equals("queued") ? instant(found, "next_attempt_at") : null,
                instantOrNull(found, "delivered_at"),
                found.getString("last_error"),
                found.getObject("digest_id", UUID.class));
    }

    private static String title(String body) {
        try {
            return AlertNoticeJson.read(body.getBytes(StandardCharsets.UTF_8)).title();
        } catch (UnreadableRecordException broken) {
            return "not readable: " + broken.getMessage();
        }
    }

    // Leans on outbox_due and outbox_dead.
    private static final String QUEUES = """
            SELECT channel_id, count(*) FILTER (WHERE state = 'queued') AS queued,
                   count(*) FILTER (WHERE state = 'dead') AS dead,
                   min(queued_at) FILTER (WHERE state = 'queued') AS oldest_queued_at
            FROM reporting.outbox_notice
            WHERE tenant_id = ? AND state IN ('queued', 'dead')
            GROUP BY channel_id
            """;

    /** By channel; one that nothing waits for is not in it. */
    public Map<UUID, Delivery.Queue> queues(String tenant) {
        return database.read(REPORT, connection -> {
            Map<UUID, Delivery.Queue> queues = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(QUEUES)) {
                statement.setString(1, tenant);
                ResultSet found = statement.executeQuery();
                while (found.next()) {
                    queues.put(
                            found.getObject("channel_id", UUID.class),
                            new Delivery.Queue(
                                    found.getLong("queued"),
                                    found.getLong("dead"),
                                    instantOrNull(found, "oldest_queued_at")));
                }
            }
            return queues;
        });
    }

    /**
     * Of all tenants.
     *
     * @param oldestQueuedAt among those that may go by now; null: none waits
     */
    record TypeQueue(
            String type, long queued, long dead, @Nullable Instant oldestQueuedAt) {}

    // Once in a while: leans on outbox_due and outbox_dead. What is held back on purpose is not old.
    private static final String BY_TYPE = """
            SELECT c.type, count(*) FILTER (WHERE n.state = 'queued') AS queued,
                   count(*) FILTER (WHERE n.state = 'dead') AS dead,
                   min(n.not_before) FILTER (WHERE n.state = 'queued' AND n.not_before <= ?) AS oldest_queued_at
            FROM reporting.channel c
            JOIN reporting.outbox_notice n ON n.tenant_id = c.tenant_id AND n.channel_id = c.channel_id
            WHERE c.archived_at IS NULL AND n.state IN ('queued', 'dead')
            GROUP BY c.type
            """;

    List<TypeQueue> byType(Instant now) {
        return database.read(REPORT, connection -> {
            List<TypeQueue> queues = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(BY_TYPE)) {
                statement.setObject(1, OutboxTable.utc(now));
                ResultSet found = statement.executeQuery();
                while (found.next()) {
                    queues.add(new TypeQueue(
                            found.getString("type"),
                            found.getLong("queued"),
                            found.getLong("dead"),
                            instantOrNull(found, "oldest_queued_at")));
                }
            }
            return queues;
        });
    }

    // Leans on outbox_notice_pkey.
    private static final String STATE = """
            SELECT state FROM reporting.outbox_notice WHERE tenant_id = ? AND channel_id = ? AND delivery_id = ?
            """;

    /** Refused where the channel has no such delivery. */
    static String state(Connection connection, String tenant, UUID channel, UUID delivery) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STATE)) {
            statement.setString(1, tenant);
            statement.setObject(2, channel);
            statement.setObject(3, delivery);
            ResultSet found = statement.executeQuery();
            if (!found.next()) {
                throw ReportError.DELIVERY_UNKNOWN.because("channel " + channel + " has no delivery " + delivery);
            }
            return found.getString("state");
        }
    }

    private static Instant instant(ResultSet found, String column) throws SQLException {
        return found.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet found, String column) throws SQLException {
        OffsetDateTime time = found.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
