package io.tokenledger.ingest.kafka;

import io.tokenledger.ingest.IngestSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Ready when Kafka answers and every loop has its place in the group and polls. */
@Readiness
@ApplicationScoped
public class KafkaReadiness implements HealthCheck {
    private static final Duration POLL_AGE_LIMIT = Duration.ofSeconds(90);

    private final IngestLoops loops;
    private final BrokerProbe broker;
    private final IngestSettings settings;

    KafkaReadiness(IngestLoops loops, BrokerProbe broker, IngestSettings settings) {
        this.loops = loops;
        this.broker = broker;
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("kafka").withData("bootstrap", settings.kafka());
        String reason = broker.fault();
        int partitions = 0;
        for (LoopState state : loops.states()) {
            reason = reason == null ? fault(state, Instant.now()) : reason;
            partitions += state instanceof LoopState.Consuming consuming ? consuming.partitions() : 0;
        }
        response.withData("partitions", partitions);
        return reason == null
                ? response.up().build()
                : response.down().withData("reason", reason).build();
    }

    /** Why that loop is not ready; null where it is. */
    static @Nullable String fault(LoopState state, Instant now) {
        return switch (state) {
            case LoopState.Joining joining -> "waiting for a place in the consumer group since " + joining.since();
            case LoopState.Consuming consuming ->
                consuming.lastPoll().isBefore(now.minus(POLL_AGE_LIMIT))
                        ? "no poll since " + consuming.lastPoll()
                        : null;
            case LoopState.Retrying retrying ->
                "attempt " + retrying.attempt() + " failed at " + retrying.since() + ": " + retrying.reason();
            case LoopState.Stopped() -> "stopped";
            case LoopState.Dead dead -> "ended by itself: " + dead.reason();
        };
    }
}
