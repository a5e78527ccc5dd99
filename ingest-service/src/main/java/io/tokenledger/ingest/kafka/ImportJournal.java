package io.tokenledger.ingest.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tokenledger.ingest.imports.ImportState;
import io.tokenledger.ingest.imports.ImportStates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jboss.logging.Logger;

/** How far the imports of all instances are. This instance's own are known at once, the others' within a second or two. */
@ApplicationScoped
public class ImportJournal {
    private static final Logger LOG = Logger.getLogger(ImportJournal.class);
    private static final int MAX_IMPORTS = 1_000;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final ImportStates states = new ImportStates(MAX_IMPORTS);
    private final ImportStateWriter writer;
    private final ImportStateReader reader;
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("import-progress").factory());

    @Inject
    ImportJournal(KafkaClients clients) {
        this(clients::importsProducer, clients::importsConsumer);
    }

    /** With clients of other making, each made when it is first needed. */
    public ImportJournal(Supplier<Producer<byte[], byte[]>> producers, Supplier<Consumer<byte[], byte[]>> consumers) {
        this.writer = new ImportStateWriter(producers, states::put, InstantSource.system());
        this.reader = new ImportStateReader(consumers, states);
    }

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().daemon().name("import-reader").start(reader);
        var _ = ticks.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        reader.stop();
        ticks.shutdown();
        try {
            // What does not end in time is cut off: progress is no more than that.
            boolean _ = ticks.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.close();
    }

    /** An import begins; false where one of that id is under way, here or elsewhere. */
    public boolean begin(ImportState state) {
        if (!states.begin(state)) {
            return false;
        }
        writer.update(state);
        return true;
    }

    /** An import goes on. */
    public void update(ImportState state) {
        states.put(state);
        writer.update(state);
    }

    /** An import has ended. */
    public void end(ImportState state) {
        states.put(state);
        writer.end(state);
    }

    /** The import of that id; empty where it is not known, or is not one of the latest thousand. */
    public Optional<ImportState> find(String importId) {
        return states.find(importId, Instant.now());
    }

    /** The latest thousand imports, the latest begun first. */
    public List<ImportState> latest() {
        return states.latest(Instant.now());
    }

    /** A scheduled task that throws is not run again. */
    private void tick() {
        try {
            writer.tick();
        } catch (RuntimeException e) {
            LOG.warn("the progress of imports could not be written", e);
        }
    }
}
