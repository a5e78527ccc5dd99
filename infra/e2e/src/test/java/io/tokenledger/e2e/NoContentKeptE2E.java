package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tokenledger.contract.Topics;
import io.tokenledger.stack.LocalStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was said to a model and what it answered is nowhere, once it has passed the front door. */
@ExtendWith(Suite.class)
class NoContentKeptE2E {
    private static final String TENANT = "no-content";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REJECTED = "SELECT count(*) FROM ledger.rejected_event";
    private static final String CONFLICTS = "SELECT count(*) FROM ledger.event_conflict WHERE tenant_id = ?";

    /** Said in every place where content can be; ASCII, so that it is found however it is encoded. */
    private static final String SECRET = "Quokka0815said";

    /** Said in places that are kept: the search below must be able to find something. */
    private static final String CONTROL = "known-team-0816";

    private static final String NATIVE = """
            {"specversion":"1.0","id":"native","source":"e2e","type":"io.tokenledger.usage.v1",\
            "time":"2025-07-01T10:00:00Z","data":{"tenant":"no-content","provider":"openai","model":"o4-mini",\
            "team":"known-team-0816","note":"SECRET","prompt":["SECRET"],"usage":{"input_tokens":100,"output_tokens":50,\
            "remark":"SECRET"},"content":{"messages":[{"role":"user","name":"SECRET","content":"SECRET"},\
            {"role":"assistant","tool_calls":[{"function":{"name":"SECRET","arguments":"{\\"q\\":\\"SECRET\\"}"}}]}],\
            "output":"SECRET"}}}""";

    private static final String COUNTED = """
            {"specversion":"1.0","id":"counted","source":"e2e","type":"io.tokenledger.usage.v1",\
            "time":"2025-07-01T10:00:00Z","data":{"tenant":"no-content","provider":"openai","model":"o4-mini",\
            "content":{"messages":[{"role":"system","content":"LONG"},\
            {"role":"user","content":[{"type":"text","text":"SECRET"},{"type":"image_url","image_url":"SECRET"}]}],\
            "output":"SECRET"}}}""";

    private static final String CHAT = """
            {"specversion":"1.0","id":"chat","source":"e2e","type":"openai.chat.completion","data":{"tenant":"no-content",\
            "messages":[{"role":"user","content":"SECRET"}],"response":{"id":"chatcmpl-1","created":1751364000,\
            "model":"o4-mini","choices":[{"message":{"role":"assistant","content":"SECRET","refusal":"SECRET",\
            "tool_calls":[{"function":{"name":"SECRET","arguments":"SECRET"}}]},"logprobs":{"content":["SECRET"]}}],\
            "metadata":{"free":"SECRET"},"usage":{"prompt_tokens":100,"completion_tokens":50}}}}""";

    private static final String RESPONSE = """
            {"specversion":"1.0","id":"response","source":"e2e","type":"openai.response","data":{"tenant":"no-content",\
            "response":{"created_at":1751364000,"model":"o4-mini","instructions":"SECRET","output":[{"type":"message",\
            "content":[{"type":"output_text","text":"SECRET"}]},{"type":"reasoning","summary":[{"text":"SECRET"}]}],\
            "tools":[{"name":"SECRET","description":"SECRET"}],"text":{"format":{"name":"SECRET"}},\
            "usage":{"input_tokens":100,"output_tokens":50}}}}""";

    @Test
    void whatWasSaidIsInNoTopicTableLogOrMetric(LocalStack stack) throws Exception {
        List<String> good = Stream.of(NATIVE, COUNTED, CHAT, RESPONSE)
                // Long enough to be remembered as the beginning of a prompt.
                .map(event -> event.replace("LONG", "SECRET ".repeat(300)).replace("SECRET", SECRET))
                .toList();
        List<String> goldens = GoldenEvents.saying(SECRET, TENANT);
        List<String> bad = Stream.concat(
                        good.stream().flatMap(NoContentKeptE2E::spoilt),
                        goldens.stream().flatMap(NoContentKeptE2E::spoiltAsAWhole))
                .toList();
        List<byte[]> rejected = Stream.concat(
                        bad.stream().map(event -> event.getBytes(StandardCharsets.UTF_8)),
                        BadEvent.ofEveryKind(TENANT, "canary-", SECRET).stream().map(BadEvent::body))
                .toList();
        try (var sender = new Sender(stack);
                var ledger = new TestLedger(stack)) {
            long rejectedBefore = ledger.number(REJECTED);
            good.forEach(event -> sendThroughBothDoors(stack, sender, event));
            goldens.forEach(event -> sendThroughBothDoors(stack, sender, event));
            rejected.forEach(event -> sendThroughBothDoors(stack, sender, event));
            // The same identity with other counts is kept beside the ledger.
            String conflict = good.getFirst().replace("\"input_tokens\":100", "\"input_tokens\":101");
            sender.kafka(0, conflict.getBytes(StandardCharsets.UTF_8), Map.of());

            ledger.awaitEntries(TENANT, 2L * (good.size() + goldens.size()));
            await().atMost(PATIENCE).until(() -> ledger.number(CONFLICTS, TENANT) == 1);
            await().atMost(PATIENCE).until(() -> ledger.number(REJECTED) - rejectedBefore == 2L * rejected.size());
        }

        assertThat(topicsWith(stack, CONTROL)).contains(Topics.USAGE_METERED);
        assertThat(topicsWith(stack, SECRET)).isEmpty();
        assertThat(tablesWith(stack, CONTROL)).contains("ledger.usage_dimension", "ledger.event_conflict");
        assertThat(tablesWith(stack, SECRET)).isEmpty();
        assertThat(logsWith(stack, "Reading [")).anyMatch(file -> file.startsWith("pricing"));
        assertThat(logsWith(stack, SECRET)).isEmpty();
        assertThat(metricsWith(stack, "jvm_memory_used_bytes")).hasSize(3);
        assertThat(metricsWith(stack, SECRET)).isEmpty();
    }

