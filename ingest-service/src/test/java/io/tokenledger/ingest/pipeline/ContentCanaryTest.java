package io.tokenledger.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.MeteredUsageJson;
import io.tokenledger.contract.RejectedEventJson;
import io.tokenledger.ingest.event.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was said stays at the door, whatever becomes of the event. */
class ContentCanaryTest {
    private static final String CANARY = "canary-7f3a";

    private static final String CONTENT = """
        "content":{"messages":[{"role":"user","id":"canary-7f3a","name":"canary-7f3a","content":"say canary-7f3a"},
          {"role":"user","content":[{"type":"text","text":"canary-7f3a","user":"canary-7f3a","canary-7f3a":[1]}]}],
         "output":"canary-7f3a"}\
        """;

    private static final String GOOD = "\"tenant\":\"acme\",\"provider\":\"openai\",\"model\":\"gpt-4o\",";

    private static final String RESPONSE = """
        "response":{"id":"x","created":1763633730,"created_at":1763633730,"model":"gpt-4o",
          "choices":[{"message":{"role":"assistant","content":"canary-7f3a",
            "tool_calls":[{"id":"canary-7f3a","function":{"name":"canary-7f3a","arguments":"canary-7f3a"}}]}}],
          "output":[{"type":"message","id":"canary-7f3a","content":[{"type":"output_text","text":"canary-7f3a"}]}],
          "instructions":"canary-7f3a","metadata":{"user":"canary-7f3a"},"text":{"format":{"name":"canary-7f3a"}}%s}\
        """;

    static List<String> events() {
        String withoutModel = "\"tenant\":\"acme\",\"provider\":\"openai\",";
        String wrongUsage = ",\"usage\":{\"prompt_tokens\":\"canary-7f3a\",\"input_tokens\":\"canary-7f3a\"}";
        return List.of(
                event("io.tokenledger.usage.v1", GOOD + CONTENT),
                event("io.tokenledger.usage.v1", withoutModel + CONTENT),
                event("io.tokenledger.usage.v1", CONTENT),
                event("io.tokenledger.usage.v1", GOOD + CONTENT + ",\"usage\":\"canary-7f3a\""),
                event("io.tokenledger.usage.v1", GOOD + CONTENT + ",\"usage\":{\"input_tokens\":\"canary-7f3a\"}"),
                event("io.tokenledger.usage.v1", GOOD + "\"content\":\"canary-7f3a\""),
                event("io.tokenledger.usage.v1", GOOD + "\"content\":{\"output\":7,\"messages\":[\"canary-7f3a\"]}"),
                event("io.tokenledger.usage.v1", GOOD + "\"messages\":\"canary-7f3a\",\"unknown\":[\"canary-7f3a\"]"),
                event("no.such.dialect", GOOD + CONTENT),
                event("openai.chat.completion", GOOD + CONTENT + "," + RESPONSE.formatted("")),
                event("openai.chat.completion", GOOD + RESPONSE.formatted(wrongUsage)),
                event("openai.response", GOOD + RESPONSE.formatted("")),
                event("openai.response", GOOD + CONTENT + "," + RESPONSE.formatted(wrongUsage)),
                event("io.tokenledger.usage.v1", GOOD + CONTENT).replace("]}]", "]}"),
                event("io.tokenledger.usage.v1", GOOD + CONTENT).replace("\"say", "canary-7f3a"),
                event("io.tokenledger.usage.v1", GOOD + CONTENT + "," + CONTENT),
                event("io.tokenledger.usage.v1", GOOD + "\"content\":{\"output\":\"canary-7f3a\u0001\"}"),
                event("io.tokenledger.usage.v1", GOOD + "\"content\":{\"output\":canary-7f3a}"),
                event("io.tokenledger.usage.v1", GOOD + CONTENT + ",\"capabilities_used\":{\"a\":\"canary-7f3a\"}"),
                event("io.tokenledger.usage.v1", GOOD + CONTENT).substring(0, 300));
    }

