package io.tokenledger.report.rule;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.tokenledger.report.problem.ReportProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/** Asks the rules whose time has come. One instance at a time; a rule that fails holds up no other. */
@ApplicationScoped
public class RuleJob {
    private static final Logger LOG = Logger.getLogger(RuleJob.class);

    private final RuleEvaluationWriter rules;
    private final RuleEvaluators evaluators;
    private final MeterRegistry metrics;
    private final Clock clock;

    @Inject
    RuleJob(
            RuleEvaluationWriter rules,
            SilenceReader silences,
            UnpricedReader unpriced,
            RejectedReader rejected,
            LedgerSumsReader sums,
            @Any Instance<DriftSource> driftSources,
            AnomalyReader anomalies,
            MeterRegistry metrics,
            Clock clock) {
        this(rules, new RuleEvaluators(silences, unpriced, rejected, sums, driftSources, anomalies), metrics, clock);
    }

    RuleJob(RuleEvaluationWriter rules, RuleEvaluators evaluators, MeterRegistry metrics, Clock clock) {
        this.rules = rules;
        this.evaluators = evaluators;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Scheduled(every = "${tokenledger.alerts.rules-every:5s}", concurrentExecution = ConcurrentExecution.SKIP)
    void ask() {
        try {
            askThoseDue();
        } catch (RuntimeException failure) {
            // The database cannot be reached, or is not there yet: in a few seconds again.
            LOG.warn("rules were not asked: " + failure.getMessage());
        }
    }

    /** The rules that were asked. */
    List<AlertRule> askThoseDue() {
        if (!rules.holdsLease(clock.instant())) {
            return List.of();
        }
        List<AlertRule> due = rules.due(clock.instant());
        for (AlertRule rule : due) {
            ask(rule);
            if (!rules.holdsLease(clock.instant())) {
                break; // it took so long that another instance goes on
            }
        }
        return due;
    }

    private void ask(AlertRule rule) {
        try {
            rules.evaluate(rule, evaluators, clock.instant());
        } catch (RuntimeException failure) {
            String kind = rule.condition().kind().wireName();
            LOG.errorf(failure, "alert rule %s of %s (%s) was not evaluated", rule.id(), rule.tenant(), kind);
            failures(kind).increment();
            rules.failed(rule, told(failure), clock.instant());
        }
    }

    private static String told(RuntimeException failure) {
        return failure instanceof ReportProblem problem
                ? problem.error().title() + ": " + problem.detail()
                : "it could not be evaluated; the service's log has the cause";
    }

    private Counter failures(String kind) {
        return Counter.builder("tokenledger.alert.rules.failed")
                .description("Evaluations of alert rules that failed")
                .tag("kind", kind)
                .register(metrics);
    }
}
