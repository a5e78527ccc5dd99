package io.tokenledger.pricing.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Where this consumer stands in each of its partitions. The ledger says where to begin, never Kafka's own committed
 * offsets.
 */
final class LedgerPositions {
    private final DataSource dataSource;
    private final ConsumerOffsets offsets;
    private final Clock clock;
    private final Map<TopicPartition, Long> expected = new HashMap<>();

    LedgerPositions(DataSource dataSource, ConsumerOffsets offsets, Clock clock) {
        this.dataSource = dataSource;
        this.offsets = offsets;
        this.clock = clock;
    }

    /**
     * Sets the consumer to where the ledger stands. A partition that the group has never read begins at its oldest
     * record.
     */
    void seekToLedger(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) throws SQLException {
        if (partitions.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        try (Connection connection = dataSource.getConnection()) {
            for (TopicPartition partition : partitions) {
                long beginning = beginnings.getOrDefault(partition, 0L);
                long offset = offsetOf(connection, partition, beginning);
                requireThere(partition, offset, beginning, ends.getOrDefault(partition, 0L));
                consumer.seek(partition, offset);
                expected.put(partition, offset);
            }
        }
    }

    private long offsetOf(Connection connection, TopicPartition partition, long beginning) throws SQLException {
        OptionalLong known = offsets.find(connection, partition);
        if (known.isPresent()) {
            return known.getAsLong();
        }
        offsets.start(connection, partition, beginning, OffsetDateTime.now(clock));
        return offsets.find(connection, partition).orElse(beginning);
    }

    private static void requireThere(TopicPartition partition, long offset, long beginning, long end) {
        if (offset < beginning || offset > end) {
            throw new IllegalStateException("the ledger stands at offset " + offset + " of " + partition
                    + ", but Kafka holds " + beginning + " to " + end
                    + ": records are lost or the topic was made anew; nothing is booked from this partition until"
                    + " somebody decides what ledger.consumer_offset should say");
        }
    }

    /** The offset that the ledger must still have when the next slice of that partition is booked. */
    long expectedOffset(TopicPartition partition) {
        Long offset = expected.get(partition);
        if (offset == null) {
            throw new IllegalStateException("a record of " + partition + " was read before its position was known");
        }
        return offset;
    }

    void booked(List<TopicSlice> slices) {
        slices.forEach(slice -> expected.put(slice.partition(), slice.nextOffset()));
    }

    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(expected::remove);
    }
}
