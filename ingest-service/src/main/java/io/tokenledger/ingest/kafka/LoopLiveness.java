package io.tokenledger.ingest.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive as long as no loop has ended by itself. Kafka being away is no reason for a restart. */
@Liveness
@ApplicationScoped
public class LoopLiveness implements HealthCheck {
    private final IngestLoops loops;

    LoopLiveness(IngestLoops loops) {
        this.loops = loops;
    }

    @Override
    public HealthCheckResponse call() {
        boolean dead = loops.states().stream().anyMatch(state -> state instanceof LoopState.Dead);
        return HealthCheckResponse.named("ingest-loops").status(!dead).build();
    }
}
