package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.MeteredUsageJson;
import io.tokenledger.contract.RejectedEvent;
import io.tokenledger.contract.RejectedEventJson;
import io.tokenledger.contract.Topics;
import io.tokenledger.contract.UnreadableRecordException;
import io.tokenledger.pricing.ledger.TopicSlice.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Slices as read, before the database is asked anything: metered events, rejections passed on by ingest, and records
 * that are neither, which become rejections here so that they never hold up a partition.
 */
record IncomingBatch(List<TopicSlice> slices, List<Arrival> arrivals, List<Rejection> rejections) {

    /** A rejection and the partition it was read from. */
    record Rejection(TopicPartition partition, RejectedEvent event) {}

    static IncomingBatch of(List<TopicSlice> slices, Instant now) {
        var batch = new IncomingBatch(slices, new ArrayList<>(), new ArrayList<>());
        for (TopicSlice slice : slices) {
            for (Item item : slice.items()) {
                batch.read(slice.partition(), item, now);
            }
        }
        return batch;
    }

    private void read(TopicPartition partition, Item item, Instant now) {
        byte[] value = item.value();
        if (value == null) {
            rejections.add(unreadable(partition, item, "the record has no value", now));
            return;
        }
        try {
            if (partition.topic().equals(Topics.USAGE_REJECTED)) {
                rejections.add(new Rejection(partition, RejectedEventJson.read(value)));
            } else {
                MeteredUsage usage = MeteredUsageJson.read(value);
                String obstacle = BookableRange.obstacle(usage, now);
                if (obstacle == null) {
                    arrivals.add(Arrival.of(partition, usage));
                } else {
                    rejections.add(unreadable(partition, item, obstacle, now));
                }
            }
        } catch (UnreadableRecordException e) {
            rejections.add(unreadable(partition, item, String.valueOf(e.getMessage()), now));
        }
    }

    private static Rejection unreadable(TopicPartition partition, Item item, String detail, Instant now) {
        byte @Nullable [] value = item.value();
        return new Rejection(
                partition,
                new RejectedEvent(
                        partition.topic() + "/" + partition.partition() + "/" + item.offset(),
                        null,
                        "record.unreadable",
                        StorableText.of(detail),
                        partition.topic(),
                        partition.partition(),
                        item.offset(),
                        0,
                        null,
                        null,
                        null,
                        now,
                        value == null ? 0 : value.length,
                        null));
    }
}
