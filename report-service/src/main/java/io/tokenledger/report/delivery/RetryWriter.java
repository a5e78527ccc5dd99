package io.tokenledger.report.delivery;

import io.tokenledger.report.delivery.channel.Channel;
import io.tokenledger.report.delivery.channel.ChannelReader;
import io.tokenledger.report.delivery.channel.ChannelType;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** Tries again, because somebody asks for it: dead letters, and what waits after a failure. */
@ApplicationScoped
public class RetryWriter {
    private final ReportingStore store;

    public RetryWriter(ReportingStore store) {
        this.store = store;
    }

    // Leans on outbox_dead, or outbox_notice_pkey; on outbox_by_alert for what was told since. Alertmanager would take
    // a
    // firing that comes behind its resolved one for a new alert.
    private static final String RETRY = """
            UPDATE reporting.outbox_notice n SET next_attempt_at = ?, attempts = 0, collects = false, digest_id = NULL,
                state = CASE WHEN ? AND n.event = 'firing' AND EXISTS (
                    SELECT 1 FROM reporting.outbox_notice r
                    WHERE r.tenant_id = ? AND r.channel_id = ? AND r.alert_id = n.alert_id AND r.event = 'resolved'
                      AND r.state = 'delivered' AND r.queue_no > n.queue_no) THEN 'cancelled' ELSE 'queued' END
            WHERE n.tenant_id = ? AND n.channel_id = ?
            """;

    private static final String RETRY_DEAD = RETRY + " AND n.state = 'dead'";

    /** All dead letters of a channel; answers how many they are. */
    public int retryDead(String tenant, UUID channel, Instant now) {
        return store.write(connection -> {
            Channel usable = usable(connection, tenant, channel);
            LeaseWriter.resume(connection, tenant, channel, now);
            try (PreparedStatement statement = connection.prepareStatement(RETRY_DEAD)) {
                set(statement, usable, now);
                return statement.executeUpdate();
            }
        });
    }

    private static final String RETRY_ONE =
            RETRY + " AND n.delivery_id = ? AND n.state IN ('dead', 'queued') RETURNING n.state";

    /** One of them, or one that waits; refused where it was delivered. */
    public void retry(String tenant, UUID channel, UUID delivery, Instant now) {
        store.write(connection -> {
            Channel usable = usable(connection, tenant, channel);
            String state = DeliveryReader.state(connection, tenant, channel, delivery);
            LeaseWriter.resume(connection, tenant, channel, now);
            try (PreparedStatement statement = connection.prepareStatement(RETRY_ONE)) {
                set(statement, usable, now);
                statement.setObject(7, delivery);
                ResultSet retried = statement.executeQuery();
                if (!retried.next()) {
                    throw ReportError.DELIVERY_STATE.because(
                            "delivery " + delivery + " is " + state + ": one that is dead or queued can be retried");
                }
                return true;
            }
        });
    }

    private static void set(PreparedStatement statement, Channel channel, Instant now) throws SQLException {
        statement.setObject(1, OutboxTable.utc(now));
        statement.setBoolean(2, channel.type() == ChannelType.ALERTMANAGER);
        statement.setString(3, channel.tenant());
        statement.setObject(4, channel.id());
        statement.setString(5, channel.tenant());
        statement.setObject(6, channel.id());
    }

    private static Channel usable(Connection connection, String tenant, UUID id) throws SQLException {
        Channel channel = ChannelReader.find(connection, tenant, id, false);
        if (channel.archivedAt() != null) {
            throw ReportError.CHANNEL_ARCHIVED.because(
                    "channel " + id + " was archived at " + channel.archivedAt() + ": nothing is sent to it any more");
        }
        return channel;
    }
}
