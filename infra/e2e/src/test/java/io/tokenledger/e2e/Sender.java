package io.tokenledger.e2e;

import io.tokenledger.contract.Topics;
import io.tokenledger.stack.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** An application: sends events through both doors and remembers which were acknowledged. */
public final class Sender implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI events;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public Sender(LocalStack stack) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        stack.kafkaBootstrap(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        Topics.MAX_RECORD_BYTES),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        events = URI.create(stack.ingestUrl() + "/v1/events");
    }

    void kafka(TestEvent event) {
        // The callback tells what becomes of it.
        var _ = producer.send(new ProducerRecord<>(Topics.USAGE_EVENTS, event.bytes()), (_, error) -> {
            if (error == null) {
                acknowledged.add(event.id());
            } else {
                failure.compareAndSet(null, error);
            }
        });
    }

    /** Raw bytes, as a broken application might send them. */
    public void kafka(byte @Nullable [] value) {
        var _ = producer.send(new ProducerRecord<>(Topics.USAGE_EVENTS, value), (_, error) -> {
            if (error != null) {
                failure.compareAndSet(null, error);
            }
        });
    }

    /** Raw bytes with headers to one partition; gives where they stand when Kafka has them. */
    RecordMetadata kafka(int partition, byte @Nullable [] value, Map<String, String> headers) {
        var record = new ProducerRecord<byte[], byte[]>(Topics.USAGE_EVENTS, partition, null, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        Future<RecordMetadata> sent = producer.send(record);
        try {
            return sent.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("Kafka did not take a record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        }
    }

    /** One batch; acknowledged if the answer is 202 and rejects none. */
    void http(List<TestEvent> batch) throws IOException, InterruptedException {
        String body = batch.stream().map(TestEvent::json).collect(Collectors.joining(",", "[", "]"));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(events)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 202 || !answer.body().contains("\"rejected\":[]")) {
            throw new AssertionError("POST /v1/events answered " + answer.statusCode() + ": " + answer.body());
        }
        batch.forEach(event -> acknowledged.add(event.id()));
    }

    /** Waits for all acknowledgements; fails if one is an error. */
    public void flush() {
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new AssertionError("Kafka did not take an event", failed);
        }
    }

    /** The ids of events that Kafka or ingest has acknowledged. */
    Set<String> acknowledged() {
        return acknowledged;
    }

    @Override
    public void close() {
        producer.close();
        http.close();
    }
}
