package io.tokenledger.pricing.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when every consumer of this instance reads and books. */
@Readiness
@ApplicationScoped
class LedgerReadiness implements HealthCheck {
    private final LedgerConsumers consumers;

    LedgerReadiness(LedgerConsumers consumers) {
        this.consumers = consumers;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> troubles = consumers.troubles();
        var response = HealthCheckResponse.named("ledger consumers").status(troubles.isEmpty());
        return troubles.isEmpty()
                ? response.build()
                : response.withData("trouble", String.join("; ", troubles)).build();
    }
}
