package io.tokenledger.ingest.dialect.google;

import io.tokenledger.ingest.dialect.Asked;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import org.jspecify.annotations.Nullable;

/** Google's names of models, as the price book has them. */
final class GoogleModel {
    private static final String MODELS = "models/";

    private GoogleModel() {}

    /**
     * The name without the resource that it stands in: {@code publishers/google/models/gemini-2.5-pro} is
     * {@code gemini-2.5-pro}. An endpoint of one's own keeps its whole name. Refused where there is none.
     */
    static String of(@Nullable String name, JsonFields response) throws Refusal {
        String model = Asked.model(name, response.pathOf("modelVersion") + ", or else data.model,");
        int at = model.lastIndexOf(MODELS);
        String rest = at < 0 ? model : model.substring(at + MODELS.length());
        return rest.isBlank() ? model : rest;
    }
}
