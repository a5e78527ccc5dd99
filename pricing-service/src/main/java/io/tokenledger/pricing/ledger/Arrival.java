package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.MeteredUsage;
import java.util.Comparator;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/** One metered event as it arrived, with its identity worked out. */
record Arrival(TopicPartition partition, MeteredUsage usage, Identity identity) {

    /** Which event this is, in all of the ledger. */
    record Identity(String tenant, UUID eventKey) implements Comparable<Identity> {
        private static final Comparator<Identity> ORDER =
                Comparator.comparing(Identity::tenant).thenComparing(Identity::eventKey);

        /** One order for every writer: two transactions that take the same keys never wait for each other in a ring. */
        @Override
        public int compareTo(Identity other) {
            return ORDER.compare(this, other);
        }
    }

    static Arrival of(TopicPartition partition, MeteredUsage usage) {
        return new Arrival(partition, usage, new Identity(usage.tenant(), usage.eventKey()));
    }
}
