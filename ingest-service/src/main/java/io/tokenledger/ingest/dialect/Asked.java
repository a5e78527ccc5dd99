package io.tokenledger.ingest.dialect;

import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import org.jspecify.annotations.Nullable;

/** The fields that decide the price beside the counts, and what is required of them in every dialect. */
final class Asked {
    private Asked() {}

    static String provider(@Nullable String provider) throws Refusal {
        if (provider == null) {
            throw new Refusal(IngestError.PROVIDER_MISSING, "data.provider is missing or blank: it picks the price");
        }
        return provider;
    }

    static String model(@Nullable String model, String where) throws Refusal {
        if (model == null) {
            throw new Refusal(IngestError.MODEL_MISSING, where + " is missing or blank: it picks the price");
        }
        return model;
    }

    static @Nullable String text(JsonFields fields, String name) throws Refusal {
        return fields.text(name, Attribution.MAX_CHARS);
    }

    static @Nullable String either(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }
}
