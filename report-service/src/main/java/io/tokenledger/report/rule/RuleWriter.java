package io.tokenledger.report.rule;

import io.tokenledger.report.alert.Alert;
import io.tokenledger.report.alert.AlertWriter;
import io.tokenledger.report.alert.FiringReader;
import io.tokenledger.report.budget.KnownChannels;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Creates, changes and archives rules. What a rule no longer looks for is settled in the same transaction. */
@ApplicationScoped
public class RuleWriter {
    private static final String UNIQUE_VIOLATION = "23505";

    private final ReportingStore store;
    private final AlertWriter alerts;
    private final Iterable<KnownChannels> channels;
    private final Clock clock;

    @Inject
    public RuleWriter(ReportingStore store, AlertWriter alerts, @Any Instance<KnownChannels> channels, Clock clock) {
        this(store, alerts, (Iterable<KnownChannels>) channels, clock);
    }

    RuleWriter(ReportingStore store, AlertWriter alerts, Iterable<KnownChannels> channels, Clock clock) {
        this.store = store;
        this.alerts = alerts;
        this.channels = channels;
        this.clock = clock;
    }

    /** The body of a request. Refused where the tenant has another of that name. */
    public AlertRule create(JsonFields body) {
        AlertRule rule = RuleForm.create(body, UUID.randomUUID(), now());
        return store.write(connection -> {
            checkChannels(connection, rule);
            if (!RuleTable.insert(connection, rule)) {
                throw taken(rule);
            }
            return rule;
        });
    }

    /** As a whole: what is left out has its default again. */
    public AlertRule change(String tenant, UUID id, JsonFields body) {
        Instant now = now();
        return store.write(connection -> {
            AlertRule before = find(connection, tenant, id);
            if (before.archivedAt() != null) {
                throw ReportError.ALERT_RULE_ARCHIVED.because(
                        "alert rule " + id + " was archived at " + before.archivedAt());
            }
            AlertRule after = RuleForm.change(body, before, now);
            checkChannels(connection, after);
            update(connection, after);
            if (!after.enabled()) {
                settle(connection, after, "the rule was switched off", now);
            }
            return after;
        });
    }

    /** It is not looked for any more. Archived again, nothing happens. */
    public AlertRule archive(String tenant, UUID id) {
        Instant now = now();
        return store.write(connection -> {
            AlertRule before = find(connection, tenant, id);
            if (before.archivedAt() != null) {
                return before;
            }
            AlertRule after = new AlertRule(
                    id,
                    tenant,
                    before.revision() + 1,
                    before.name(),
                    before.scope(),
                    before.condition(),
                    before.severity(),
                    before.channels(),
                    before.enabled(),
                    before.createdAt(),
                    now,
                    now);
            update(connection, after);
            settle(connection, after, "the rule was archived", now);
            return after;
        });
    }

    private static AlertRule find(Connection connection, String tenant, UUID id) throws SQLException {
        return RuleTable.find(connection, tenant, id).orElseThrow(() -> RuleReader.unknown(tenant, id));
    }

    private static void update(Connection connection, AlertRule after) throws SQLException {
        try {
            if (!RuleTable.update(connection, after)) {
                throw ReportError.ALERT_RULE_CHANGED.because(
                        "alert rule " + after.id() + " was changed by somebody else at the same time: read it again");
            }
        } catch (SQLException failure) {
            if (UNIQUE_VIOLATION.equals(failure.getSQLState())) {
                throw taken(after);
            }
            throw failure;
        }
    }

    private void settle(Connection connection, AlertRule rule, String why, Instant now) throws SQLException {
        for (Alert alert : FiringReader.of(connection, rule.tenant(), rule.id())) {
            alerts.settle(connection, rule.tenant(), alert.id(), why, now);
        }
    }

    private void checkChannels(Connection connection, AlertRule rule) throws SQLException {
        for (KnownChannels known : channels) {
            List<UUID> missing =
                    rule.channels().isEmpty() ? List.of() : known.missing(connection, rule.tenant(), rule.channels());
            if (!missing.isEmpty()) {
                throw ReportError.ALERT_RULE_CHANNEL_UNKNOWN.because("channels[] is "
                        + missing.stream().map(UUID::toString).sorted().collect(Collectors.joining(", "))
                        + ": tenant '" + rule.tenant() + "' has no such channel");
            }
        }
    }

    private static ReportProblem taken(AlertRule rule) {
        return ReportError.NAME_TAKEN.because(
                "tenant '" + rule.tenant() + "' has an alert rule named '" + rule.name() + "'");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
