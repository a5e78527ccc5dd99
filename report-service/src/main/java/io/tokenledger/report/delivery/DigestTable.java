package io.tokenledger.report.delivery;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Digests: which notices go together. One of a channel is on its way at a time. */
final class DigestTable {
    private static final String FIRING = "firing";
    private static final String RESOLVED = "resolved";
    private static final int MOST_NOTICES = 200;

    private DigestTable() {}

    /** A digest that may go now. */
    record Ready(UUID id, List<Due> notices) {}

    /** The one that failed before, when its time has come, else a new one of what is due; empty: nothing may go now. */
    static Optional<Ready> next(Connection connection, String tenant, UUID channel, Instant now) throws SQLException {
        Optional<Begun> begun = begun(connection, tenant, channel);
        if (begun.isPresent()) {
            UUID id = begun.get().id();
            return begun.get().nextAttemptAt().isAfter(now)
                    ? Optional.empty()
                    : Optional.of(new Ready(id, notices(connection, tenant, channel, id)));
        }
        List<Due> collected = OutboxTable.collected(connection, tenant, channel, now, MOST_NOTICES);
        List<Due> cancelled = cancelled(collected);
        List<Due> left =
                collected.stream().filter(due -> !cancelled.contains(due)).toList();
        cancel(connection, tenant, channel, cancelled);
        if (left.isEmpty()) {
            return Optional.empty();
        }
        UUID id = UUID.randomUUID();
        assign(connection, tenant, channel, id, left);
        return Optional.of(new Ready(id, left));
    }

    /** What fired and was resolved before anybody was told of it, in pairs; what fired once more since stays. */
    private static List<Due> cancelled(List<Due> collected) {
        Map<UUID, Due> firing = new HashMap<>();
        List<Due> cancelled = new ArrayList<>();
        for (Due due : collected) {
            if (due.event().equals(FIRING)) {
                firing.put(due.alert(), due);
            } else if (due.event().equals(RESOLVED) && firing.containsKey(due.alert())) {
                cancelled.add(firing.remove(due.alert()));
                cancelled.add(due);
            }
        }
        return cancelled;
    }

    private record Begun(UUID id, Instant nextAttemptAt) {}

    // Leans on outbox_due.
    private static final String BEGUN = """
            SELECT digest_id, next_attempt_at
            FROM reporting.outbox_notice
            WHERE tenant_id = ? AND channel_id = ? AND state = 'queued' AND digest_id IS NOT NULL
            ORDER BY next_attempt_at
            LIMIT 1
            """;

    private static Optional<Begun> begun(Connection connection, String tenant, UUID channel) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEGUN)) {
            statement.setString(1, tenant);
            statement.setObject(2, channel);
            ResultSet found = statement.executeQuery();
            return found.next()
                    ? Optional.of(new Begun(
                            found.getObject("digest_id", UUID.class),
                            found.getObject("next_attempt_at", OffsetDateTime.class)
                                    .toInstant()))
                    : Optional.empty();
        }
    }

    // Leans on outbox_due.
    private static final String NOTICES = """
            SELECT n.delivery_id, n.alert_id, n.event, n.attempts, n.body
            FROM reporting.outbox_notice n
            WHERE n.tenant_id = ? AND n.channel_id = ? AND n.state = 'queued' AND n.digest_id = ?
            ORDER BY n.queue_no
            """;

    private static List<Due> notices(Connection connection, String tenant, UUID channel, UUID digest)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NOTICES)) {
            statement.setString(1, tenant);
            statement.setObject(2, channel);
            statement.setObject(3, digest);
            return OutboxTable.due(statement.executeQuery());
        }
    }

    // Leans on outbox_notice_pkey.
    private static final String CANCEL = """
            UPDATE reporting.outbox_notice SET state = 'cancelled', last_error = 'resolved before it was told'
            WHERE tenant_id = ? AND channel_id = ? AND delivery_id = ANY (?) AND state = 'queued'
            """;

    private static void cancel(Connection connection, String tenant, UUID channel, List<Due> notices)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CANCEL)) {
            statement.setString(1, tenant);
            statement.setObject(2, channel);
            statement.setArray(3, ids(connection, notices));
            statement.executeUpdate();
        }
    }

    // Leans on outbox_notice_pkey.
    private static final String ASSIGN = """
            UPDATE reporting.outbox_notice SET digest_id = ?
            WHERE tenant_id = ? AND channel_id = ? AND delivery_id = ANY (?) AND state = 'queued'
            """;

    private static void assign(Connection connection, String tenant, UUID channel, UUID digest, List<Due> notices)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ASSIGN)) {
            statement.setObject(1, digest);
            statement.setString(2, tenant);
            statement.setObject(3, channel);
            statement.setArray(4, ids(connection, notices));
            statement.executeUpdate();
        }
    }

    static Array ids(Connection connection, List<Due> notices) throws SQLException {
        return connection.createArrayOf(
                "uuid", notices.stream().map(Due::delivery).toArray());
    }
}
