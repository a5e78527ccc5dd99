package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenledger.contract.Topics;
import io.tokenledger.stack.LocalStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What ingest says of a request beside its counts, on the topic that pricing reads. */
@ExtendWith(Suite.class)
class RequestFactsE2E {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatARequestMadeUseOfIsOnTheTopic(LocalStack stack) throws IOException {
        String tenant = "capabilities";
        accepted(stack, usage(tenant, "stated", "\"capabilities_used\":[\"tools\",\"images\"]"));
        accepted(stack, usage(tenant, "unstated", "\"team\":\"search\""));
        accepted(stack, """
                {"specversion":"1.0","id":"called","source":"e2e","type":"openai.chat.completion",
                 "data":{"tenant":"capabilities","response":{"created":1751364000,"model":"gpt-4.1-2025-04-14",
                  "choices":[{"finish_reason":"tool_calls","message":{"role":"assistant","content":null,
                   "tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]}}],
                  "usage":{"prompt_tokens":100,"completion_tokens":20}}}}""");

        Map<String, JsonNode> metered = metered(stack, tenant);
        assertThat(event(metered, "stated").path("capabilities_used"))
                .isEqualTo(JSON.readTree("[\"images\",\"tools\"]"));
        assertThat(event(metered, "called").path("capabilities_used")).isEqualTo(JSON.readTree("[\"tools\"]"));
        assertThat(event(metered, "unstated").has("capabilities_used")).isFalse();
        assertThat(metered.values()).noneMatch(usage -> usage.has("repeated_prefix_tokens"));
        assertThat(BookedEvent.of(stack, tenant, "stated").getList("entries")).hasSize(1);
    }

    @Test
    void thePartOfAPromptThatWasSentBeforeIsMeasuredThroughBothDoors(LocalStack stack) throws Exception {
        String tenant = "repeated-prefix";
        // A word of one token; with the message's own three and the role 1204 and 1304: two whole blocks of 512.
        accepted(stack, counted(tenant, "first", " time".repeat(1200)));
        try (var sender = new Sender(stack);
                var ledger = new TestLedger(stack)) {
            sender.kafka(0, counted(tenant, "second", " time".repeat(1300)).getBytes(StandardCharsets.UTF_8), Map.of());
            ledger.awaitEntries(tenant, 2);
            accepted(stack, counted(tenant, "other", " year" + " time".repeat(1300)));
            ledger.awaitEntries(tenant, 3);
        }

        Map<String, JsonNode> metered = metered(stack, tenant);
        assertThat(event(metered, "first").path("repeated_prefix_tokens").asLong(-1))
                .isZero();
        assertThat(event(metered, "second").path("repeated_prefix_tokens").asLong(-1))
                .isEqualTo(1024);
        assertThat(event(metered, "second").path("meters").path("input").asLong())
                .isEqualTo(1300 + 3 + 1 + 3);
        assertThat(event(metered, "other").path("repeated_prefix_tokens").asLong(-1))
                .isZero();
    }

    private static String usage(String tenant, String id, String fields) {
        return event(
                id,
                "\"tenant\":\"" + tenant + "\"," + fields + ",\"usage\":{\"input_tokens\":100,\"output_tokens\":50}");
    }

    private static String counted(String tenant, String id, String prompt) {
        return event(
                id,
                "\"tenant\":\"" + tenant + "\",\"content\":{\"output\":\"done\",\"messages\":"
                        + "[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]}");
    }

    private static String event(String id, String data) {
        return """
                {"specversion":"1.0","id":"%s","source":"e2e","type":"io.tokenledger.usage.v1",
                 "time":"2025-07-01T10:00:00Z","data":{"provider":"openai","model":"o4-mini",%s}}""".formatted(id, data);
    }

    private static void accepted(LocalStack stack, String event) {
        given().baseUri(stack.ingestUrl())
                .contentType("application/json")
                .body(event)
                .post("/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(1))
                .body("rejected", empty());
    }

    /** The records of a tenant by the events' ids. */
    private static JsonNode event(Map<String, JsonNode> metered, String id) {
        return Objects.requireNonNull(metered.get(id), id);
    }

    private static Map<String, JsonNode> metered(LocalStack stack, String tenant) throws IOException {
        var metered = new HashMap<String, JsonNode>();
        try (var consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafkaBootstrap()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.USAGE_METERED).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    JsonNode usage = JSON.readTree(record.value());
                    if (usage.path("tenant").asText().equals(tenant)) {
                        metered.put(usage.path("id").asText(), usage);
                    }
                }
            }
        }
        return metered;
    }
}
