package io.tokenledger.pricing.ledger;

import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * A stream of the journal. Transactions of the same stream are committed one after another, those of different streams
 * side by side.
 */
record ChangeStream(String name) {
    /** Of all who book without a partition: late prices, repricings, charges. */
    static final ChangeStream BOOKS = new ChangeStream("books");

    // Of the topics that are read, usage.metered.v1, from which entries come, is the first.
    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    /**
     * Of a consumer's batch: its lowest partition. Two consumers share a partition only while one of them does not know
     * yet that it has lost it, so that they never wait for each other in earnest.
     */
    static ChangeStream of(List<TopicSlice> slices) {
        TopicPartition lowest =
                slices.stream().map(TopicSlice::partition).min(ORDER).orElseThrow();
        return new ChangeStream(lowest.topic() + "/" + lowest.partition());
    }
}
