package io.tokenledger.demo;

import io.tokenledger.contract.Topics;
import io.tokenledger.sample.SampleRecord;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records as an application would: acknowledged by the broker before they count as sent. */
final class EventSender implements EventFlow.Sink, AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    EventSender(String kafkaBootstrap) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafkaBootstrap,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "zstd",
                        ProducerConfig.LINGER_MS_CONFIG,
                        20,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Waits while too many are under way. */
    @Override
    public void send(SampleRecord record) throws DemoFailure {
        try {
            Future<RecordMetadata> _ = producer.send(
                    new ProducerRecord<>(Topics.USAGE_EVENTS, record.key(), record.value()), (sent, problem) -> {
                        if (problem != null) {
                            failure.compareAndSet(null, problem);
                        }
                    });
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
        refuseFailure();
    }

    /** Returns when the broker has acknowledged everything. */
    @Override
    public void flush() throws DemoFailure {
        producer.flush();
        refuseFailure();
    }

    private void refuseFailure() throws DemoFailure {
        Exception problem = failure.get();
        if (problem != null) {
            throw new DemoFailure("Kafka did not take an event: " + problem.getMessage(), problem);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
