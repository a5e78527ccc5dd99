package io.tokenledger.report.rejection;

import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes what is noted and not yet sent, and notes that it was. Any number of instances may do so at once: none takes what
 * another holds. Where an instance dies between Kafka's acknowledgement and the note, the event is sent a second time, which
 * its identity makes a replay.
 */
@ApplicationScoped
class SendingWriter {
    private static final int EVENTS_PER_TRANSACTION = 500;

    private final ReportingStore store;
    private final Clock clock;

    SendingWriter(ReportingStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** An event that is to be sent. */
    record Waiting(String tenant, String rejectionId, String topic, String event) {}

    /** Sends them all and returns when they are acknowledged, or throws. */
    @FunctionalInterface
    interface Sending {
        void send(List<Waiting> events);
    }

    /** Sends some; how many. */
    int sendSome(Sending sending) {
        return store.write(connection -> {
            List<Waiting> waiting = waiting(connection);
            if (!waiting.isEmpty()) {
                sending.send(waiting);
                noteSent(connection, waiting);
            }
            return waiting.size();
        });
    }

    // Leans on event_resubmission_waiting.
    private static final String WAITING = """
            SELECT tenant_id, rejection_id, topic, event FROM reporting.event_resubmission
            WHERE sent_at IS NULL
            ORDER BY requested_at, tenant_id, rejection_id
            LIMIT ?
            FOR UPDATE SKIP LOCKED""";

    private static List<Waiting> waiting(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(WAITING)) {
            select.setInt(1, EVENTS_PER_TRANSACTION);
            var waiting = new ArrayList<Waiting>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    waiting.add(new Waiting(
                            row.getString("tenant_id"),
                            row.getString("rejection_id"),
                            row.getString("topic"),
                            row.getString("event")));
                }
            }
            return waiting;
        }
    }

    private static final String SENT =
            "UPDATE reporting.event_resubmission SET sent_at = ? WHERE tenant_id = ? AND rejection_id = ?";

    private void noteSent(Connection connection, List<Waiting> sent) throws SQLException {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        try (PreparedStatement update = connection.prepareStatement(SENT)) {
            for (Waiting event : sent) {
                update.setObject(1, now);
                update.setString(2, event.tenant());
                update.setString(3, event.rejectionId());
                update.addBatch();
            }
            update.executeBatch();
        }
    }
}
