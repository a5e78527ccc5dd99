package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.Topics;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
 * One thread that reads metered and rejected records and books them: poll, book, poll. Where booking fails, the batch is
 * repeated as a whole; where a partition was lost, it begins again from where the ledger stands. It never skips a
 * record and never gives up.
 */
final class LedgerConsumer implements Runnable, ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(LedgerConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long FIRST_BACKOFF_MILLIS = 100;
    private static final long LONGEST_BACKOFF_MILLIS = 5_000;

    /** Puts slices into the books, all or nothing: {@link UsageLedger#book}. */
    @FunctionalInterface
    interface Booking {
        BookedBatch book(List<TopicSlice> slices) throws SQLException, LostPartitionException;
    }

    private final Supplier<Consumer<byte[], byte @Nullable []>> consumers;
    private final Booking ledger;
    private final LedgerPositions positions;
    private final LedgerMetrics metrics;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte @Nullable []> consumer;
    private volatile String trouble = "has not joined its consumer group yet";

    LedgerConsumer(
            Supplier<Consumer<byte[], byte @Nullable []>> consumers,
            Booking ledger,
            LedgerPositions positions,
            LedgerMetrics metrics) {
        this.consumers = consumers;
        this.ledger = ledger;
        this.positions = positions;
        this.metrics = metrics;
    }

    /** Why this consumer is not booking at the moment; empty where all is well. */
    String trouble() {
        return trouble;
    }

    /** Asks the thread to end after the batch it is booking. */
    void stop() {
        stopping.countDown();
        Consumer<?, ?> running = consumer;
        if (running != null) {
            running.wakeup();
        }
    }

    @Override
    public void run() {
        try (Consumer<byte[], byte @Nullable []> opened = consumers.get()) {
            consumer = opened;
            opened.subscribe(List.of(Topics.USAGE_METERED, Topics.USAGE_REJECTED), this);
            readUntilStopped(opened);
        } catch (WakeupException e) {
            LOG.debug("woken up to stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readUntilStopped(Consumer<byte[], byte @Nullable []> consumer) throws InterruptedException {
        long backoffMillis = FIRST_BACKOFF_MILLIS;
        while (stopping.getCount() > 0) {
            try {
                ConsumerRecords<byte[], byte @Nullable []> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    List<TopicSlice> slices = slicesOf(records);
                    metrics.booked(ledger.book(slices));
                    positions.booked(slices);
                }
                backoffMillis = FIRST_BACKOFF_MILLIS;
                metrics.lag(consumer);
            } catch (LostPartitionException e) {
                LOG.info(e.getMessage());
                startAgainFromLedger(consumer);
            } catch (WakeupException e) {
                throw e;
            } catch (SQLException | RuntimeException e) {
                // Whatever it was: nothing is skipped, and the trouble is told until it is over.
                trouble = "is repeating a batch after: " + e.getMessage();
                LOG.warnf(e, "Booking failed, nothing of the batch is in the books; again in %d ms", backoffMillis);
                if (stopping.await(backoffMillis, TimeUnit.MILLISECONDS)) {
                    return;
                }
                backoffMillis = Math.min(2 * backoffMillis, LONGEST_BACKOFF_MILLIS);
                startAgainFromLedger(consumer);
            }
        }
    }

    private List<TopicSlice> slicesOf(ConsumerRecords<byte[], byte @Nullable []> records) {
        var slices = new ArrayList<TopicSlice>();
        for (TopicPartition partition : records.partitions()) {
            slices.add(TopicSlice.of(partition, positions.expectedOffset(partition), records.records(partition)));
        }
        // Offset rows are locked in this order by every writer.
        slices.sort((left, right) ->
                left.partition().toString().compareTo(right.partition().toString()));
        return slices;
    }

    private void startAgainFromLedger(Consumer<?, ?> consumer) {
        try {
            positions.seekToLedger(consumer, consumer.assignment());
            trouble = "";
        } catch (WakeupException e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            trouble = "cannot set its position: " + e.getMessage();
            LOG.warnf(e, "The ledger's position could not be set; the next read will try again");
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Consumer<?, ?> running = consumer;
        if (running == null) {
            throw new IllegalStateException("partitions were assigned before the consumer was opened");
        }
        try {
            positions.seekToLedger(running, partitions);
            trouble = "";
            LOG.infof("Reading %s", partitions);
        } catch (SQLException e) {
            throw new KafkaException("the ledger's position of " + partitions + " could not be read", e);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        positions.forget(partitions);
        metrics.gaveBack(partitions);
        LOG.infof("Gave back %s", partitions);
    }
}
