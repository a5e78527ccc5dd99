package io.tokenledger.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.MeteredUsageJson;
import io.tokenledger.contract.Provenance;
import io.tokenledger.ingest.ReferenceData;
import io.tokenledger.ingest.otlp.OtlpEncoding;
import io.tokenledger.ingest.otlp.Spans;
import io.tokenledger.ingest.pipeline.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Spans that real instrumentations made while recorded responses were played to them: against their own attributes, and,
 * where the response is known, against what others read from that.
 */
class RecordedSpansTest {
    private static final Map<String, String> PROVIDERS = Map.of(
            "openllmetry-anthropic", "anthropic",
            "openllmetry-groq", "groq",
            "openllmetry-openai", "openai",
            "otel-google-genai", "google",
            "otel-openai-v2", "openai");

    /** A recorded span and what became of it. */
    private record Recorded(String file, JsonNode row, JsonNode span, Outcome outcome) {
        @Nullable
        JsonNode attribute(String key) {
            for (JsonNode attribute : span.path("attributes")) {
                if (attribute.path("key").asText().equals(key)) {
                    return attribute.path("value").elements().next();
                }
            }
            return null;
        }

        long count(String key) {
            JsonNode value = attribute(key);
            return value == null ? 0 : Long.parseLong(value.asText());
        }

        String text(String key) {
            JsonNode value = attribute(key);
            return value == null ? "" : value.asText();
        }

        boolean hasUsage() {
            return attribute("gen_ai.usage.input_tokens") != null;
        }

        @Override
        public String toString() {
            return file + " " + span.path("spanId").asText();
        }
    }

    private static List<Recorded> recorded() throws IOException {
        var recorded = new ArrayList<Recorded>();
        for (String file : PROVIDERS.keySet()) {
            for (JsonNode row : ReferenceData.rows("otel_spans/" + file + ".otlp.jsonl")) {
                JsonNode request = row.path("otlp");
                JsonNode span = request.at("/resourceSpans/0/scopeSpans/0/spans/0");
                List<Outcome> outcomes = Spans.outcomes(OtlpEncoding.JSON, Spans.json(request.toString()), "acme");
                assertThat(outcomes).as(file).hasSize(1);
                recorded.add(new Recorded(file, row, span, outcomes.getFirst()));
            }
        }
        assertThat(recorded).hasSize(373);
        return recorded;
    }

    @Test
    void everySpanBecomesTheSameInBothEncodings() throws IOException {
        for (Recorded recorded : recorded()) {
            byte[] protobuf = Spans.protobuf(recorded.row().path("otlp"));
            Outcome other =
                    Spans.outcomes(OtlpEncoding.PROTOBUF, protobuf, "acme").getFirst();
            assertThat(told(other)).as(recorded.toString()).isEqualTo(told(recorded.outcome()));
        }
    }

