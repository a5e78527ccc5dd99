package io.tokenledger.report.delivery;

import io.tokenledger.report.delivery.channel.Channel;
import io.tokenledger.report.delivery.channel.ChannelReader;
import io.tokenledger.report.delivery.sending.Outcome;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds what is due in a channel, and writes down what came of it: after the target has answered, never before. */
@ApplicationScoped
public class DeliveryWriter {
    private final ReportingStore store;

    public DeliveryWriter(ReportingStore store) {
        this.store = store;
    }

    /** Empty where nothing may be sent to it: it is archived, or switched off. */
    Optional<Channel> served(String tenant, UUID channel) {
        return store.write(connection -> ChannelReader.usable(connection, tenant, List.of(channel)).stream()
                .filter(Channel::enabled)
                .findFirst());
    }

    /** Those that go by themselves, in order. */
    List<Due> due(Channel channel, Instant now, int most) {
        return store.write(connection -> OutboxTable.due(connection, channel.tenant(), channel.id(), now, most));
    }

    /** Those that go together; which they are is settled here, before they are sent. */
    Optional<DigestTable.Ready> digest(Channel channel, Instant now) {
        return store.write(connection -> DigestTable.next(connection, channel.tenant(), channel.id(), now));
    }

    /** Those that are firing still and have to be told again. */
    List<Due> toTellAgain(Channel channel, Instant now, int most) {
        return store.write(
                connection -> OutboxTable.toTellAgain(connection, channel.tenant(), channel.id(), now, most));
    }

    // Leans on outbox_notice_pkey, and on outbox_by_alert for what resolves it.
    private static final String DELIVERED = """
            UPDATE reporting.outbox_notice n SET state = 'delivered', delivered_at = ?, attempts = n.attempts + 1,
                last_error = NULL,
                resend_at = CASE WHEN n.event = 'firing' AND NOT EXISTS (
                    SELECT 1 FROM reporting.outbox_notice r
                    WHERE r.tenant_id = ? AND r.channel_id = ? AND r.alert_id = n.alert_id AND r.event = 'resolved'
                      AND r.queue_no > n.queue_no)
                    THEN ?::timestamptz END
            WHERE n.tenant_id = ? AND n.channel_id = ? AND n.delivery_id = ANY (?) AND n.state IN ('queued', 'dead')
            """;

    /**
     * The target has them.
     *
     * @param tellAgainAt what fires is told again then; null: the target remembers
     */
    void delivered(Channel channel, List<Due> notices, Attempt attempt, @Nullable Instant tellAgainAt) {
        store.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(DELIVERED)) {
                statement.setObject(1, OutboxTable.utc(attempt.at().plusMillis(attempt.millis())));
                statement.setString(2, channel.tenant());
                statement.setObject(3, channel.id());
                statement.setObject(4, tellAgainAt == null ? null : OutboxTable.utc(tellAgainAt));
                statement.setString(5, channel.tenant());
                statement.setObject(6, channel.id());
                statement.setArray(7, DigestTable.ids(connection, notices));
                statement.executeUpdate();
            }
            List<UUID> resolved = notices.stream()
                    .filter(due -> due.event().equals("resolved"))
                    .map(Due::alert)
                    .toList();
            OutboxTable.stopTelling(connection, channel.tenant(), channel.id(), resolved);
            log(connection, channel, notices, attempt);
            return true;
        });
    }

    // Leans on outbox_notice_pkey.
    private static final String FAILED = """
            UPDATE reporting.outbox_notice SET attempts = attempts + 1, last_error = ?, next_attempt_at = ?,
                state = CASE WHEN attempts + 1 >= ? THEN 'dead' ELSE state END
            WHERE tenant_id = ? AND channel_id = ? AND delivery_id = ANY (?) AND state = 'queued'
            """;

    /** They are tried again after a while, or are dead letters now. */
    void failed(
            Channel channel,
            List<Due> notices,
            Attempt attempt,
            Outcome.Failed failure,
            Duration wait,
            int maxAttempts) {
        store.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(FAILED)) {
                statement.setString(1, failure.error());
                statement.setObject(
                        2,
                        OutboxTable.utc(
                                attempt.at().plusMillis(attempt.millis()).plus(wait)));
                statement.setInt(3, maxAttempts);
                statement.setString(4, channel.tenant());
                statement.setObject(5, channel.id());
                statement.setArray(6, DigestTable.ids(connection, notices));
                statement.executeUpdate();
            }
            log(connection, channel, notices, attempt);
            return true;
        });
    }

    // Leans on outbox_notice_pkey.
    private static final String TOLD_AGAIN = """
            UPDATE reporting.outbox_notice SET resend_at = ?
            WHERE tenant_id = ? AND channel_id = ? AND delivery_id = ANY (?) AND resend_at IS NOT NULL
            """;

    /** Told again, or to be tried again then. Only what failed is written down: it comes every minute. */
    void toldAgain(Channel channel, List<Due> notices, Attempt attempt, Instant next) {
        store.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(TOLD_AGAIN)) {
                statement.setObject(1, OutboxTable.utc(next));
                statement.setString(2, channel.tenant());
                statement.setObject(3, channel.id());
                statement.setArray(4, DigestTable.ids(connection, notices));
                statement.executeUpdate();
            }
            if (attempt.outcome() instanceof Outcome.Failed) {
                log(connection, channel, notices, attempt);
            }
            return true;
        });
    }

    /** An attempt that belongs to nothing in the outbox: somebody tried the channel. */
    void tried(Channel channel, UUID notice, Attempt attempt) {
        store.write(connection -> {
            AttemptTable.insert(connection, channel.tenant(), channel.id(), List.of(notice), attempt);
            return true;
        });
    }

    private static void log(Connection connection, Channel channel, List<Due> notices, Attempt attempt)
            throws SQLException {
        AttemptTable.insert(
                connection,
                channel.tenant(),
                channel.id(),
                notices.stream().map(Due::delivery).toList(),
                attempt);
    }
}
