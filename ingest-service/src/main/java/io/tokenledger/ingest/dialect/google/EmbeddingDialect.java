package io.tokenledger.ingest.dialect.google;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.dialect.Answer;
import io.tokenledger.ingest.dialect.Asked;
import io.tokenledger.ingest.dialect.Counts;
import io.tokenledger.ingest.dialect.Dialect;
import io.tokenledger.ingest.dialect.InputUsage;
import io.tokenledger.ingest.dialect.OutputUsage;
import io.tokenledger.ingest.dialect.ProviderObject;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.dialect.Shaped;
import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Embeddings of the Gemini API ({@code embedContent}, {@code batchEmbedContents}) and of Vertex AI, whose {@code
 * predict} states the tokens with every prediction. None of them names its model: {@code data.model} does. There is no
 * output.
 */
final class EmbeddingDialect implements Dialect {
    private static final OutputUsage NO_OUTPUT = new OutputUsage(0L, 0, 0);

    @Override
    public String type() {
        return "google.embedding";
    }

    @Override
    public Reading read(CloudEvent event) throws Refusal {
        ProviderObject own = Shaped.whole(event);
        JsonFields response = own.response();
        InputUsage input = input(response);
        Shaped.check(
                own, input != null, "usageMetadata.promptTokenCount, predictions[].embeddings.statistics.token_count");
        String model = GoogleModel.of(
                Asked.either(Asked.text(response, "modelVersion"), Asked.text(own.data(), "model")), response);
        Reading.Builder reading = Shaped.reading(own, "google", model, "model", null, new Answer().known());
        return (input == null ? reading : reading.usage(input, NO_OUTPUT)).build();
    }

    private static @Nullable InputUsage input(JsonFields response) throws Refusal {
        JsonFields usage = response.object("usageMetadata");
        if (usage != null && GoogleUsage.isStated(usage)) {
            return GoogleUsage.input(usage);
        }
        Long tokens = null;
        for (JsonNode prediction : response.node().path("predictions")) {
            JsonNode statistics = prediction.path("embeddings").path("statistics");
            Long count = Counts.wholeOrNull(
                    new JsonFields(statistics, response.pathOf("predictions[].embeddings.statistics")), "token_count");
            if (count != null) {
                tokens = Counts.total(response, Counts.orZero(tokens), count);
            }
        }
        return tokens == null ? null : new InputUsage(tokens, 0, 0, 0, 0, 0);
    }
}
