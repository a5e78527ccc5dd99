package io.tokenledger.e2e.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tokenledger.contract.Topics;
import io.tokenledger.e2e.TestLedger;
import io.tokenledger.stack.LocalStack;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends the year over Kafka and waits until it is in the books. */
final class YearSender implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final String tenant;
    private final TestLedger ledger;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private long sent;

    YearSender(LocalStack stack, String tenant, TestLedger ledger) {
        this.tenant = tenant;
        this.ledger = ledger;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        stack.kafkaBootstrap(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        10,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void send(UsageEvent event) {
        sent++;
        // The callback tells what becomes of it.
        var _ = producer.send(new ProducerRecord<>(Topics.USAGE_EVENTS, event.bytes(tenant)), (_, error) -> {
            if (error != null) {
                failure.compareAndSet(null, error);
            }
        });
    }

    // Counted in the transaction that books, so far cheaper than counting the entries.
    private static final String BOOKED =
            "SELECT coalesce(sum(priced + unpriced), 0) FROM ledger.intake_count WHERE tenant_id = ?";

    /** Until all that was sent is booked; fails if it is not, or if more is. */
    void awaitBooked() {
        producer.flush();
        assertThat(failure.get()).as("what Kafka said to an event").isNull();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(ledger.number(BOOKED, tenant)).isEqualTo(sent));
    }

    @Override
    public void close() {
        producer.close();
    }
}
