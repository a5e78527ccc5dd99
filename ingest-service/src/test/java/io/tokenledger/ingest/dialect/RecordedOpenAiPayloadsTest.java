package io.tokenledger.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.Meters;
import io.tokenledger.contract.Provenance;
import io.tokenledger.ingest.ReferenceData;
import io.tokenledger.ingest.pipeline.Deliveries;
import io.tokenledger.ingest.pipeline.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Recorded responses of OpenAI, against the counts that another project derived from them. */
class RecordedOpenAiPayloadsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> TYPES =
            Map.of("chat/completions", "openai.chat.completion", "responses", "openai.response");

    @Test
    void recordedResponsesAreReadAsOthersReadThem() throws IOException {
        List<JsonNode> rows = ReferenceData.rows("usage_payloads.jsonl").stream()
                .filter(row -> row.path("provider").asText().equals("openai"))
                .filter(row -> TYPES.containsKey(row.path("api").asText()))
                .filter(row -> !row.path("stream").asBoolean())
                .toList();
        var misses = new ArrayList<String>();
        for (JsonNode row : rows) {
            Outcome outcome = Deliveries.outcomes(event(row)).getFirst();
            String miss = outcome instanceof Outcome.Accepted(MeteredUsage usage)
                    ? difference(usage, row)
                    : "rejected: " + ((Outcome.Rejected) outcome).event().detail();
            if (!miss.isEmpty()) {
                misses.add(row.path("id").asText() + ": " + miss);
            }
        }
        System.out.printf(
                "usage_payloads.jsonl, openai chat completions and responses: %d of %d%n",
                rows.size() - misses.size(), rows.size());
        assertThat(rows).hasSizeGreaterThan(300);
        assertThat(misses).isEmpty();
    }

    private static String event(JsonNode row) {
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", row.path("id").asText())
                .put("source", "recorded")
                .put("type", TYPES.get(row.path("api").asText()));
        ObjectNode data = event.putObject("data").put("tenant", "acme");
        // Compaction responses name no model; the sender does.
        if (!row.path("payload").hasNonNull("model")) {
            data.set("model", row.path("model").isTextual() ? row.path("model") : JSON.valueToTree("unnamed"));
        }
        data.set("response", row.path("payload"));
        return event.toString();
    }

    private static String difference(MeteredUsage usage, JsonNode row) {
        JsonNode expected = row.path("expected").path("usage");
        Meters meters = usage.meters();
        var actual = new LinkedHashMap<String, Long>();
        actual.put("input_tokens", meters.inputTokens());
        actual.put("cache_read_tokens", meters.quantity(Meter.CACHED_INPUT));
        actual.put("cache_write_tokens", meters.quantity(Meter.CACHE_WRITE));
        actual.put("input_audio_tokens", meters.quantity(Meter.AUDIO_INPUT));
        actual.put("output_tokens", meters.outputTokens());
        actual.put("output_reasoning_tokens", meters.quantity(Meter.REASONING));
        actual.put("output_audio_tokens", meters.quantity(Meter.AUDIO_OUTPUT));
        var differences = new ArrayList<String>();
        actual.forEach((name, tokens) -> {
            if (tokens != expected.path(name).longValue()) {
                differences.add(name + " " + tokens + " instead of " + expected.path(name));
            }
        });
        if (usage.inputProvenance() != Provenance.PROVIDER || usage.outputProvenance() != Provenance.PROVIDER) {
            differences.add("not the provider's counts");
        }
        return String.join(", ", differences);
    }
}
