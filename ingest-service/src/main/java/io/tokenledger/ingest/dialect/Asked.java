package io.tokenledger.ingest.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import org.jspecify.annotations.Nullable;

/** The fields that decide the price beside the counts, and what is required of them in every dialect. */
public final class Asked {
    private Asked() {}

    /** The provider; refused where there is none. */
    public static String provider(@Nullable String provider) throws Refusal {
        if (provider == null) {
            throw new Refusal(IngestError.PROVIDER_MISSING, "data.provider is missing or blank: it picks the price");
        }
        return provider;
    }

    /** The model; refused where there is none.
     *
     * @param where the fields that were looked at, for the sender
     */
    public static String model(@Nullable String model, String where) throws Refusal {
        if (model == null) {
            throw new Refusal(IngestError.MODEL_MISSING, where + " is missing or blank: it picks the price");
        }
        return model;
    }

    /** A text of the length of an attribution; null where it is absent or blank. */
    public static @Nullable String text(JsonFields fields, String name) throws Refusal {
        return fields.text(name, Attribution.MAX_CHARS);
    }

    /** A flag; false where it is absent. */
    public static boolean flag(JsonFields fields, String name) throws Refusal {
        JsonNode value = fields.present(name);
        if (value == null) {
            return false;
        }
        if (!value.isBoolean()) {
            throw fields.wrongType(name, value, "true or false");
        }
        return value.booleanValue();
    }

    /** The first that is there. */
    public static @Nullable String either(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }
}
