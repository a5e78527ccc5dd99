package io.tokenledger.ingest.kafka;

import io.tokenledger.ingest.metrics.Tally;
import io.tokenledger.ingest.pipeline.Outcome;
import io.tokenledger.ingest.pipeline.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Decides and publishes the records of one poll. Content that is slow to count (a mebibyte of one character takes
 * about two seconds) must not cost the loop its place in the group: when the time is up, the batch ends where it is.
 *
 * @param budget how long a batch may take, well below Kafka's {@code max.poll.interval.ms} of five minutes
 */
record BatchPublication(
        Pipeline pipeline, OutcomePublisher publisher, InstantSource clock, Duration budget, Duration deliveryTimeout) {

    /**
     * What is acknowledged.
     *
     * @param next where each partition of the poll goes on
     * @param isCutShort whether records of the poll are left
     */
    record Published(Tally tally, Map<TopicPartition, OffsetAndMetadata> next, boolean isCutShort) {}

    Published publish(ConsumerRecords<byte[], byte[]> records) throws NotPublishedException {
        Instant start = clock.instant();
        Instant receivedAt = start.truncatedTo(ChronoUnit.MICROS);
        var next = new HashMap<>(records.nextOffsets());
        var acknowledgements = new Acknowledgements();
        var tally = new Tally();
        boolean late = false;
        boolean cutShort = false;
        for (TopicPartition partition : records.partitions()) {
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                if (late) {
                    next.put(partition, new OffsetAndMetadata(record.offset()));
                    cutShort = true;
                    break;
                }
                send(record, receivedAt, tally, acknowledgements);
                late = clock.instant().isAfter(start.plus(budget));
            }
        }
        publisher.flush(acknowledgements, deliveryTimeout);
        return new Published(tally, next, cutShort);
    }

    private void send(
            ConsumerRecord<byte[], byte[]> record, Instant receivedAt, Tally tally, Acknowledgements acknowledgements)
            throws NotPublishedException {
        for (Outcome outcome :
                pipeline.process(KafkaDelivery.of(record, receivedAt)).outcomes()) {
            DefectLog.ifDefect(outcome);
            publisher.send(outcome, acknowledgements);
            tally.add(outcome);
        }
    }
}
