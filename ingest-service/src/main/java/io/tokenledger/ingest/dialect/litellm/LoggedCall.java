package io.tokenledger.ingest.dialect.litellm;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One StandardLoggingPayload (LiteLLM, {@code litellm/types/utils.py}): a call of a model through the gateway,
 * answered or failed.
 *
 * @param payload the payload
 */
record LoggedCall(JsonFields payload) {

    /** The payload of an event: {@code data.payload}, the data itself, or else {@code data.response}. */
    static LoggedCall of(JsonFields data) throws Refusal {
        JsonFields payload = data.object("payload");
        if (payload == null && !isPayload(data.node())) {
            payload = data.object("response");
        }
        var call = new LoggedCall(payload == null ? data : payload);
        call.checkShape();
        return call;
    }

    /** A payload has a response of its own, which is not to be taken for the payload. */
    private static boolean isPayload(JsonNode node) {
        return node.has("call_type") || node.has("startTime") || node.has("endTime");
    }

    /** The form before this one has every value as the text that Python prints, and nothing that could be counted. */
    private void checkShape() throws Refusal {
        if (payload.node().has("modelParameters")
                || payload.node().path("usage").isTextual()) {
            throw new Refusal(
                    IngestError.SHAPE_UNKNOWN,
                    payload.path() + " is LiteLLM's payload of generic_api_use_v1, which has texts in place of counts:"
                            + " send the StandardLoggingPayload");
        }
    }

    /** Whether the call came to nothing. */
    boolean isFailure() {
        return payload.node().path("status").asText("").equals("failure");
    }

    /** Whether the gateway answered from its own cache, without the provider. */
    boolean isCacheHit() {
        JsonNode hit = payload.node().path("cache_hit");
        return hit.isBoolean() ? hit.booleanValue() : hit.asText("").equalsIgnoreCase("true");
    }

    /** What was called, e.g. {@code acompletion}; empty where it is not said. */
    String type() {
        return payload.node().path("call_type").asText("");
    }

    /** LiteLLM's response, in the form of the provider or of OpenAI; null where it is a text or not there. */
    @Nullable
    JsonFields response() {
        JsonNode response = payload.node().path("response");
        return response.isObject() ? new JsonFields(response, payload.pathOf("response")) : null;
    }
}
