package io.tokenledger.ingest.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.tokenledger.ingest.rejection.IngestError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is counted at the front door. An event is counted when Kafka has acknowledged what became of it. */
@Startup // so that every series is there from the first scrape, with 0
@ApplicationScoped
public class IngestMetrics {
    private static final String EVENTS = "tokenledger.ingest.events";

    private final Map<Door, Counter> accepted = new EnumMap<>(Door.class);
    private final Map<Door, Counter> rejected = new EnumMap<>(Door.class);
    private final Map<Door, DistributionSummary> batches = new EnumMap<>(Door.class);
    private final Map<IngestError, Counter> rejectedByCode = new EnumMap<>(IngestError.class);
    private final Counter retries;

    /** Records that are still to be read, by the loop that reads them. */
    private final Map<String, Long> lagRecords = new ConcurrentHashMap<>();

    public IngestMetrics(MeterRegistry registry) {
        for (Door door : Door.values()) {
            accepted.put(door, registry.counter(EVENTS, "outcome", "accepted", "door", door.id()));
            rejected.put(door, registry.counter(EVENTS, "outcome", "rejected", "door", door.id()));
            batches.put(
                    door,
                    DistributionSummary.builder("tokenledger.ingest.batch.events")
                            .description("Events that were published together")
                            .tag("door", door.id())
                            .register(registry));
        }
        for (IngestError error : IngestError.values()) {
            rejectedByCode.put(error, registry.counter("tokenledger.ingest.rejected", "code", error.code()));
        }
        retries = Counter.builder("tokenledger.ingest.retries")
                .description("Batches that Kafka did not acknowledge and that were read again")
                .register(registry);
        Gauge.builder("tokenledger.ingest.lag.records", lagRecords, IngestMetrics::total)
                .description("Records of the topic that are not yet read")
                .register(registry);
    }

    private static double total(Map<String, Long> lagRecords) {
        return lagRecords.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A batch was published and acknowledged. */
    public void published(Door door, Tally tally) {
        counter(accepted, door).increment(tally.accepted());
        counter(rejected, door).increment(tally.rejected());
        tally.rejectedByCode()
                .forEach((error, count) -> counter(rejectedByCode, error).increment(count));
        DistributionSummary batch = batches.get(door);
        if (batch != null) {
            batch.record(tally.accepted() + tally.rejected());
        }
    }

    /** A batch was not acknowledged and will be read again. */
    public void retried() {
        retries.increment();
    }

    /** How many records that loop has before it. */
    public void lag(String loop, long records) {
        lagRecords.put(loop, records);
    }

    private static <K> Counter counter(Map<K, Counter> counters, K key) {
        Counter counter = counters.get(key);
        if (counter == null) {
            throw new IllegalStateException("no counter was registered for " + key);
        }
        return counter;
    }
}