    /** All but how large it was on the way, which differs by encoding. */
    private static List<@Nullable String> told(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted ->
                List.of(new String(MeteredUsageJson.write(accepted.usage()), StandardCharsets.UTF_8));
            case Outcome.Rejected(var error, var event, var _) ->
                List.of(error.code(), event.detail(), String.valueOf(event.eventId()), String.valueOf(event.payload()));
        };
    }

    @Test
    void countsModelAndAttributionAreThoseOfTheAttributes() throws IOException {
        int withUsage = 0;
        for (Recorded recorded : recorded()) {
            if (recorded.hasUsage()) {
                withUsage++;
                MeteredUsage usage = ((Outcome.Accepted) recorded.outcome()).usage();
                assertThat(actual(usage)).as(recorded.toString()).isEqualTo(expected(recorded));
                assertThat(usage.inputProvenance()).isEqualTo(Provenance.PROVIDER);
                assertThat(usage.outputProvenance()).isEqualTo(Provenance.PROVIDER);
            }
        }
        assertThat(withUsage).isEqualTo(343);
    }

    private static Map<String, Object> expected(Recorded recorded) {
        long cached = recorded.count("gen_ai.usage.cache_read.input_tokens");
        long written = recorded.count("gen_ai.usage.cache_creation.input_tokens");
        long reasoning = recorded.count("gen_ai.usage.reasoning_tokens");
        String answered = recorded.text("gen_ai.response.model");
        JsonNode span = recorded.span();
        var expected = new LinkedHashMap<String, Object>();
        expected.put(
                "id", span.path("traceId").asText() + "-" + span.path("spanId").asText());
        expected.put("source", "otel/replay-" + recorded.file());
        expected.put(
                "time", Instant.EPOCH.plusNanos(span.path("startTimeUnixNano").asLong() / 1000 * 1000));
        expected.put("provider", PROVIDERS.get(recorded.file()));
        expected.put("model", answered.isEmpty() ? recorded.text("gen_ai.request.model") : answered);
        expected.put("tier", "standard");
        expected.put("effort", recorded.text("gen_ai.response.reasoning_effort"));
        expected.put("by", "search/replay-" + recorded.file() + "/test");
        expected.put("input", recorded.count("gen_ai.usage.input_tokens") - cached - written);
        expected.put("cached", cached);
        expected.put("written", written);
        expected.put("output", recorded.count("gen_ai.usage.output_tokens") - reasoning);
        expected.put("reasoning", reasoning);
        return expected;
    }

    private static Map<String, Object> actual(MeteredUsage usage) {
        var actual = new LinkedHashMap<String, Object>();
        actual.put("id", usage.id());
        actual.put("source", usage.source());
        actual.put("time", usage.occurredAt());
        actual.put("provider", usage.provider());
        actual.put("model", usage.model());
        actual.put("tier", usage.serviceTier());
        actual.put("effort", usage.reasoningEffort() == null ? "" : usage.reasoningEffort());
        actual.put("by", usage.team() + "/" + usage.app() + "/" + usage.environment());
        actual.put("input", usage.meters().quantity(Meter.INPUT));
        actual.put("cached", usage.meters().quantity(Meter.CACHED_INPUT));
        actual.put("written", usage.meters().quantity(Meter.CACHE_WRITE));
        actual.put("output", usage.meters().quantity(Meter.OUTPUT));
        actual.put("reasoning", usage.meters().quantity(Meter.REASONING));
        return actual;
    }

    @Test
    void withoutUsageTheTextIsCountedAndWithoutTextTheSpanIsRejected() throws IOException {
        var became = new HashMap<String, Integer>();
        for (Recorded recorded : recorded()) {
            if (!recorded.hasUsage()) {
                String what =
                        switch (recorded.outcome()) {
                            case Outcome.Accepted(MeteredUsage usage) ->
                                usage.inputProvenance() == Provenance.PROVIDER
                                                || usage.outputProvenance() == Provenance.PROVIDER
                                        ? "taken for the provider's"
                                        : "counted";
                            case Outcome.Rejected rejected -> rejected.event().code();
                        };
                became.merge(recorded.file() + " " + what, 1, Integer::sum);
            }
        }
        assertThat(became).isEqualTo(Map.of("openllmetry-openai counted", 16, "otel-openai-v2 usage.missing", 14));
    }

    @Test
    void countsAreThoseOfTheRecordedResponsesButForWhatSpansDoNotTell() throws IOException {
        Map<String, JsonNode> responses = responses();
        var unexplained = new ArrayList<String>();
        var explained = new HashMap<String, Integer>();
        int linked = 0;
        for (Recorded recorded : recorded()) {
            JsonNode response = response(responses, recorded);
            if (response != null && response.path("expected").path("usage").isObject()) {
                linked++;
                MeteredUsage usage = ((Outcome.Accepted) recorded.outcome()).usage();
                JsonNode expected = response.path("expected").path("usage");
                RecordedUsage.differences(expected, usage).forEach((name, difference) -> {
                    String reason = reason(name, recorded, response, usage);
                    if (reason.isEmpty()) {
                        unexplained.add(recorded + " " + name + ": " + difference);
                    } else {
                        explained.merge(reason, 1, Integer::sum);
                    }
                });
            }
        }
        System.out.println("otel_spans: " + linked + " linked to a response, differences: " + explained);
        assertThat(linked).isGreaterThan(140);
        assertThat(unexplained).isEmpty();
        assertThat(explained)
                .isEqualTo(Map.of(
                        "the span does not tell reasoning", 22,
                        "the stream's first count was added", 4,
                        "the span does not tell pictures from text", 2,
                        "tokens of the provider's own tools", 1,
                        "the response does not tell five minutes from an hour", 1));
    }

    private static @Nullable JsonNode response(Map<String, JsonNode> responses, Recorded recorded) {
        JsonNode response = responses.get(recorded.row().path("source_cassette").asText());
        return response == null ? responses.get(recorded.text("gen_ai.response.id")) : response;
    }

    /** Why a count cannot be the response's; empty where it should be. Each is worked out from the response itself. */
    private static String reason(String name, Recorded recorded, JsonNode response, MeteredUsage usage) {
        JsonNode expected = response.path("expected").path("usage");
        if (name.equals("output_reasoning_tokens")
                && recorded.attribute("gen_ai.usage.reasoning_tokens") == null
                && usage.meters().quantity(Meter.REASONING) == 0) {
            return "the span does not tell reasoning";
        }
        long first = response.path("payload")
                .path(0)
                .at("/message/usage/output_tokens")
                .asLong();
        if (name.equals("output_tokens")
                && recorded.file().equals("openllmetry-anthropic")
                && first > 0
                && usage.meters().outputTokens() - first == expected.path(name).asLong()) {
            return "the stream's first count was added";
        }
        long ofTools = expected.path("input_tool_tokens").asLong();
        if (name.equals("input_tokens")
                && ofTools > 0
                && usage.meters().inputTokens() + ofTools == expected.path(name).asLong()) {
            return "tokens of the provider's own tools";
        }
        if (name.equals("output_image_tokens")
                && recorded.file().equals("otel-google-genai")
                && usage.meters().outputTokens()
                        == expected.path("output_tokens").asLong()) {
            return "the span does not tell pictures from text";
        }
        // Not of the span: the response itself does not say how long what it wrote is kept.
        if (name.equals("cache_write_5m_tokens")
                && response.at("/payload/usage/cache_creation").isMissingNode()
                && usage.meters().quantity(Meter.CACHE_WRITE)
                        == expected.path("cache_write_tokens").asLong()) {
            return "the response does not tell five minutes from an hour";
        }
        return "";
    }

    /** By the recording that they are of, and by their own id. */
    private static Map<String, JsonNode> responses() throws IOException {
        var responses = new HashMap<String, JsonNode>();
        for (JsonNode row : ReferenceData.rows("usage_payloads.jsonl")) {
            responses.put(row.path("source").asText(), row);
            if (row.path("payload").hasNonNull("id")) {
                responses.putIfAbsent(row.path("payload").path("id").asText(), row);
            }
        }
        return responses;
    }
}
