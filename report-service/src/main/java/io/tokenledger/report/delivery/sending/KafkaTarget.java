package io.tokenledger.report.delivery.sending;

import io.tokenledger.contract.AlertNotice;
import io.tokenledger.contract.AlertNoticeJson;
import io.tokenledger.contract.Topics;
import io.tokenledger.report.delivery.sending.Outcome.Failed;
import io.tokenledger.report.delivery.sending.Outcome.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes to {@link Topics#BUDGET_ALERTS}, keyed by the alert. Connects when there is something to send, not before. */
final class KafkaTarget implements AutoCloseable {
    private final String bootstrap;
    private final Duration limit;
    private @Nullable Producer<byte[], byte[]> producer;

    KafkaTarget(String bootstrap, Duration limit) {
        this.bootstrap = bootstrap;
        this.limit = limit;
    }

    /** Returns when the broker's in-sync replicas have it. */
    Outcome send(AlertNotice notice) {
        byte[] key = notice.alertId().toString().getBytes(StandardCharsets.UTF_8);
        Producer<byte[], byte[]> current = null;
        try {
            current = producer();
            current.send(new ProducerRecord<>(Topics.BUDGET_ALERTS, key, AlertNoticeJson.write(notice)))
                    .get(2 * limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Outcome.Delivered(null);
        } catch (ExecutionException failed) {
            return failed(current, failed.getCause());
        } catch (KafkaException failed) {
            return failed(current, failed);
        } catch (TimeoutException slow) {
            return Failed.unreachable(
                    "Kafka at " + bootstrap + " did not acknowledge within " + 2 * limit.toMillis() + " ms");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return Failed.unreachable("the service is ending");
        }
    }

    private Outcome failed(@Nullable Producer<byte[], byte[]> used, @Nullable Throwable cause) {
        if (used != null && !(cause instanceof RetriableException) && !(cause instanceof RecordTooLargeException)) {
            discard(used); // some failures leave an idempotent producer useless
        }
        String reason = cause == null ? "unknown" : cause.getClass().getSimpleName() + ": " + cause.getMessage();
        Fault fault = cause instanceof RecordTooLargeException ? Fault.NOTICE : Fault.TARGET;
        return new Failed(fault, null, "Kafka at " + bootstrap + ": " + reason, null);
    }

    private synchronized Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> current = producer;
        if (current == null) {
            current = new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer());
            producer = current;
        }
        return current;
    }

    private synchronized void discard(Producer<byte[], byte[]> used) {
        if (producer == used) {
            producer = null;
            used.close(Duration.ZERO);
        }
    }

    private Map<String, Object> settings() {
        int millis = Math.toIntExact(limit.toMillis());
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.CLIENT_ID_CONFIG,
                "report-service-alerts",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                (long) millis,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                millis + 1);
    }

    @Override
    public synchronized void close() {
        Producer<byte[], byte[]> current = producer;
        if (current != null) {
            producer = null;
            current.close(Duration.ofSeconds(2));
        }
    }
}
