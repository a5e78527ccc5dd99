package io.tokenledger.report.rule;

import io.tokenledger.report.alert.Alert;
import io.tokenledger.report.alert.AlertWriter;
import io.tokenledger.report.alert.Finding;
import io.tokenledger.report.alert.FiringReader;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Asks rules, and keeps what they say: each in a transaction of its own. */
@ApplicationScoped
public class RuleEvaluationWriter {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(60);

    private final UUID holder = UUID.randomUUID();
    private final ReportingStore store;
    private final AlertWriter alerts;

    public RuleEvaluationWriter(ReportingStore store, AlertWriter alerts) {
        this.store = store;
        this.alerts = alerts;
    }

    /** Whether this instance evaluates rules for now. Two that both think so for a moment do no harm: alerts have keys. */
    boolean holdsLease(Instant now) {
        return store.write(connection -> LeaseTable.take(connection, holder, now, now.plus(LEASE)));
    }

    /** The rules of all tenants that are to be asked now. */
    List<AlertRule> due(Instant now) {
        return store.write(connection -> RuleTable.due(connection, now));
    }

    /** Asks one rule, and keeps what it says; empty-handed where it was changed meanwhile. */
    Evaluation evaluate(AlertRule rule, RuleEvaluators evaluators, Instant moment) {
        Instant now = moment.truncatedTo(ChronoUnit.MICROS);
        List<Alert> firing = store.write(connection -> FiringReader.of(connection, rule.tenant(), rule.id()));
        Optional<RuleStatus> status =
                store.write(connection -> RuleStatusTable.find(connection, rule.tenant(), rule.id()));
        List<Alert> current = firing.stream().filter(rule::isOf).toList();
        List<Alert> outdated =
                firing.stream().filter(alert -> !rule.isOf(alert)).toList();
        Evaluation evaluation = evaluators.evaluate(rule, current, status, now);
        store.write(connection -> {
            boolean unchanged = RuleTable.find(connection, rule.tenant(), rule.id())
                    .filter(found -> found.revision() == rule.revision() && found.isLookedFor())
                    .isPresent();
            if (unchanged) {
                for (Alert alert : outdated) {
                    alerts.settle(connection, rule.tenant(), alert.id(), "the rule was changed", now);
                }
                keep(connection, rule, evaluation, now);
            }
            return unchanged;
        });
        return evaluation;
    }

    /** It could not be asked: its status says so, what fires goes on firing. */
    void failed(AlertRule rule, String why, Instant now) {
        Evaluation failure = new Evaluation(
                Evaluation.Outcome.FAILED, List.of(), List.of(), why, Map.of(), now.plus(AFTER_A_FAILURE));
        store.write(connection -> {
            RuleStatusTable.put(connection, rule, failure, now);
            return rule;
        });
    }

    private void keep(Connection connection, AlertRule rule, Evaluation evaluation, Instant now) throws SQLException {
        for (Finding finding : evaluation.findings()) {
            alerts.raise(connection, finding, now);
        }
        for (Evaluation.Settled settled : evaluation.settled()) {
            alerts.settle(connection, rule.tenant(), settled.alert(), settled.why(), now);
        }
        RuleStatusTable.put(connection, rule, evaluation, now);
    }
}
