package io.tokenledger.bench;

import io.tokenledger.contract.Topics;
import io.tokenledger.sample.SampleRecord;
import io.tokenledger.sample.UsageSample;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Events of one sample into {@code usage.events.v1}: as fast as they are made, or so many a second. */
public final class LiveLoad implements AutoCloseable {
    private static final long SLICES_PER_SECOND = 100;

    private final UsageSample sample;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile boolean stopped;

    public LiveLoad(String bootstrapServers, UsageSample sample) {
        this.sample = sample;
        this.producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        20,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        128 * 1024,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Events that were handed to Kafka so far. */
    public long sent() {
        return sent.get();
    }

    /** Sends that many at once. */
    public void send(long events) {
        for (long i = 0; i < events && sample.hasNext(); i++) {
            SampleRecord next = sample.next();
            Future<RecordMetadata> _ =
                    producer.send(new ProducerRecord<>(Topics.USAGE_EVENTS, next.key(), next.value()), (_, error) -> {
                        if (error != null) {
                            failure.compareAndSet(null, error);
                        }
                    });
            sent.incrementAndGet();
        }
    }

    /** Sends at that rate until {@link #stop}; what could not be sent in time is sent as soon as possible. */
    public void sendPerSecond(long rate) throws InterruptedException {
        long began = System.nanoTime();
        long due = 0;
        while (!stopped) {
            long now = System.nanoTime() - began;
            long owed = Math.multiplyExact(now / TimeUnit.MILLISECONDS.toNanos(1), rate) / 1_000;
            send(owed - due);
            due = owed;
            TimeUnit.MILLISECONDS.sleep(1_000 / SLICES_PER_SECOND);
        }
    }

    public void stop() {
        stopped = true;
    }

    /** Waits until Kafka has everything. */
    public void flush() {
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("an event was not taken by Kafka", failed);
        }
    }

    @Override
    public void close() {
        producer.close();
        sample.close();
    }
}
