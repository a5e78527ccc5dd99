package io.tokenledger.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tokenledger.contract.Topics;
import io.tokenledger.ingest.IngestSettings;
import io.tokenledger.ingest.imports.ImportParameters;
import io.tokenledger.ingest.imports.ImportRequest;
import io.tokenledger.ingest.imports.ImportState;
import io.tokenledger.ingest.kafka.ImportJournal;
import io.tokenledger.ingest.kafka.OutcomePublisher;
import io.tokenledger.ingest.metrics.IngestMetrics;
import io.tokenledger.ingest.pipeline.Deliveries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportDoorTest {
    private static final String HEADER = "time,tenant,provider,model,input_tokens\n";

    @TempDir
    Path folder;

    private final Broker usage = new Broker();
    private final Broker progress = new Broker();
    private final ImportJournal journal = new ImportJournal(() -> progress, () -> new MockConsumer<>("earliest"));

    /** Takes records until it is told to go away. */
    private static final class Broker extends MockProducer<byte[], byte[]> {
        private int records = Integer.MAX_VALUE;

        Broker() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            if (history().size() >= records) {
                throw new KafkaException("away");
            }
            return super.send(record, callback);
        }

        @Override
        public void close(Duration timeout) {
            // The next record gets the same broker.
        }
    }

    private IngestSettings settings() {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(IngestSettings.class)
                .withDefaultValue("tokenledger.ingest.kafka", "nowhere:1")
                .withDefaultValue("tokenledger.ingest.imports.slice-lines", "10")
                .withDefaultValue("tokenledger.ingest.imports.concurrent", "1")
                .withDefaultValue("tokenledger.ingest.imports.folder", String.valueOf(folder))
                .build()
                .getConfigMapping(IngestSettings.class);
    }

    private ImportDoor door() {
        IngestSettings settings = settings();
        var publication = new HttpPublication(
                new OutcomePublisher(() -> usage, 4), new IngestMetrics(new SimpleMeterRegistry()), settings);
        return new ImportDoor(Deliveries.pipeline(), publication, journal, settings);
    }

    private static ImportRequest request(String importId) throws Exception {
        return ImportParameters.read(
                Map.of("import_id", List.of(importId), "format", List.of("csv")), null, null, null, Instant.now());
    }

    private static InputStream file(int rows) {
        var csv = new StringBuilder(HEADER);
        for (int i = 0; i < rows; i++) {
            csv.append("2026-11-20T10:15:30Z,acme,openai,o3,")
                    .append(i == 4 ? -1 : 7)
                    .append('\n');
        }
        return new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyLineIsPublishedBeforeTheAnswer() throws Exception {
        ImportState end = door().run(request("a"), file(25), null);

        assertThat(end.status()).isEqualTo("done");
        assertThat(List.of(end.lines(), end.accepted(), end.rejected())).containsExactly(25L, 24L, 1L);
        assertThat(usage.history())
                .filteredOn(record -> record.topic().equals(Topics.USAGE_METERED))
                .hasSize(24);
        assertThat(usage.history())
                .filteredOn(record -> record.topic().equals(Topics.USAGE_REJECTED))
                .hasSize(1);
        assertThat(journal.find("a")).contains(end);
        assertThat(progress.history()).hasSize(1);
    }

    @Test
    void whereKafkaGoesAwayTheImportEndsThereAndMayBeRepeated() throws Exception {
        usage.records = 15;
        ImportState failed = door().run(request("a"), file(25), null);

        assertThat(failed.status()).isEqualTo("failed");
        assertThat(failed.code()).isEqualTo("kafka.unavailable");
        // The slice that was under way does not count, though five of its lines reached Kafka.
        assertThat(failed.detail()).contains("up to line 11 was taken");
        assertThat(failed.lines()).isEqualTo(10);
        assertThat(failed.sha256()).isNull();

        usage.records = Integer.MAX_VALUE;
        List<String> first = keysAndIds();
        usage.clear();
        assertThat(door().run(request("a"), file(25), null).status()).isEqualTo("done");
        assertThat(keysAndIds().subList(0, 15)).isEqualTo(first);
    }

    /** What of each record is the same when it is sent again. */
    private List<String> keysAndIds() {
        return usage.history().stream()
                .map(record -> record.topic() + " "
                        + new String(record.value(), StandardCharsets.UTF_8)
                                .replaceAll(".*\"(?:event_)?id\":\"([0-9a-f]{32})\".*", "$1"))
                .toList();
    }

    @Test
    void aFileThatDoesNotFitLeavesAFailedImportAndNoLine() throws Exception {
        ImportRequest request = request("a");
        assertThatThrownBy(() -> door().run(
                                request,
                                new ByteArrayInputStream("model\no3\n".getBytes(StandardCharsets.UTF_8)),
                                null))
                .hasMessageStartingWith("no column holds time");
        assertThat(usage.history()).isEmpty();
        assertThat(journal.find("a").orElseThrow().code()).isEqualTo("import.mapping_invalid");
        assertThat(door().run(request("b"), file(1), null).status()).isEqualTo("done");
    }

    @Test
    void anImportThatIsUnderWayIsNotBegunTwice() throws Exception {
        ImportRequest request = request("a");
        var running = new ImportState(
                "a",
                "running",
                "csv",
                null,
                Instant.now(),
                Instant.now(),
                0,
                0,
                0,
                List.of(),
                0,
                null,
                List.of(),
                null,
                null);
        journal.update(running);
        assertThatThrownBy(() -> door().run(request, file(1), null)).hasMessageContaining("'a', which is under way");
    }

    @Test
    void verdictsAreKeptInOrderAndLeaveNothingBehind() throws Exception {
        var answer = new ByteArrayOutputStream();
        try (var spool = new VerdictSpool(folder)) {
            assertThat(door().run(request("a"), file(25), spool).status()).isEqualTo("done");
            spool.moveTo(answer);
        }
        List<String> lines = answer.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(26);
        for (int i = 0; i < 25; i++) {
            assertThat(lines.get(i))
                    .startsWith("{\"line\":" + (i + 2) + ",\"id\":\"")
                    .contains(i == 4 ? "\"code\":\"count.negative\"" : "\"verdict\":\"accepted\"");
        }
        assertThat(lines.getLast()).startsWith("{\"import_id\":\"a\",\"status\":\"done\"");
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void onlyImportsAreExemptFromTheLimitOfRequests() {
        assertThat(BodyLimits.isOfImports("/v1/imports")).isTrue();
        assertThat(BodyLimits.isOfImports("/v1/imports/")).isTrue();
        for (String path : List.of("/v1/events", "/v1/imports/a", "/v1/importsx", "/", "")) {
            assertThat(BodyLimits.isOfImports(path)).as(path).isFalse();
        }
    }
}