    private static void sendThroughBothDoors(LocalStack stack, Sender sender, String event) {
        String otherId = event.replace("\"source\":\"e2e\"", "\"source\":\"http\"");
        post(stack, otherId.getBytes(StandardCharsets.UTF_8));
        sender.kafka(0, event.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static void sendThroughBothDoors(LocalStack stack, Sender sender, byte[] event) {
        post(stack, event);
        sender.kafka(1, event, Map.of());
    }

    private static void post(LocalStack stack, byte[] event) {
        given().baseUri(stack.ingestUrl())
                .contentType("application/json")
                .body(event)
                .post("/v1/events");
    }

    /** What is refused goes another way than what is taken: a count that is wrong, a type, an end too early. */
    private static Stream<String> spoilt(String event) {
        return Stream.of(
                event.replace("\"id\":\"", "\"id\":\"negative-")
                        .replaceAll("_tokens\":50", "_tokens\":-50")
                        .replace("\"model\":\"o4-mini\"", "\"model\":[\"" + SECRET + "\"]"),
                event.replace("\"id\":\"", "\"id\":\"dialect-")
                        .replaceAll("\"type\":\"(openai|io)[^\"]*\"", "\"type\":\"x\""),
                event.substring(0, event.length() - 3),
                event.replace("\"id\"", SECRET));
    }

    /** Of any dialect: a type that is none, and an end too early. */
    private static Stream<String> spoiltAsAWhole(String event) {
        return Stream.of(
                event.replaceFirst("\"type\":\"[^\"]*\"", "\"type\":\"x\""), event.substring(0, event.length() - 3));
    }

    private static Set<String> topicsWith(LocalStack stack, String text) {
        var found = new TreeSet<String>();
        try (var consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafkaBootstrap()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = Stream.of(Topics.USAGE_METERED, Topics.USAGE_REJECTED)
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofSeconds(1));
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    if (shows(record.value(), text) || (record.key() != null && shows(record.key(), text))) {
                        found.add(record.topic());
                    }
                }
            }
        }
        return found;
    }

    private static boolean shows(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.UTF_8).contains(text);
    }

    /** Whole rows as text: every column of every table of the services' schemas, whatever its type. */
    private static List<String> tablesWith(LocalStack stack, String text) throws SQLException {
        var found = new ArrayList<String>();
        try (Connection superuser = stack.postgres().connect("postgres");
                Statement statement = superuser.createStatement()) {
            var tables = new ArrayList<String>();
            try (ResultSet row = statement.executeQuery("SELECT schemaname || '.' || tablename FROM pg_tables"
                    + " WHERE schemaname IN ('ledger', 'pricing', 'reporting', 'access')")) {
                while (row.next()) {
                    tables.add(row.getString(1));
                }
            }
            assertThat(tables).hasSizeGreaterThan(10);
            for (String table : tables) {
                try (ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM " + table + " AS r WHERE strpos(r::text, '" + text + "') > 0")) {
                    row.next();
                    if (row.getLong(1) > 0) {
                        found.add(table);
                    }
                }
            }
        }
        return found;
    }

    private static List<String> logsWith(LocalStack stack, String text) throws IOException {
        var found = new ArrayList<String>();
        try (Stream<Path> files = Files.walk(stack.logDirectory())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (shows(Files.readAllBytes(file), text)) {
                    found.add(file.getFileName().toString());
                }
            }
        }
        return found;
    }

    private static List<String> metricsWith(LocalStack stack, String text) {
        return Stream.of(stack.ingestUrl(), stack.pricingUrl(), stack.reportUrl())
                .filter(url -> given().baseUri(url).get("/q/metrics").asString().contains(text))
                .toList();
    }
}
