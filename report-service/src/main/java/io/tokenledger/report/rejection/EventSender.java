package io.tokenledger.report.rejection;

import io.tokenledger.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends events to the topics that applications send them to. Of one thread. */
final class EventSender implements AutoCloseable {
    private final String bootstrap;
    private final Duration limit;
    private @Nullable Producer<byte[], byte[]> producer;

    EventSender(String bootstrap, Duration limit) {
        this.bootstrap = bootstrap;
        this.limit = limit;
    }

    /**
     * Returns when Kafka has acknowledged every one.
     *
     * @throws NotSentException where it has not: some may have been taken
     */
    void send(List<SendingWriter.Waiting> events) {
        try {
            var sent = new ArrayList<Future<RecordMetadata>>();
            for (SendingWriter.Waiting event : events) {
                sent.add(producer()
                        .send(new ProducerRecord<>(event.topic(), event.event().getBytes(StandardCharsets.UTF_8))));
            }
            for (Future<RecordMetadata> acknowledgement : sent) {
                acknowledgement.get(2 * limit.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            close();
            throw new NotSentException("Kafka at " + bootstrap + " did not take an event: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSentException("the service is ending", e);
        }
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> current = producer;
        if (current == null) {
            int millis = Math.toIntExact(limit.toMillis());
            current = new KafkaProducer<>(
                    Map.<String, Object>of(
                            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            bootstrap,
                            ProducerConfig.CLIENT_ID_CONFIG,
                            "report-service-resubmission",
                            ProducerConfig.ACKS_CONFIG,
                            "all",
                            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                            true,
                            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                            Topics.MAX_REJECTION_BYTES,
                            ProducerConfig.MAX_BLOCK_MS_CONFIG,
                            (long) millis,
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                            millis / 2,
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                            millis),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            producer = current;
        }
        return current;
    }

    @Override
    public void close() {
        Producer<byte[], byte[]> current = producer;
        producer = null;
        if (current != null) {
            current.close(Duration.ofSeconds(2));
        }
    }

    /** Kafka did not acknowledge: what was to be sent stays noted, and is tried again. */
    static final class NotSentException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotSentException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
