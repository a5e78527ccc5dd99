package io.tokenledger.report.delivery;

import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which instance serves which channel. Leases run by the database's clock, so that instances need not agree on the time.
 */
@ApplicationScoped
public class LeaseWriter {
    private static final int MOST_CHANNELS = 10_000;

    private final ReportingStore store;

    public LeaseWriter(ReportingStore store) {
        this.store = store;
    }

    /** A channel that has something to be sent and that nobody serves. */
    record Waiting(String tenant, UUID channel) {}

    // Leans on outbox_due and outbox_resend, one look per channel; paused channels cost none.
    private static final String WAITING = """
            SELECT l.tenant_id, l.channel_id
            FROM reporting.channel_lease l
            JOIN reporting.channel c ON c.tenant_id = l.tenant_id AND c.channel_id = l.channel_id
            WHERE c.archived_at IS NULL AND c.enabled AND l.resume_at <= ? AND (l.holder IS NULL OR l.leased_until <= now())
              AND (EXISTS (SELECT 1 FROM reporting.outbox_notice n
                           WHERE n.tenant_id = l.tenant_id AND n.channel_id = l.channel_id AND n.state = 'queued'
                             AND n.next_attempt_at <= ?)
                OR EXISTS (SELECT 1 FROM reporting.outbox_notice n
                           WHERE n.tenant_id = l.tenant_id AND n.channel_id = l.channel_id AND n.resend_at <= ?))
            LIMIT ?
            """;

    List<Waiting> waiting(Instant now) {
        return store.write(connection -> {
            List<Waiting> waiting = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(WAITING)) {
                statement.setObject(1, OutboxTable.utc(now));
                statement.setObject(2, OutboxTable.utc(now));
                statement.setObject(3, OutboxTable.utc(now));
                statement.setInt(4, MOST_CHANNELS);
                ResultSet found = statement.executeQuery();
                while (found.next()) {
                    waiting.add(new Waiting(found.getString("tenant_id"), found.getObject("channel_id", UUID.class)));
                }
            }
            return waiting;
        });
    }

    private static final String TAKE = """
            UPDATE reporting.channel_lease SET holder = ?, leased_until = now() + make_interval(secs => ?)
            WHERE tenant_id = ? AND channel_id = ? AND (holder IS NULL OR leased_until <= now())
            RETURNING failures
            """;

    /** Empty where another instance has it. */
    Optional<Lease> take(Waiting waiting, UUID holder, Duration length) {
        long askedAtNanos = System.nanoTime();
        return store.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
                statement.setObject(1, holder);
                statement.setDouble(2, length.toMillis() / 1000.0);
                statement.setString(3, waiting.tenant());
                statement.setObject(4, waiting.channel());
                ResultSet taken = statement.executeQuery();
                return taken.next()
                        ? Optional.of(new Lease(
                                waiting.tenant(), waiting.channel(), taken.getInt("failures"), askedAtNanos, length))
                        : Optional.empty();
            }
        });
    }

    private static final String RENEW = """
            UPDATE reporting.channel_lease SET leased_until = now() + make_interval(secs => ?)
            WHERE tenant_id = ? AND channel_id = ? AND holder = ?
            RETURNING channel_id
            """;

    /** Those that another instance has taken meanwhile are told so. */
    void renew(List<Lease> leases, UUID holder, Duration length) {
        for (Lease lease : leases) {
            long askedAtNanos = System.nanoTime();
            if (store.write(connection -> renew(connection, lease, holder, length))) {
                lease.renewed(askedAtNanos, length);
            } else {
                lease.lost();
            }
        }
    }

    private static boolean renew(Connection connection, Lease lease, UUID holder, Duration length) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RENEW)) {
            statement.setDouble(1, length.toMillis() / 1000.0);
            statement.setString(2, lease.tenant());
            statement.setObject(3, lease.channel());
            statement.setObject(4, holder);
            return statement.executeQuery().next();
        }
    }

    private static final String RELEASE = """
            UPDATE reporting.channel_lease SET holder = NULL, failures = ?, resume_at = greatest(resume_at, ?)
            WHERE tenant_id = ? AND channel_id = ? AND holder = ?
            """;

    /**
     * Lets another instance have it.
     *
     * @param failures of the target in a row
     * @param resumeAt nothing is tried before
     */
    void release(Lease lease, UUID holder, int failures, Instant resumeAt) {
        store.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(RELEASE)) {
                statement.setInt(1, failures);
                statement.setObject(2, OutboxTable.utc(resumeAt));
                statement.setString(3, lease.tenant());
                statement.setObject(4, lease.channel());
                statement.setObject(5, holder);
                return statement.executeUpdate();
            }
        });
    }

    private static final String RESUME = """
            UPDATE reporting.channel_lease SET failures = 0, resume_at = ? WHERE tenant_id = ? AND channel_id = ?
            """;

    /** Somebody asks for it: what was paused is tried now. */
    static void resume(Connection connection, String tenant, UUID channel, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RESUME)) {
            statement.setObject(1, OutboxTable.utc(now));
            statement.setString(2, tenant);
            statement.setObject(3, channel);
            statement.executeUpdate();
        }
    }
}
