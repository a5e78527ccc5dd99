package io.tokenledger.pricing.ledger;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Records of one partition, in order, that are booked in one transaction.
 *
 * @param expectedOffset where the ledger says that the group stands; the booking is refused if that is no longer so
 * @param nextOffset where it stands after this slice
 */
record TopicSlice(TopicPartition partition, long expectedOffset, long nextOffset, List<Item> items) {

    /** One record as it came. Not a Java record: two of them are not equal because their bytes are. */
    static final class Item {
        private final long offset;
        private final byte @Nullable [] value;

        Item(long offset, byte @Nullable [] value) {
            this.offset = offset;
            this.value = value;
        }

        long offset() {
            return offset;
        }

        /** The record's own bytes, not to be changed; null is a tombstone. */
        byte @Nullable [] value() {
            return value;
        }
    }

    static TopicSlice of(
            TopicPartition partition, long expectedOffset, List<ConsumerRecord<byte[], byte @Nullable []>> records) {
        List<Item> items = records.stream()
                .map(kafkaRecord -> new Item(kafkaRecord.offset(), kafkaRecord.value()))
                .toList();
        return new TopicSlice(partition, expectedOffset, items.getLast().offset() + 1, items);
    }
}
