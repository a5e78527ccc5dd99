package io.tokenledger.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Topics;
import io.tokenledger.ingest.imports.ImportState;
import io.tokenledger.ingest.imports.ImportStateJson;
import io.tokenledger.ingest.imports.ImportStates;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ImportProgressTest {
    private static final Instant BEGIN = Instant.parse("2026-11-21T12:00:00Z");
    private static final TopicPartition PARTITION = new TopicPartition(Topics.USAGE_IMPORTS, 0);

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final List<ImportState> heard = new ArrayList<>();
    private Instant now = BEGIN;
    private final ImportStateWriter writer = new ImportStateWriter(() -> producer, heard::add, () -> now);

    private static ImportState state(String status, long lines) {
        return new ImportState(
                "october", status, "csv", null, BEGIN, BEGIN, lines, lines, 0, List.of(), 0, null, List.of(), null,
                null);
    }

    private List<String> written() {
        return producer.history().stream()
                .map(record -> {
                    assertThat(record.topic()).isEqualTo(Topics.USAGE_IMPORTS);
                    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("october");
                    ImportState state = ImportStateJson.read(record.value()).orElseThrow();
                    return state.status() + " " + state.lines();
                })
                .toList();
    }

    @Test
    void whatIsNewIsWrittenOnceAndASignOfLifeEveryTenSeconds() {
        writer.update(state(ImportState.RUNNING, 0));
        for (int second = 0; second < 22; second++) {
            now = BEGIN.plusSeconds(second);
            if (second == 1) {
                writer.update(state(ImportState.RUNNING, 500));
                writer.update(state(ImportState.RUNNING, 1000));
            }
            writer.tick();
        }
        assertThat(written()).containsExactly("running 0", "running 1000", "running 1000");
        assertThat(heard.getLast().updatedAt()).isEqualTo(BEGIN.plusSeconds(12));
    }

    @Test
    void theEndIsTheLastThatIsWritten() {
        writer.update(state(ImportState.RUNNING, 10));
        writer.tick();
        writer.end(state(ImportState.DONE, 20));
        now = BEGIN.plusSeconds(60);
        writer.tick();
        assertThat(written()).containsExactly("running 10", "done 20");
    }

    @Test
    void aBrokerThatIsAwayHoldsUpNothing() {
        producer.sendException = new KafkaException("away");
        writer.update(state(ImportState.RUNNING, 10));
        writer.tick();
        writer.end(state(ImportState.DONE, 20));
        assertThat(heard).hasSize(1);
    }

    @Test
    void everyInstanceReadsTheTopicFromItsBeginning() throws Exception {
        var consumer = new MockConsumer<byte[], byte[]>("earliest");
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.schedulePollTask(() -> {
            consumer.addRecord(record(0, ImportStateJson.write(state(ImportState.RUNNING, 10))));
            consumer.addRecord(record(1, "not a state".getBytes(StandardCharsets.UTF_8)));
            consumer.addRecord(record(2, ImportStateJson.write(state(ImportState.DONE, 20))));
        });
        var states = new ImportStates(10);
        var reader = new ImportStateReader(() -> consumer, states);
        Thread thread = Thread.ofVirtual().start(reader);
        long patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (states.find("october", BEGIN)
                        .filter(state -> state.lines() == 20)
                        .isEmpty()
                && System.nanoTime() < patience) {
            Thread.sleep(5);
        }
        reader.stop();
        assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        assertThat(states.latest(BEGIN)).containsExactly(state(ImportState.DONE, 20));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, byte[] value) {
        return new ConsumerRecord<>(Topics.USAGE_IMPORTS, 0, offset, "october".getBytes(StandardCharsets.UTF_8), value);
    }
}
