package io.tokenledger.report.outlook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.tokenledger.report.outlook.DueForecastTable.Age;
import io.tokenledger.report.outlook.DueForecastTable.Due;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Keeps up the forecasts of all budgets, one instance at a time. They are made as they become old, so that they spread over
 * time by themselves; one that cannot be made holds up no other.
 */
@ApplicationScoped
public class OutlookJob {
    private static final Logger LOG = Logger.getLogger(OutlookJob.class);

    private final BudgetForecastReader reader;
    private final BudgetForecastWriter writer;
    private final OutlookSettings settings;
    private final Clock clock;
    private final Map<Due, Instant> failed = new ConcurrentHashMap<>();
    private final Timer made;
    private final Counter failures;

    public OutlookJob(
            BudgetForecastReader reader,
            BudgetForecastWriter writer,
            OutlookSettings settings,
            Clock clock,
            MeterRegistry metrics) {
        this.reader = reader;
        this.writer = writer;
        this.settings = settings;
        this.clock = clock;
        this.made = Timer.builder("tokenledger.outlook.budgets")
                .description("Forecasts of budgets that were made")
                .register(metrics);
        this.failures = Counter.builder("tokenledger.outlook.failures")
                .description("Forecasts of budgets that could not be made; they are tried again")
                .register(metrics);
    }

    @Scheduled(every = "${tokenledger.outlook.look:5s}", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        if (!settings.enabled()) {
            return;
        }
        try {
            makeThoseDue();
        } catch (RuntimeException failure) {
            // The database cannot be reached, or is not there yet: in a few seconds again.
            LOG.warn("forecasts of budgets were not looked at: " + failure.getMessage());
        }
    }

    /** The periods whose forecasts were made. */
    List<Due> makeThoseDue() {
        Instant now = now();
        if (!writer.holdsLease(now)) {
            return List.of();
        }
        writer.settleLeft(now);
        failed.values().removeIf(until -> !until.isAfter(now));
        List<Due> due = reader
                .due(
                        new Age(now, now.minus(settings.every()), now.minus(settings.rest())),
                        settings.perLook() + failed.size())
                .stream()
                .filter(period -> !failed.containsKey(period))
                .toList();
        for (Due period : due) {
            make(period);
            if (!writer.holdsLease(now())) {
                break; // it took so long that another instance goes on
            }
        }
        return due;
    }

    private void make(Due period) {
        Instant start = now();
        try {
            reader.look(period, start).ifPresent(looked -> writer.keep(looked, start));
            made.record(Duration.between(start, now()));
        } catch (RuntimeException failure) {
            failures.increment();
            failed.put(period, start.plus(settings.rest())); // else it would be first in line again, before all others
            LOG.errorf(failure, "no forecast of budget %s of %s", period.budget(), period.tenant());
        }
    }

    /** As the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
