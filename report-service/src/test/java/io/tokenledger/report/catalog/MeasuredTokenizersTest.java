package io.tokenledger.report.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenledger.report.fixture.ReferenceData;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Measures the two published tokenizers anew, by counts of the same texts that are not ours. */
class MeasuredTokenizersTest {
    private static final Set<String> PLAIN_TEXT = Set.of(
            "english", "english_full", "english_markdown", "chinese", "japanese", "korean", "csv", "jsonl_numbers");
    private static final int SHORTEST = 50;
    private static final ModelCatalog CATALOG = new ModelCatalog(
            1,
            ModelFactsForm.modelsOf(BundledModelsTest.resource("models.csv")),
            ModelFactsForm.ratiosOf(BundledModelsTest.resource("tokenizer-ratios.csv")));

    @Test
    void ratiosAreThoseOfTheReferenceTexts() throws IOException {
        assertMeasured("gpt-4o", "gpt-4");
        assertMeasured("gpt-4", "gpt-4o");
    }

    private static void assertMeasured(String fromModel, String toModel) throws IOException {
        TokenizerRatio stated = CATALOG.tokenizerRatio(fromModel, toModel);
        long from = 0;
        long to = 0;
        List<BigDecimal> single = new ArrayList<>();
        Path texts = ReferenceData.file("token_vectors.jsonl");
        for (String line : Files.readAllLines(texts)) {
            JsonNode text = new ObjectMapper().readTree(line);
            String category = text.path("cat").asText();
            boolean counts =
                    PLAIN_TEXT.contains(category) || category.startsWith("code_") || category.startsWith("json");
            if (counts && text.path("counts").path("o200k_base").longValue() >= SHORTEST) {
                long fromTokens = text.path("counts").path(stated.fromFamily()).longValue();
                long toTokens = text.path("counts").path(stated.toFamily()).longValue();
                from += fromTokens;
                to += toTokens;
                single.add(rounded(toTokens, fromTokens));
            }
        }
        single.sort(null);
        assertThat(stated.expected()).isEqualByComparingTo(rounded(to, from));
        assertThat(stated.low()).isEqualByComparingTo(percentile(single, 5));
        assertThat(stated.high()).isEqualByComparingTo(percentile(single, 95));
        assertThat(stated.measured()).isTrue();
        assertThat(stated.source()).startsWith(single.size() + " texts");
    }

    /** The smallest that is not below that share of them. */
    private static BigDecimal percentile(List<BigDecimal> sorted, int percent) {
        return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }

    private static BigDecimal rounded(long dividend, long divisor) {
        return BigDecimal.valueOf(dividend).divide(BigDecimal.valueOf(divisor), 4, RoundingMode.HALF_EVEN);
    }
}
