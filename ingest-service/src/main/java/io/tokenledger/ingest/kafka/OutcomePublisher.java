package io.tokenledger.ingest.kafka;

import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.MeteredUsageJson;
import io.tokenledger.contract.RejectedEventJson;
import io.tokenledger.contract.Topics;
import io.tokenledger.ingest.pipeline.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Sends accepted usage to {@link Topics#USAGE_METERED} and rejections to {@link Topics#USAGE_REJECTED}. Its producer is
 * made when it is first needed, and again after a failure that a producer does not recover from. Thread-safe.
 */
public final class OutcomePublisher implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final int spread;
    private final Object lock = new Object();
    private @Nullable Producer<byte[], byte[]> producer;

    /**
     * A publisher that makes its producer when it is first needed.
     *
     * @param spread over how many keys a tenant's records go
     */
    public OutcomePublisher(Supplier<Producer<byte[], byte[]>> producers, int spread) {
        if (spread < 1) {
            throw new IllegalArgumentException("spread is " + spread + ": a tenant has at least 1 key");
        }
        this.producers = producers;
        this.spread = spread;
    }

    /** Hands the record to the producer; whether Kafka took it is told by the acknowledgements. */
    public void send(Outcome outcome, Acknowledgements acknowledgements) throws NotPublishedException {
        ProducerRecord<byte[], byte[]> record = record(outcome);
        acknowledgements.sent();
        try {
            // The callback tells what becomes of it.
            var _ = producer().send(record, (metadata, failure) -> acknowledgements.answered(failure));
        } catch (KafkaException | IllegalStateException e) {
            discardUnlessRetriable(e);
            throw new NotPublishedException("Kafka takes no record: " + e.getMessage(), e);
        }
        if (acknowledgements.hasFailed()) {
            acknowledgements.await(Duration.ZERO);
        }
    }

    /** Sends what lingers, and waits until all is acknowledged. */
    public void flush(Acknowledgements acknowledgements, Duration timeout) throws NotPublishedException {
        producer().flush();
        acknowledgements.await(timeout);
    }

    private ProducerRecord<byte[], byte[]> record(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted ->
                new ProducerRecord<>(
                        Topics.USAGE_METERED,
                        key(accepted.usage(), spread).getBytes(StandardCharsets.UTF_8),
                        MeteredUsageJson.write(accepted.usage()));
            case Outcome.Rejected rejected ->
                new ProducerRecord<>(Topics.USAGE_REJECTED, RejectedEventJson.write(rejected.event()));
        };
    }

    /** The tenant, and a number from the event's identity: an event and its replay share a partition. */
    static String key(MeteredUsage usage, int spread) {
        return usage.tenant() + "#" + Math.floorMod(usage.eventKey().hashCode(), spread);
    }

    private Producer<byte[], byte[]> producer() {
        synchronized (lock) {
            if (producer == null) {
                producer = producers.get();
            }
            return producer;
        }
    }

    private void discardUnlessRetriable(RuntimeException failure) {
        if (!(failure instanceof RetriableException)) {
            discard(Duration.ZERO);
        }
    }

    /** Gives the producer up with what it holds; the next record gets a new one. */
    void discard() {
        discard(Duration.ZERO);
    }

    private void discard(Duration timeout) {
        Producer<byte[], byte[]> old;
        synchronized (lock) {
            old = producer;
            producer = null;
        }
        if (old != null) {
            old.close(timeout);
        }
    }

    @Override
    public void close() {
        discard(CLOSE_TIMEOUT);
    }
}
