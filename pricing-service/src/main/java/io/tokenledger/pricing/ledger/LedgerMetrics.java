package io.tokenledger.pricing.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** What the ledger tells Prometheus: states, batch size, lag, and how long an event takes from receipt to its booking. */
@ApplicationScoped
class LedgerMetrics {
    private final Clock clock = Clock.systemUTC();
    private final Map<IntakeState, Counter> events = new EnumMap<>(IntakeState.class);
    private final DistributionSummary batchEvents;
    private final Timer eventDelay;
    private final Map<TopicPartition, Long> lagByPartition = new ConcurrentHashMap<>();

    LedgerMetrics(MeterRegistry registry) {
        for (IntakeState state : IntakeState.values()) {
            events.put(
                    state,
                    Counter.builder("tokenledger.pricing.events")
                            .description("Records by what became of them")
                            .tag("state", state.id())
                            .register(registry));
        }
        batchEvents = DistributionSummary.builder("tokenledger.pricing.batch.events")
                .description("New events booked by one transaction")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        eventDelay = Timer.builder("tokenledger.pricing.event.delay")
                .description("From the receipt of an event at ingest to its commit in the ledger")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        registry.gauge("tokenledger.pricing.lag.records", lagByPartition, LedgerMetrics::totalLag);
    }

    private static double totalLag(Map<TopicPartition, Long> lagByPartition) {
        return (double)
                lagByPartition.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Counts a committed transaction. */
    void booked(BookedBatch batch) {
        Instant now = clock.instant();
        events.forEach(
                (state, counter) -> counter.increment((double) batch.counts().total(state)));
        batchEvents.record(batch.entries().size());
        for (EntryRow entry : batch.entries()) {
            Duration delay = Duration.between(entry.event().receivedAt(), now);
            eventDelay.record(delay.isNegative() ? Duration.ZERO : delay);
        }
    }

    /** Forgets partitions that this instance no longer reads. */
    void gaveBack(Collection<TopicPartition> partitions) {
        partitions.forEach(lagByPartition::remove);
    }

    /** Notes how many records Kafka holds that this consumer has not read. */
    void lag(Consumer<?, ?> consumer) {
        consumer.assignment()
                .forEach(partition ->
                        consumer.currentLag(partition).ifPresent(lag -> lagByPartition.put(partition, lag)));
    }
}
