package io.tokenledger.report.alert;

import io.tokenledger.report.alert.AlertLife.Acknowledged;
import io.tokenledger.report.alert.AlertLife.Silence;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people do with an alert. The same once more changes nothing. */
@ApplicationScoped
public class AlertLifeWriter {
    private static final Duration LONGEST_SILENCE = Duration.ofDays(366);

    private final ReportingStore store;
    private final Clock clock;

    public AlertLifeWriter(ReportingStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Somebody looks after it. Where somebody does already, that stands. Refused where it is resolved. */
    public Alert acknowledge(UUID id, String by, String note) {
        return change(id, (alert, now) -> {
            AlertLife life = alert.life();
            if (life.acknowledged() != null) {
                return Optional.empty();
            }
            refuseResolved(alert, "acknowledged");
            return Optional.of(new Change(
                    with(life, new Acknowledged(now, by, note), life.silence(), now),
                    new AlertEvent(AlertEvent.What.ACKNOWLEDGED, now, by, note, null, false)));
        });
    }

    /** Nothing is told of it before then; instead of a silence that it has. Refused where it is resolved. */
    public Alert silence(UUID id, Instant until, String by, String why) {
        Silence silence = new Silence(until.truncatedTo(ChronoUnit.MICROS), by, why);
        return change(id, (alert, now) -> {
            if (silence.equals(alert.life().silence())) {
                return Optional.empty();
            }
            refuseResolved(alert, "silenced");
            refuseUnusable(silence.until(), now);
            return Optional.of(new Change(
                    with(alert.life(), alert.life().acknowledged(), silence, now),
                    new AlertEvent(AlertEvent.What.SILENCED, now, by, why, silence.until(), false)));
        });
    }

    /** What is told of it is told again, from now on. */
    public Alert unsilence(UUID id, String by, String why) {
        return change(id, (alert, now) -> {
            AlertLife life = alert.life();
            if (!life.silencedAt(now)) {
                return Optional.empty();
            }
            return Optional.of(new Change(
                    with(life, life.acknowledged(), null, now),
                    new AlertEvent(AlertEvent.What.UNSILENCED, now, by, why, null, false)));
        });
    }

    private record Change(AlertLife life, AlertEvent event) {}

    @FunctionalInterface
    private interface Deciding {
        /** Empty: it stays as it is. */
        Optional<Change> of(Alert alert, Instant now);
    }

    private Alert change(UUID id, Deciding deciding) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return store.write(connection -> {
            Alert alert = locked(connection, id);
            Optional<Change> change = deciding.of(alert, now);
            if (change.isEmpty()) {
                return alert;
            }
            AlertTable.change(connection, alert, change.get().life());
            AlertEventTable.append(connection, alert.tenant(), id, change.get().event());
            return new Alert(alert.finding(), change.get().life());
        });
    }

    /** Its tenant never changes: it is looked up by the id alone, and locked with the tenant. */
    private static Alert locked(Connection connection, UUID id) throws SQLException {
        Alert found = AlertReader.byId(connection, id)
                .orElseThrow(() -> ReportError.ALERT_UNKNOWN.because("there is no alert " + id));
        return AlertTable.locked(connection, found.tenant(), id)
                .orElseThrow(() -> new SQLException("alert " + id + " is there, and is not"));
    }

    private static AlertLife with(
            AlertLife life, @Nullable Acknowledged acknowledged, @Nullable Silence silence, Instant now) {
        return new AlertLife(life.firedAt(), life.resolved(), acknowledged, silence, life.timesReopened(), now);
    }

    private static void refuseResolved(Alert alert, String verb) {
        if (!alert.life().firing()) {
            throw ReportError.ALERT_RESOLVED.because(
                    "alert " + alert.id() + " is resolved: only one that fires can be " + verb);
        }
    }

    private static void refuseUnusable(Instant until, Instant now) {
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_SILENCE))) {
            throw ReportError.FIELD_INVALID.because(
                    "until is " + until + ": after now, " + now + ", and within " + LONGEST_SILENCE.toDays() + " days");
        }
    }
}
