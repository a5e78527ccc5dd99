package io.tokenledger.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.Provenance;
import io.tokenledger.ingest.ReferenceData;
import io.tokenledger.ingest.pipeline.Deliveries;
import io.tokenledger.ingest.pipeline.Outcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Recorded answers in OpenAI's forms, streamed ones too, of fifteen providers: against the counts that others derived from
 * them, and against what the providers themselves say that they cost.
 */
class OpenAiFamilyPayloadsTest {
    /** Where the recorded counts and ours differ, and why; explained in docs/dialects.md. */
    private static final Map<String, String> MISSES = Map.of(
            // Tokens that were read from the cache are counted as written to it too: no split of the total.
            "up-01820", "count.exceeds_whole",
            // More cached tokens than the prompt has.
            "up-02503", "count.exceeds_whole",
            "up-02515", "count.exceeds_whole",
            // Sources of the live search had a price of their own: search_sources, not web searches.
            "up-02593", "web_search_requests");

    /** Rows without expected counts that are refused, and with which code. */
    private static final Map<String, String> REFUSED = Map.of(
            // 11 reasoning tokens among 10 of output.
            "up-01671", "count.exceeds_whole",
            // Their created is 0, and in milliseconds; embeddings have none that counts.
            "up-01699", "time.out_of_range",
            "up-02177", "time.out_of_range",
            "up-02263", "time.missing",
            // Bedrock's form, which no OpenAI dialect reads.
            "up-01842", "shape.unknown");

    @Test
    void recordedAnswersAreReadAsOthersReadThem() throws IOException {
        var read = new TreeMap<String, Integer>();
        var misses = new TreeMap<String, String>();
        var refused = new TreeMap<String, String>();
        int compared = 0;
        for (JsonNode row : RecordedPayloads.family()) {
            String id = row.path("id").asText();
            JsonNode expected = withoutLifetimes(row.path("expected").path("usage"));
            Outcome outcome = Deliveries.outcomes(RecordedPayloads.event(row)).getFirst();
            if (expected.isObject()) {
                compared++;
                String difference = difference(outcome, expected);
                if (!difference.isEmpty()) {
                    misses.put(id, difference);
                }
            } else if (outcome instanceof Outcome.Rejected rejected) {
                refused.put(id, rejected.event().code());
            }
            read.merge(RecordedPayloads.type(row), 1, Integer::sum);
        }
        System.out.printf(
                "usage_payloads.jsonl, OpenAI's forms: %d of %d agree; by type: %s%nmisses %s%nrefused %s%n",
                compared - misses.size(), compared, read, misses, refused);
        assertThat(compared).isGreaterThan(600);
        assertThat(misses.size()).isLessThanOrEqualTo(compared / 100);
        assertThat(misses.keySet()).isEqualTo(MISSES.keySet());
        MISSES.forEach((id, reason) -> assertThat(misses.get(id)).contains(reason));
        assertThat(refused).isEqualTo(REFUSED);
    }

    /** The five-minute writes of the recorded counts are Anthropic's; others tell no lifetime. */
    private static JsonNode withoutLifetimes(JsonNode usage) {
        return usage.isObject() ? ((ObjectNode) usage.deepCopy()).without("cache_write_5m_tokens") : usage;
    }

    @Test
    void whatTheProviderSaysThatItCostIsKept() throws IOException {
        var stated = new TreeMap<String, BigDecimal>();
        for (JsonNode row : ReferenceData.rows("provider_stated_costs.jsonl")) {
            stated.put(
                    row.path("id").asText(),
                    new BigDecimal(row.path("provider_stated_cost_usd").asText()));
        }
        var kept = new TreeMap<String, BigDecimal>();
        var refused = new ArrayList<String>();
        for (JsonNode row : RecordedPayloads.family()) {
            String id = row.path("id").asText();
            Outcome outcome = Deliveries.outcomes(RecordedPayloads.event(row)).getFirst();
            if (outcome instanceof Outcome.Accepted(MeteredUsage usage) && usage.providerStatedCost() != null) {
                assertThat(usage.providerStatedCost().by()).isEqualTo(usage.provider());
                kept.put(id, usage.providerStatedCost().dollars());
            } else if (stated.containsKey(id)) {
                refused.add(id);
            }
        }
        System.out.printf("provider_stated_costs.jsonl: %d of %d kept%n", kept.size(), stated.size());
        assertThat(refused).containsExactly("up-01820"); // Among the misses.
        refused.forEach(stated::remove);
        assertThat(kept.keySet()).containsAll(stated.keySet());
        stated.forEach((id, dollars) ->
                assertThat(kept.get(id)).as(id).isCloseTo(dollars, Offset.offset(new BigDecimal("1e-12"))));
    }

    private static String difference(Outcome outcome, JsonNode expected) {
        return switch (outcome) {
            case Outcome.Rejected rejected ->
                rejected.event().code() + ": " + rejected.event().detail();
            case Outcome.Accepted(MeteredUsage usage) -> {
                Map<String, String> differences = RecordedUsage.differences(expected, usage);
                if (usage.inputProvenance() != Provenance.PROVIDER || usage.outputProvenance() != Provenance.PROVIDER) {
                    differences.put("provenance", "not the provider's counts");
                }
                yield differences.isEmpty() ? "" : differences.toString();
            }
        };
    }
}
