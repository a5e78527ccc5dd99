package io.tokenledger.demo;

import io.tokenledger.client.UsageClient;
import io.tokenledger.client.kafka.KafkaSink;
import io.tokenledger.sample.SampleRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sends records as an application would, with the client: acknowledged by the broker before they count as sent. */
final class EventSender implements EventFlow.Sink, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final UsageClient client;
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    /** It is the producer that tries again: a batch that the client sent twice would be booked as duplicates, and shown. */
    EventSender(String kafkaBootstrap) {
        client = UsageClient.to(KafkaSink.builder(kafkaBootstrap)
                        .property("compression.type", "zstd")
                        .property("delivery.timeout.ms", 120_000)
                        .build())
                .withoutSpill()
                .closeTimeout(Duration.ZERO)
                .onRejected(rejection -> failure.compareAndSet(null, rejection.id() + ": " + rejection.detail()))
                .onLoss(loss -> failure.compareAndSet(null, loss.events() + " lost: " + loss.detail()))
                .build();
    }

    /** Waits while too many are under way: an application would go on, and the rest would be spilled. */
    @Override
    public void send(SampleRecord record) throws DemoFailure, InterruptedException {
        if (!client.awaitRoom(PATIENCE)) {
            throw new DemoFailure("Kafka has not taken events for " + PATIENCE.toSeconds() + " s: "
                    + client.stats().trouble());
        }
        client.recordJson(new String(record.key(), StandardCharsets.US_ASCII), record.value());
        refuseFailure();
    }

    /** Returns when the broker has acknowledged everything. */
    @Override
    public void flush() throws DemoFailure, InterruptedException {
        boolean taken = client.flush(PATIENCE);
        refuseFailure();
        if (!taken) {
            throw new DemoFailure("Kafka has not taken everything within " + PATIENCE.toSeconds() + " s: "
                    + client.stats().trouble());
        }
    }

    private void refuseFailure() throws DemoFailure {
        String problem = failure.get();
        if (problem != null) {
            throw new DemoFailure("Kafka did not take an event: " + problem);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
