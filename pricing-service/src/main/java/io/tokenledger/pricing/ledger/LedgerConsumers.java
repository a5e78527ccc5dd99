package io.tokenledger.pricing.ledger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tokenledger.pricing.pricebook.CurrentPriceBook;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The consumers of this instance: started after the migrations and the price book, ended before the pools close. */
@ApplicationScoped
class LedgerConsumers {
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(20);
    private static final int AFTER_THE_PRICE_BOOK = 100;
    private static final int MAX_PARTITION_FETCH_BYTES = 16 * 1024 * 1024;
    /** How long the partitions of an instance that was killed wait for another; Kafka's own 45 s is a long silence. */
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;

    private final LedgerSettings settings;
    private final String bootstrapServers;
    private final LedgerPartitions partitions;
    private final LedgerMetrics metrics;
    private final DataSource dataSource;
    private final CurrentPriceBook priceBook;
    private final List<LedgerConsumer> consumers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    LedgerConsumers(
            LedgerSettings settings,
            @ConfigProperty(name = "tokenledger.kafka") String bootstrapServers,
            LedgerPartitions partitions,
            LedgerMetrics metrics,
            DataSource dataSource,
            CurrentPriceBook priceBook) {
        this.settings = settings;
        this.bootstrapServers = bootstrapServers;
        this.partitions = partitions;
        this.metrics = metrics;
        this.dataSource = dataSource;
        this.priceBook = priceBook;
    }

    void start(@Observes @Priority(AFTER_THE_PRICE_BOOK) StartupEvent event) throws SQLException {
        partitions.ensure();
        var offsets = new ConsumerOffsets(settings.consumerGroup());
        var clock = Clock.systemUTC();
        var ledger = new UsageLedger(dataSource, priceBook, offsets, clock);
        for (int i = 0; i < settings.consumers(); i++) {
            var consumer = new LedgerConsumer(
                    this::openConsumer, ledger::book, new LedgerPositions(dataSource, offsets, clock), metrics);
            consumers.add(consumer);
            threads.add(Thread.ofPlatform().name("ledger-" + i).start(consumer));
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        consumers.forEach(LedgerConsumer::stop);
        for (Thread thread : threads) {
            thread.join(LONGEST_GOODBYE);
        }
    }

    /** What keeps consumers of this instance from booking; empty where all is well. */
    List<String> troubles() {
        return Stream.concat(
                        consumers.stream().map(LedgerConsumer::trouble).filter(trouble -> !trouble.isEmpty()),
                        threads.stream()
                                .filter(thread -> !thread.isAlive())
                                .map(thread -> "thread " + thread.getName() + " has ended"))
                .toList();
    }

    private Consumer<byte[], byte @Nullable []> openConsumer() {
        var properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.consumerGroup());
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Offsets live in the ledger. A position that Kafka does not hold is an error, never a reason to jump.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batchRecords());
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_PARTITION_FETCH_BYTES);
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
