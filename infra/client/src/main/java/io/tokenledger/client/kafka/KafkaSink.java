package io.tokenledger.client.kafka;

import io.tokenledger.client.Delivery;
import io.tokenledger.client.OutgoingEvent;
import io.tokenledger.client.Rejection;
import io.tokenledger.client.Sink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Records of the topic {@code usage.events.v1}, or of a tenant's own, one per event and keyed by its id. An event counts as
 * delivered when all in-sync replicas have it. What ingest rejects of it later is in its list of rejected events.
 */
public final class KafkaSink implements Sink {
    /** The topic of all tenants. */
    public static final String TOPIC = "usage.events.v1";

    private final String topic;
    private final int batchEvents;
    private final long batchBytes;
    private final Map<String, Object> properties;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    private KafkaSink(Builder options) {
        topic = options.topic;
        batchEvents = options.batchEvents;
        batchBytes = options.batchBytes;
        properties = Map.copyOf(options.properties);
    }

    /** With the defaults. */
    public static KafkaSink to(String bootstrapServers) {
        return builder(bootstrapServers).build();
    }

    public static Builder builder(String bootstrapServers) {
        return new Builder(bootstrapServers);
    }

    @Override
    public synchronized Delivery deliver(List<OutgoingEvent> batch) throws InterruptedException {
        try {
            KafkaProducer<byte[], byte[]> open = producer == null ? open() : producer;
            return verdict(batch, send(open, batch));
        } catch (InterruptException e) {
            Thread.interrupted(); // Told by the exception, as Java does.
            throw new InterruptedException("interrupted while sending to Kafka");
        } catch (KafkaException | IllegalStateException e) {
            drop();
            return new Delivery.Unavailable("Kafka does not take events: " + e);
        }
    }

    /** Sends and waits. After the first failure nothing more is begun: the batch comes again. */
    private List<Future<RecordMetadata>> send(KafkaProducer<byte[], byte[]> open, List<OutgoingEvent> batch) {
        var sent = new ArrayList<Future<RecordMetadata>>(batch.size());
        for (OutgoingEvent event : batch) {
            Future<RecordMetadata> future =
                    open.send(new ProducerRecord<>(topic, event.id().getBytes(StandardCharsets.UTF_8), event.json()));
            sent.add(future);
            if (future.isDone() && future.state() == Future.State.FAILED && !isTooLarge(future.exceptionNow())) {
                break;
            }
        }
        open.flush();
        return sent;
    }

    private Delivery verdict(List<OutgoingEvent> batch, List<Future<RecordMetadata>> sent) throws InterruptedException {
        var rejections = new ArrayList<Rejection>();
        for (int i = 0; i < sent.size(); i++) {
            try {
                sent.get(i).get();
            } catch (ExecutionException e) {
                Throwable problem = e.getCause() == null ? e : e.getCause();
                if (!isTooLarge(problem)) {
                    if (!(problem instanceof RetriableException)) {
                        drop();
                    }
                    return new Delivery.Unavailable("Kafka does not take events: " + problem);
                }
                rejections.add(new Rejection(batch.get(i).id(), "event.too_large", problem.toString()));
            }
        }
        return new Delivery.Taken(rejections);
    }

    private static boolean isTooLarge(Throwable problem) {
        return problem instanceof RecordTooLargeException;
    }

    private KafkaProducer<byte[], byte[]> open() {
        KafkaProducer<byte[], byte[]> opened =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        producer = opened;
        return opened;
    }

    /** A producer that failed for good does not recover; the next batch gets a new one. */
    private void drop() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    @Override
    public int maxBatchEvents() {
        return batchEvents;
    }

    @Override
    public long maxBatchBytes() {
        return batchBytes;
    }

    @Override
    public synchronized void close() {
        drop();
    }

    /** The settings; each has a default. */
    public static final class Builder {
        private final Map<String, Object> properties = new HashMap<>();
        private String topic = TOPIC;
        private int batchEvents = 10_000;
        private long batchBytes = 8 * 1024 * 1024;

        private Builder(String bootstrapServers) {
            properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
            properties.put(ProducerConfig.CLIENT_ID_CONFIG, "tokenledger-client");
            properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
            properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
            properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
            properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000L);
            properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
            properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        }

        /** The tenant's own topic, {@code usage.events.v1.<tenant>}: what comes there is of that tenant. */
        public Builder tenantTopic(String tenant) {
            topic = TOPIC + "." + tenant;
            return this;
        }

        /** A property of the producer, such as {@code security.protocol}. */
        public Builder property(String name, Object value) {
            properties.put(name, value);
            return this;
        }

        /** Most events and bytes that are sent before their acknowledgement is waited for; 10,000 and 8 MiB unless it is said. */
        public Builder batch(int events, long bytes) {
            batchEvents = events;
            batchBytes = bytes;
            return this;
        }

        /** Acknowledged by all in-sync replicas, and written once per attempt, whatever the properties say. */
        public KafkaSink build() {
            properties.put(ProducerConfig.ACKS_CONFIG, "all");
            properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            return new KafkaSink(this);
        }
    }
}
