package io.tokenledger.ingest.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;

/** How one provider's usage API says what was used. */
interface UsageReport {
    /** The provider as prices name it. */
    String provider();

    /** Puts provider, model, usage and dimensions of a result into the event's data. */
    void read(JsonFields result, ObjectNode data) throws Refusal;

    /** The model of a result; refused where results were not fetched by model. */
    static String model(JsonFields result, String groupBy) throws Refusal {
        String model = result.text("model", 256);
        if (model == null) {
            throw new Refusal(
                    IngestError.MODEL_MISSING,
                    "the result has no model: fetch the usage with " + groupBy
                            + "; what is not of one model cannot be priced");
        }
        return model;
    }

    /** Puts a dimension of the result where it has it. */
    static void dimension(JsonFields result, String name, ObjectNode to, String as) {
        JsonNode value = result.present(name);
        if (value != null && value.isValueNode()) {
            to.put(as, value.asText());
        }
    }

    /** Puts a count where there is any. */
    static void count(ObjectNode usage, String name, long count) {
        if (count != 0) {
            usage.put(name, count);
        }
    }

    /** The object of that field; an empty one where it is absent. */
    static JsonFields inner(JsonFields result, String name) throws Refusal {
        JsonFields inner = result.object(name);
        return inner == null ? new JsonFields(JsonNodeFactory.instance.objectNode(), result.pathOf(name)) : inner;
    }
}
