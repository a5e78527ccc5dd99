package io.tokenledger.ingest.kafka;

import io.tokenledger.contract.Topics;
import io.tokenledger.ingest.kafka.BatchPublication.Published;
import io.tokenledger.ingest.metrics.Door;
import io.tokenledger.ingest.metrics.IngestMetrics;
import io.tokenledger.ingest.pipeline.Pipeline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * poll → decide → publish → wait for every acknowledgement → commit. Offsets are committed only behind what Kafka has
 * acknowledged; whatever fails, the same records are read again, so that an event is published at least once and the
 * ledger's dedup makes it once. No event is skipped and none blocks the partition.
 */
final class IngestLoop implements Runnable {
    private static final Logger LOG = Logger.getLogger(IngestLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BATCH_BUDGET = Duration.ofSeconds(30);
    private static final Duration ACKNOWLEDGE_SLACK = Duration.ofSeconds(5);

    private final String name;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final OutcomePublisher publisher;
    private final BatchPublication publication;
    private final IngestMetrics metrics;
    private final Settings settings;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Backoff backoff;
    private volatile LoopState state;
    private volatile @Nullable Consumer<byte[], byte[]> current;

    /**
     * How a loop waits.
     *
     * @param deliveryTimeout how long for Kafka's acknowledgements
     * @param firstBackoff how long after a first failure; twice as long after each that follows
     * @param clock tells when an event is received
     */
    record Settings(Duration deliveryTimeout, Duration firstBackoff, InstantSource clock) {}

    IngestLoop(
            String name,
            Supplier<Consumer<byte[], byte[]>> consumers,
            OutcomePublisher publisher,
            Pipeline pipeline,
            IngestMetrics metrics,
            Settings settings) {
        this.name = name;
        this.consumers = consumers;
        this.publisher = publisher;
        this.publication = new BatchPublication(
                pipeline,
                publisher,
                settings.clock(),
                BATCH_BUDGET,
                settings.deliveryTimeout().plus(ACKNOWLEDGE_SLACK));
        this.metrics = metrics;
        this.settings = settings;
        this.backoff = new Backoff(settings.firstBackoff());
        this.state = new LoopState.Joining(settings.clock().instant());
    }

    LoopState state() {
        return state;
    }

    /** Ends the loop after the batch in hand; it does not wait for it. */
    void stop() {
        stop.countDown();
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }

    @Override
    public void run() {
        try (publisher) {
            while (!isStopping()) {
                consumeUntilItFails();
            }
            state = new LoopState.Stopped();
        } catch (Error e) {
            state = new LoopState.Dead(e.getClass().getName());
            LOG.errorf(e, "%s ended; the service is to be restarted", name);
            throw e;
        }
    }

    private void consumeUntilItFails() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            current = consumer;
            consumer.subscribe(Topics.EVERY_USAGE_EVENTS, new Membership());
            while (!isStopping()) {
                step(consumer);
            }
        } catch (WakeupException e) {
            LOG.debugf("%s was woken up to stop", name);
        } catch (RuntimeException e) {
            retryAfter(e);
        } finally {
            current = null;
        }
    }

    /** One round. A batch that was not published or not committed is the next one again. */
    private void step(Consumer<byte[], byte[]> consumer) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        polled(consumer);
        if (records.isEmpty()) {
            return;
        }
        try {
            Published published = publication.publish(records);
            commit(consumer, published);
            metrics.published(Door.KAFKA, published.tally());
            backoff.reset();
        } catch (NotPublishedException | KafkaException e) {
            rewind(consumer, records);
            publisher.discard();
            metrics.retried();
            retryAfter(e);
        }
    }

    private static void commit(Consumer<byte[], byte[]> consumer, Published published) {
        try {
            consumer.commitSync(published.next());
        } catch (WakeupException e) {
            // To stop is no reason to leave acknowledged records uncommitted; the wake-up is used up now.
            consumer.commitSync(published.next());
        }
        if (published.isCutShort()) {
            published.next().forEach((partition, offset) -> consumer.seek(partition, offset.offset()));
        }
    }

    private static void rewind(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            // A partition that went to another member is read there, from what was committed.
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, records.records(partition).getFirst().offset());
            }
        }
    }

    private void retryAfter(Exception e) {
        backoff.failed();
        state = new LoopState.Retrying(
                String.valueOf(e.getMessage()),
                backoff.attempt(),
                settings.clock().instant());
        LOG.warnf(e, "%s: attempt %d failed, the same records are read again", name, backoff.attempt());
        backoff.await(stop);
    }

    private void polled(Consumer<byte[], byte[]> consumer) {
        if (state instanceof LoopState.Joining) {
            return;
        }
        long lag = 0;
        for (TopicPartition partition : consumer.assignment()) {
            lag += consumer.currentLag(partition).orElse(0);
        }
        metrics.lag(name, lag);
        if (backoff.attempt() == 0) {
            state = new LoopState.Consuming(
                    consumer.assignment().size(), settings.clock().instant());
        }
    }

    /** Follows what the group gives and takes. */
    private final class Membership implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            LOG.infof("%s was given %s", name, partitions);
            state = new LoopState.Consuming(partitions.size(), settings.clock().instant());
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // Nothing is pending between two polls: what was read is published and committed, or will be read again.
            LOG.infof("%s gave back %s", name, partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            LOG.warnf("%s lost %s", name, partitions);
            state = new LoopState.Joining(settings.clock().instant());
        }
    }
}
