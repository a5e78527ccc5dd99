package io.tokenledger.pricing.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long rejected events are kept. */
@ConfigMapping(prefix = "tokenledger.ledger")
public interface RejectionSettings {
    /** From the time of receipt on. How many were rejected stays counted for good. */
    @WithDefault("P30D")
    Duration rejectedRetention();
}
