package io.tokenledger.report.alert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Counts what is firing, for the metric {@code tokenledger.alerts.firing} by kind: the same in every instance. */
@ApplicationScoped
public class FiringJob {
    private static final Logger LOG = Logger.getLogger(FiringJob.class);

    private final AlertReader alerts;
    private final Map<AlertKind, AtomicLong> firing = new EnumMap<>(AlertKind.class);

    FiringJob(AlertReader alerts, MeterRegistry metrics) {
        this.alerts = alerts;
        for (AlertKind kind : AlertKind.values()) {
            AtomicLong count = new AtomicLong();
            firing.put(kind, count);
            Gauge.builder("tokenledger.alerts.firing", count, AtomicLong::doubleValue)
                    .description("Alerts that are firing, of all tenants")
                    .tag("kind", kind.wireName())
                    .register(metrics);
        }
    }

    @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    void count() {
        try {
            Map<AlertKind, Long> found = alerts.firing(Optional.empty());
            firing.forEach((kind, count) -> count.set(found.getOrDefault(kind, 0L)));
        } catch (RuntimeException failure) {
            // The figures stay as they were; the database's own readiness check says that it is gone.
            LOG.warn("what is firing was not counted: " + failure.getMessage());
        }
    }
}
