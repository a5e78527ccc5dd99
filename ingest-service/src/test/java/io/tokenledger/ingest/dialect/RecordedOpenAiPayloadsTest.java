package io.tokenledger.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.Meters;
import io.tokenledger.contract.Provenance;
import io.tokenledger.ingest.pipeline.Deliveries;
import io.tokenledger.ingest.pipeline.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recorded responses of OpenAI, against the counts that another project derived from them. */
class RecordedOpenAiPayloadsTest {
    @Test
    void recordedResponsesAreReadAsOthersReadThem() throws IOException {
        List<JsonNode> rows = RecordedPayloads.rows();
        var misses = new ArrayList<String>();
        for (JsonNode row : rows) {
            Outcome outcome = Deliveries.outcomes(RecordedPayloads.event(row)).getFirst();
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
