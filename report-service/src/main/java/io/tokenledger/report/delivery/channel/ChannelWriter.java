package io.tokenledger.report.delivery.channel;

import io.tokenledger.report.delivery.http.TargetGuard;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Creates, changes and archives channels. A target is judged before it is kept, and again whenever something is sent. */
@ApplicationScoped
public class ChannelWriter {
    private static final String UNIQUE_VIOLATION = "23505";

    private final ReportingStore store;
    private final TargetGuard guard;

    public ChannelWriter(ReportingStore store, TargetGuard guard) {
        this.store = store;
        this.guard = guard;
    }

    /** Refused where its target is not one to send to, or the tenant has another of that name. */
    public Channel create(JsonFields body, Instant now) {
        Channel channel = ChannelForm.created(body, UUID.randomUUID(), now);
        check(channel);
        if (!store.write(connection -> ChannelTable.insert(connection, channel))) {
            throw nameTaken(channel);
        }
        return channel;
    }

    /** All of it anew, but its type and its secrets. */
    Channel change(String tenant, UUID id, JsonFields body, Instant now) {
        Channel before = store.write(connection -> current(connection, tenant, id));
        Channel wanted = ChannelForm.changed(body, before, now);
        if (!wanted.endpoint().equals(before.endpoint()) || wanted.allowPrivate() != before.allowPrivate()) {
            check(wanted); // else a channel whose host is gone could not even be switched off
        }
        return store.write(connection -> {
            // Read again, now with a lock: a secret that was rotated meanwhile stays.
            Channel changed = ChannelForm.changed(body, current(connection, tenant, id), now);
            try {
                ChannelTable.update(connection, changed);
            } catch (SQLException failure) {
                if (UNIQUE_VIOLATION.equals(failure.getSQLState())) {
                    throw nameTaken(changed);
                }
                throw failure;
            }
            return changed;
        });
    }

    /** A further secret; the one before it signs beside it until then. */
    Channel rotate(String tenant, UUID id, Secret fresh, Instant oldUntil, Instant now) {
        return store.write(connection -> {
            Channel before = current(connection, tenant, id);
            if (before.type() != ChannelType.WEBHOOK) {
                throw ReportError.FIELD_INVALID.because(
                        "a channel of type " + before.type().wireName() + " has no secret: a webhook has");
            }
            Channel rotated = before.rotated(fresh, oldUntil, now);
            ChannelTable.update(connection, rotated);
            return rotated;
        });
    }

    private static final String GIVE_UP = """
            UPDATE reporting.outbox_notice SET state = 'dead', last_error = 'the channel was archived'
            WHERE tenant_id = ? AND channel_id = ? AND state = 'queued'
            """;

    /** Nothing is sent to it any more; what waited for it is kept as dead. */
    void archive(String tenant, UUID id, Instant now) {
        store.write(connection -> {
            current(connection, tenant, id);
            ChannelTable.archive(connection, tenant, id, now);
            try (PreparedStatement statement = connection.prepareStatement(GIVE_UP)) {
                statement.setString(1, tenant);
                statement.setObject(2, id);
                return statement.executeUpdate();
            }
        });
    }

    private static Channel current(Connection connection, String tenant, UUID id) throws SQLException {
        Channel channel = ChannelReader.find(connection, tenant, id, true);
        if (channel.archivedAt() != null) {
            throw ReportError.CHANNEL_ARCHIVED.because("channel " + id + " was archived at " + channel.archivedAt());
        }
        return channel;
    }

    private void check(Channel channel) {
        Optional<URI> url = channel.endpoint().address();
        try {
            if (url.isPresent()) {
                guard.check(url.get().toString(), channel.allowPrivate());
            }
        } catch (UnknownHostException refused) {
            throw ReportError.CHANNEL_TARGET.because("url: " + refused.getMessage(), refused);
        }
    }

    private static RuntimeException nameTaken(Channel channel) {
        return ReportError.NAME_TAKEN.because(
                "tenant '" + channel.tenant() + "' has a channel named '" + channel.name() + "'");
    }
}
