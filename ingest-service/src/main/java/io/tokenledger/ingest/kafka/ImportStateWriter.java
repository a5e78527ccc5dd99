package io.tokenledger.ingest.kafka;

import io.tokenledger.contract.Topics;
import io.tokenledger.ingest.imports.ImportState;
import io.tokenledger.ingest.imports.ImportStateJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes how far imports are to {@link Topics#USAGE_IMPORTS}: of running ones what is new each time it is asked to, and a
 * sign of life at least every ten seconds. It never fails an import: progress that is not written is logged. Thread-safe.
 */
final class ImportStateWriter implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ImportStateWriter.class);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);
    private static final Duration LAST_WORD = Duration.ofSeconds(5);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Consumer<ImportState> heard;
    private final InstantSource clock;
    private final Map<String, ImportState> running = new ConcurrentHashMap<>();

    /** What was written last of a running import. Guarded by this. */
    private final Map<String, ImportState> written = new HashMap<>();

    private @Nullable Producer<byte[], byte[]> producer;

    /**
     * A writer that has written nothing.
     *
     * @param heard is told of signs of life, so that this instance knows them too
     */
    ImportStateWriter(Supplier<Producer<byte[], byte[]>> producers, Consumer<ImportState> heard, InstantSource clock) {
        this.producers = producers;
        this.heard = heard;
        this.clock = clock;
    }

    /** The import goes on. It is written with the next tick. */
    void update(ImportState state) {
        running.put(state.importId(), state);
    }

    /** The import has ended. Waits some seconds for Kafka to take it. */
    void end(ImportState state) {
        running.remove(state.importId());
        Future<RecordMetadata> sent;
        synchronized (this) {
            written.remove(state.importId());
            sent = send(state);
        }
        if (sent == null) {
            return;
        }
        try {
            sent.get(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf(
                    e,
                    "the end of import %s could not be written: after a restart it shows as interrupted",
                    state.importId());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what is new. To be called every second. */
    synchronized void tick() {
        Instant now = clock.instant();
        for (ImportState state : running.values()) {
            ImportState last = written.get(state.importId());
            if (last == null
                    || last.lines() != state.lines()
                    || last.bytes() != state.bytes()
                    || last.updatedAt().plus(SIGN_OF_LIFE).isBefore(now)) {
                ImportState alive = state.heardAt(now);
                written.put(state.importId(), alive);
                heard.accept(alive);
                var _ = send(alive);
            }
        }
    }

    private synchronized @Nullable Future<RecordMetadata> send(ImportState state) {
        try {
            if (producer == null) {
                producer = producers.get();
            }
            return producer.send(new ProducerRecord<>(
                    Topics.USAGE_IMPORTS,
                    state.importId().getBytes(StandardCharsets.UTF_8),
                    ImportStateJson.write(state)));
        } catch (KafkaException | IllegalStateException e) {
            LOG.warnf(e, "the progress of import %s could not be written", state.importId());
            close();
            return null;
        }
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
            producer = null;
        }
    }
}
