package io.tokenledger.ingest.kafka;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Asks Kafka whether it is there. The answer is kept for some seconds, so that checking does not become a load. */
@ApplicationScoped
public class BrokerProbe {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

    private final KafkaClients clients;
    private @Nullable Admin admin;
    private @Nullable String lastFault;
    private long askedNanos;
    private boolean asked;

    BrokerProbe(KafkaClients clients) {
        this.clients = clients;
    }

    /** Why Kafka cannot be reached; null where it can. */
    synchronized @Nullable String fault() {
        if (!asked || System.nanoTime() - askedNanos > FRESH_NANOS) {
            lastFault = ask();
            asked = true;
            askedNanos = System.nanoTime();
        }
        return lastFault;
    }

    private @Nullable String ask() {
        try {
            if (admin == null) {
                admin = clients.admin(TIMEOUT);
            }
            int nodes = admin.describeCluster()
                    .nodes()
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .size();
            return nodes > 0 ? null : "Kafka has no broker";
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return "Kafka does not answer within " + TIMEOUT.toSeconds() + " s";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