    /** Streams as they are cut and torn, lines of batches, and numbers that stand for text. */
    static List<String> recorded() {
        String delta =
                "{\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"canary-7f3a\",\"content\":"
                        + "\"canary-7f3a\",\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"canary-7f3a\"}}]}}]}";
        String line = "\"data: " + delta.replace("\"", "\\\"");
        String item = "{\"type\":\"response.output_text.delta\",\"output_index\":0,\"delta\":\"canary-7f3a\"}";
        return List.of(
                event("openai.chat.completion", GOOD + "\"chunks\":[" + delta + "]"),
                event("openai.chat.completion", GOOD + CONTENT + ",\"chunks\":[" + delta + "]"),
                event("openai.chat.completion", GOOD + CONTENT + ",\"response\":[" + delta + "]"),
                event("openai.chat.completion", GOOD + "\"chunks\":[" + line + "\"," + line + "\"]"),
                event(
                        "openai.chat.completion",
                        GOOD + "\"chunks\":[" + line.replace("}]", "]") + "\",\"data: [DONE]\"]"),
                event("openai.chat.completion", GOOD + "\"chunks\":[\"data: canary-7f3a\",\"x\"]"),
                event("openai.chat.completion", GOOD + "\"chunks\":[[\"canary-7f3a\"]]"),
                event("openai.chat.completion", GOOD + "\"chunks\":{\"x\":\"canary-7f3a\"}"),
                event("openai.response", GOOD + CONTENT + ",\"chunks\":[" + item + "]"),
                event("openai.response", GOOD + "\"response\":[" + item + "]"),
                event("openai.batch", GOOD + RESPONSE.formatted("")),
                event(
                        "openai.batch",
                        GOOD
                                + "\"response\":{\"error\":{\"code\":\"canary 7f3a"
                                + " canary-7f3a\",\"message\":\"canary-7f3a\"}}"),
                event("openai.compatible", GOOD + "\"response\":{\"answer\":\"canary-7f3a\"}"),
                event("ollama.chat", GOOD + "\"response\":{\"response\":\"canary-7f3a\"}"),
                event(
                                "xai.response",
                                GOOD + "\"response\":{\"usage\":{\"input_tokens\":1,\"output_tokens\":1,"
                                        + "\"server_side_tool_usage_details\":{\"canary-7f3a\":\"canary-7f3a\"}}}")
                        .replace("\"canary-7f3a\":", "\"Canary\":"));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void noWordOfARecordedStreamIsInWhatIsPublishedOrTold(String event) {
        assertThat(event).contains(CANARY);
        assertNoCanary(event);
    }

    @Test
    void numbersThatStandForTextAreNotKept() {
        String body = event(
                "ollama.chat",
                "\"tenant\":\"acme\",\"response\":{\"context\":[128006,882],\"embeddings\":[[0.77123]],"
                        + "\"data\":[{\"embedding\":[0.88123]}]}");
        assertThat(Deliveries.rejected(body).event().payload()).doesNotContain("128006", "0.77123", "0.88123");
    }

    private static String event(String type, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"" + type
                + "\",\"time\":\"2026-11-20T10:15:30Z\",\"data\":{" + data + "}}";
    }

    @ParameterizedTest
    @MethodSource("events")
    void noWordOfTheContentIsInWhatIsPublishedOrTold(String event) {
        assertThat(event).contains(CANARY);
        assertNoCanary(event);
        assertNoCanary("[" + event + "]");
    }

    @Test
    void noWordOfAPromptThatIsRememberedIsInWhatIsPublishedOrTold() {
        Pipeline pipeline = Deliveries.pipeline();
        var repeated = new ArrayList<@Nullable Long>();
        for (String id : List.of("1", "2")) {
            String event = event("io.tokenledger.usage.v1", GOOD + CONTENT)
                    .replace("say", "say" + " canary-7f3a".repeat(600))
                    .replace("\"id\":\"1\"", "\"id\":\"" + id + "\"");
            assertNoCanary(pipeline, event);
            var again = (Outcome.Accepted)
                    pipeline.process(Deliveries.record(event)).outcomes().getFirst();
            repeated.add(again.usage().measured().repeatedPrefixTokens());
        }
        assertThat(repeated.getFirst()).isZero();
        assertThat(repeated.getLast()).isGreaterThan(600);
    }

    private static void assertNoCanary(String body) {
        assertNoCanary(Deliveries.pipeline(), body);
    }

    private static void assertNoCanary(Pipeline pipeline, String body) {
        Delivery delivery = Deliveries.record(body);
        for (Outcome outcome : pipeline.process(delivery).outcomes()) {
            byte[] published =
                    switch (outcome) {
                        case Outcome.Accepted accepted -> MeteredUsageJson.write(accepted.usage());
                        case Outcome.Rejected rejected -> RejectedEventJson.write(rejected.event());
                    };
            assertThat(new String(published, StandardCharsets.UTF_8)).doesNotContain(CANARY);
            assertThat(outcome.toString()).doesNotContain(CANARY);
        }
    }
}
