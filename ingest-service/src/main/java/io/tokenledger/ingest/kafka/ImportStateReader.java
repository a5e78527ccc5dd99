package io.tokenledger.ingest.kafka;

import io.tokenledger.contract.Topics;
import io.tokenledger.ingest.imports.ImportStateJson;
import io.tokenledger.ingest.imports.ImportStates;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads {@link Topics#USAGE_IMPORTS} from its beginning and then on, so that this instance knows the imports of all. */
final class ImportStateReader implements Runnable {
    private static final Logger LOG = Logger.getLogger(ImportStateReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final List<TopicPartition> ALL = List.of(new TopicPartition(Topics.USAGE_IMPORTS, 0));

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final ImportStates states;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Backoff backoff = new Backoff(Duration.ofMillis(250));
    private volatile @Nullable Consumer<byte[], byte[]> current;

    ImportStateReader(Supplier<Consumer<byte[], byte[]>> consumers, ImportStates states) {
        this.consumers = consumers;
        this.states = states;
    }

    @Override
    public void run() {
        while (stop.getCount() > 0) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                current = consumer;
                consumer.assign(ALL);
                consumer.seekToBeginning(ALL);
                while (stop.getCount() > 0) {
                    step(consumer);
                }
            } catch (WakeupException e) {
                LOG.debug("woken up to stop");
            } catch (RuntimeException e) {
                backoff.failed();
                LOG.warnf(e, "the progress of imports cannot be read, attempt %d", backoff.attempt());
                backoff.await(stop);
            } finally {
                current = null;
            }
        }
    }

    private void step(Consumer<byte[], byte[]> consumer) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (record.value() != null) {
                ImportStateJson.read(record.value()).ifPresent(states::put);
            }
        }
        backoff.reset();
    }

    /** Ends it; does not wait. */
    void stop() {
        stop.countDown();
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
    }
}
