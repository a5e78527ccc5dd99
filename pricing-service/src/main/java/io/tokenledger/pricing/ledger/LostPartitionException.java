package io.tokenledger.pricing.ledger;

import org.apache.kafka.common.TopicPartition;

/**
 * Another consumer of the group has moved the offset of a partition meanwhile: this one has lost it. The transaction was
 * rolled back; nothing of it is in the books.
 */
final class LostPartitionException extends Exception {
    private static final long serialVersionUID = 1L;

    LostPartitionException(TopicPartition partition, long expectedOffset) {
        super("the ledger no longer stands at offset " + expectedOffset + " of " + partition
                + ": another consumer has booked it");
    }
}
