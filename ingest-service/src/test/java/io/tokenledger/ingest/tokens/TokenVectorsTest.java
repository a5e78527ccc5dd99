package io.tokenledger.ingest.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.ReferenceData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against the counts of OpenAI's own tokenizer. */
class TokenVectorsTest {
    @ParameterizedTest
    @EnumSource(TokenEncoding.class)
    void everyCountIsThatOfTheReferenceTokenizer(TokenEncoding encoding) throws IOException {
        List<JsonNode> rows = ReferenceData.rows("token_vectors.jsonl");
        String name = encoding.name().toLowerCase(Locale.ROOT);
        var misses = new ArrayList<String>();
        for (JsonNode row : rows) {
            long expected = row.path("counts").path(name).longValue();
            long actual = encoding.count(text(row));
            if (actual != expected) {
                misses.add(row.path("id").asText() + ": " + actual + " instead of " + expected);
            }
        }
        System.out.printf("token_vectors.jsonl, %s: %d of %d exact%n", name, rows.size() - misses.size(), rows.size());
        assertThat(misses).isEmpty();
    }

    /** The row's text; {@code gen} rows say which unit is repeated how often. */
    private static String text(JsonNode row) {
        JsonNode gen = row.path("gen");
        String text = gen.isObject()
                ? gen.path("unit").textValue().repeat(gen.path("repeat").intValue())
                : row.path("text").textValue();
        assertThat(text)
                .as(row.path("id").asText())
                .hasSize(row.path("chars_utf16").intValue());
        return text;
    }
}
