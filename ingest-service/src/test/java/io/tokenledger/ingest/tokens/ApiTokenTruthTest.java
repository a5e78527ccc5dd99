package io.tokenledger.ingest.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Provenance;
import io.tokenledger.contract.TokenCount;
import io.tokenledger.ingest.ReferenceData;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Against the prompt tokens that the API itself reported for text-only prompts. */
class ApiTokenTruthTest {
    /** A search model's prompt holds what it found, and is not the sender's alone. */
    private static boolean searches(String model) {
        return model.contains("-search-");
    }

    @Test
    void chatPromptsAreCountedAsTheApiCountsThem() throws IOException {
        assertExact(model -> !searches(model), "all but the search model");
    }

    private static void assertExact(Predicate<String> models, String label) throws IOException {
        List<JsonNode> rows = ReferenceData.rows("api_token_truth.jsonl").stream()
                .filter(row -> row.path("class").asText().equals("text_only"))
                .filter(row -> models.test(row.path("model").asText()))
                .toList();
        assertThat(rows).isNotEmpty();
        long hits = rows.stream().filter(row -> counted(row) == reported(row)).count();
        System.out.printf("api_token_truth.jsonl, text only, %s: %d of %d%n", label, hits, rows.size());
        assertThat(rows)
                .allSatisfy(row -> assertThat(counted(row) - reported(row))
                        .as(
                                "%s on %s",
                                row.path("id").asText(), row.path("model").asText())
                        .isZero());
    }

    private static long counted(JsonNode row) {
        TokenCount count = Objects.requireNonNull(
                ContentCounter.input(row.path("model").asText(), row.path("messages"), PromptTaker.NONE));
        assertThat(count.provenance()).isEqualTo(Provenance.COUNTED);
        return count.tokens();
    }

    private static long reported(JsonNode row) {
        return row.path("api_prompt_tokens").longValue();
    }
}
