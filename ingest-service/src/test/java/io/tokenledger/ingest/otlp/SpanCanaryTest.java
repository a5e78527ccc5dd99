package io.tokenledger.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenledger.contract.MeteredUsageJson;
import io.tokenledger.contract.RejectedEventJson;
import io.tokenledger.ingest.pipeline.Deliveries;
import io.tokenledger.ingest.pipeline.Outcome;
import io.tokenledger.ingest.rejection.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What spans carry of prompts and answers stays at the door, whatever becomes of them. */
class SpanCanaryTest {
    private static final String CANARY = "canary-7f3a";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Every place of a span that text can stand in, in each of the forms that instrumentations write. */
    private static final String SAID = """
            {"key":"gen_ai.input.messages","value":{"stringValue":"[{\\"role\\":\\"user\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"canary-7f3a\\"}]}]"}},
            {"key":"gen_ai.output.messages","value":{"arrayValue":{"values":[{"kvlistValue":{"values":[
              {"key":"role","value":{"stringValue":"assistant"}},
              {"key":"parts","value":{"arrayValue":{"values":[{"kvlistValue":{"values":[
                {"key":"type","value":{"stringValue":"tool_call"}},{"key":"name","value":{"stringValue":"canary-7f3a"}},
                {"key":"arguments","value":{"kvlistValue":{"values":[
                  {"key":"canary-7f3a","value":{"stringValue":"canary-7f3a"}}]}}}]}}]}}}]}}]}}},
            {"key":"gen_ai.system_instructions","value":{"stringValue":"[{\\"type\\":\\"text\\",\\"content\\":\\"canary-7f3a\\"}]"}},
            {"key":"gen_ai.tool.definitions","value":{"stringValue":"[{\\"name\\":\\"canary-7f3a\\"}]"}},
            {"key":"gen_ai.prompt.0.content","value":{"stringValue":"canary-7f3a"}},
            {"key":"gen_ai.prompt.0.role","value":{"stringValue":"canary-7f3a"}},
            {"key":"gen_ai.completion.0.content","value":{"stringValue":"canary-7f3a"}},
            {"key":"traceloop.entity.input","value":{"stringValue":"canary-7f3a"}},
            {"key":"canary-7f3a","value":{"stringValue":"canary-7f3a"}},""";

    private static final String COUNTS = """
            {"key":"gen_ai.usage.input_tokens","value":{"intValue":"9"}},
            {"key":"gen_ai.usage.output_tokens","value":{"intValue":"9"}},""";

    private static final String CHAT = """
            {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
            {"key":"gen_ai.provider.name","value":{"stringValue":"openai"}},
            {"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}}""";

    private static String export(String attributes) {
        return """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"process.command_line","value":{"stringValue":"canary-7f3a"}}]},
                 "scopeSpans":[{"scope":{"name":"canary-7f3a"},"spans":[{"traceId":"5b8efff798038103d269b633813fc60c",
                  "spanId":"eee19b7ec3c1b174","name":"chat canary-7f3a","startTimeUnixNano":"1763633730000000000",
                  "status":{"message":"canary-7f3a"},"attributes":[%s],
                  "events":[{"name":"gen_ai.user.message","attributes":[{"key":"content","value":{"stringValue":"canary-7f3a"}}]}]
                 }]}]}]}""".formatted(attributes);
    }

    static List<String> exports() {
        return List.of(
                export(SAID + COUNTS + CHAT),
                export(SAID + CHAT),
                export(SAID + COUNTS + CHAT.replace("gpt-4o", " ")),
                export(SAID + CHAT.replace("openai", " ")),
                export(SAID + COUNTS.replace("{\"intValue\":\"9\"}", "{\"stringValue\":\"canary-7f3a\"}") + CHAT),
                export(SAID
                        + COUNTS.replace(
                                "{\"intValue\":\"9\"}",
                                "{\"arrayValue\":{\"values\":[{\"stringValue\":\"canary-7f3a\"}]}}")
                        + CHAT),
                export(SAID + COUNTS.replace("\"9\"", "\"-9\"") + CHAT),
                export(SAID.replace("}]}]\"}},", "\"}},") + CHAT));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void noWordOfASpanIsInWhatIsPublishedOrTold(String export) throws Exception {
        byte[] json = Spans.json(export);
        List<Outcome> outcomes = new ArrayList<>(Spans.outcomes(OtlpEncoding.JSON, json, "acme"));
        outcomes.addAll(Spans.outcomes(OtlpEncoding.JSON, json, null));
        assertThat(outcomes).hasSize(2);
        outcomes.forEach(SpanCanaryTest::assertNoCanary);
    }

    @Test
    void whereThereIsUsageTextDoesNotEvenBecomeAPartOfTheEvent() throws Refusal {
        var translation = Spans.translated(OtlpEncoding.JSON, Spans.json(export(SAID + COUNTS + CHAT)), "acme");
        String event = translation.events().getFirst().event().toString();
        assertThat(event).contains("gen_ai.usage.input_tokens").doesNotContain(CANARY);
        String counted = Spans.translated(OtlpEncoding.JSON, Spans.json(export(SAID + CHAT)), "acme")
                .events()
                .getFirst()
                .event()
                .toString();
        assertThat(counted).contains(CANARY);
    }

    /** The same dialect through the other doors, where nobody has taken the text out before. */
    @ParameterizedTest
    @MethodSource("exports")
    void noWordIsLeftWhereASpanComesAsAnEvent(String export) throws Exception {
        var event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", "1")
                .put("source", "s")
                .put("type", "opentelemetry.span")
                .put("time", "2026-11-20T10:15:30Z");
        var span = event.putObject("data").put("tenant", "acme").putObject("span");
        span.put("name", CANARY).putArray("events").addObject().put(CANARY, CANARY);
        var attributes = span.putObject("attributes");
        for (var attribute : JSON.readTree(export).at("/resourceSpans/0/scopeSpans/0/spans/0/attributes")) {
            String key = attribute.path("key").asText();
            attributes.set(
                    key.contains(CANARY) ? "other" : key,
                    attribute.path("value").elements().next());
        }
        attributes.putObject("gen_ai.output.messages").put(CANARY, 1);
        assertNoCanary(Deliveries.outcomes(event.toString()).getFirst());
        attributes.remove("gen_ai.operation.name");
        attributes.remove("gen_ai.request.model");
        Outcome rejected = Deliveries.outcomes(event.toString()).getFirst();
        assertThat(rejected).isInstanceOf(Outcome.Rejected.class);
        assertNoCanary(rejected);
    }

    private static void assertNoCanary(Outcome outcome) {
        byte[] published =
                switch (outcome) {
                    case Outcome.Accepted accepted -> MeteredUsageJson.write(accepted.usage());
                    case Outcome.Rejected rejected -> RejectedEventJson.write(rejected.event());
                };
        assertThat(new String(published, StandardCharsets.UTF_8)).doesNotContain(CANARY);
        assertThat(outcome.toString()).doesNotContain(CANARY);
    }
}
