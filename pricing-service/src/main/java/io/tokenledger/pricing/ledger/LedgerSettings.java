package io.tokenledger.pricing.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the ledger reads from Kafka. */
@ConfigMapping(prefix = "tokenledger.pricing")
public interface LedgerSettings {
    /** Instances of the same group share the partitions; another group would book into the same ledger again. */
    @WithDefault("pricing-service")
    String consumerGroup();

    /** Threads that read and book side by side in this instance. 0: this instance books nothing and only answers. */
    @WithDefault("2")
    int consumers();

    /** The most records of one transaction. More is faster and makes a retry longer. */
    @WithDefault("8000")
    int batchRecords();
}
