package io.tokenledger.report.alert;

import io.tokenledger.contract.AlertNotice;
import io.tokenledger.report.alert.AlertLife.Resolved;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The book of alerts. Its row is what decides: of all who find the same, whoever inserts it tells of it, in the same
 * transaction; all others find it there.
 */
@ApplicationScoped
public class AlertBookWriter implements AlertWriter {
    private final @Nullable NoticeWriter outbox;
    private final AlertNotices notices;

    @Inject
    public AlertBookWriter(Instance<NoticeWriter> outbox, AlertSettings settings) {
        this(outbox.isResolvable() ? outbox.get() : null, settings.publicUrl());
    }

    /**
     * @param outbox null: nobody is told
     * @param console address of the console as the readers of alerts reach it
     */
    public AlertBookWriter(@Nullable NoticeWriter outbox, URI console) {
        this.outbox = outbox;
        this.notices = new AlertNotices(console);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Found again while it fires, its figures and contributors are those of now. Found again after it was resolved, it
     * fires again; what was acknowledged then is no longer.
     */
    @Override
    public boolean raise(Connection connection, Finding finding, Instant now) throws SQLException {
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        if (AlertTable.insert(connection, finding, at)) {
            boolean told = tell(connection, finding, notices.firing(finding, 0, at), at);
            append(connection, finding.key(), AlertEvent.found(AlertEvent.What.FIRED, at, "", told));
            return true;
        }
        Alert before = AlertTable.locked(
                        connection, finding.key().tenant(), finding.key().id())
                .orElseThrow(() -> new SQLException("alert " + finding.key().id() + " is there, and is not"));
        if (!before.life().firing()) {
            AlertLife was = before.life();
            AlertTable.change(
                    connection,
                    before,
                    new AlertLife(was.firedAt(), null, null, was.silence(), was.timesReopened() + 1, at));
            append(connection, finding.key(), AlertEvent.found(AlertEvent.What.REOPENED, at, "", false));
        }
        if (!before.finding().figures().equals(finding.figures())
                || !before.finding().contributors().equals(finding.contributors())) {
            AlertTable.refresh(connection, finding, at);
        }
        return false;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Those who were told that it fires are told, unless it is silenced. That it fired again nobody was told, so the end
     * of that is told to nobody either.
     */
    @Override
    public boolean settle(Connection connection, String tenant, UUID alert, String why, Instant now)
            throws SQLException {
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        Optional<Alert> firing = AlertTable.locked(connection, tenant, alert)
                .filter(found -> found.life().firing());
        if (firing.isEmpty()) {
            return false;
        }
        Finding finding = firing.get().finding();
        AlertLife was = firing.get().life();
        boolean wanted = was.timesReopened() == 0 && !was.silencedAt(at);
        boolean told = wanted && tell(connection, finding, notices.resolved(finding, 0, why, at), at);
        AlertTable.change(
                connection,
                firing.get(),
                new AlertLife(
                        was.firedAt(),
                        new Resolved(at, why),
                        was.acknowledged(),
                        was.silence(),
                        was.timesReopened(),
                        at));
        append(connection, finding.key(), AlertEvent.found(AlertEvent.What.RESOLVED, at, why, told));
        return true;
    }

    private boolean tell(Connection connection, Finding finding, AlertNotice notice, Instant now) throws SQLException {
        if (outbox == null || finding.channels().isEmpty()) {
            return false;
        }
        outbox.queue(connection, notice, finding.channels(), now);
        return true;
    }

    private static void append(Connection connection, AlertKey key, AlertEvent event) throws SQLException {
        AlertEventTable.append(connection, key.tenant(), key.id(), event);
    }
}
