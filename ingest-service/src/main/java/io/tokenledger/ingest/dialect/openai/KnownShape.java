package io.tokenledger.ingest.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.List;

/**
 * The fields that make an object one of a form. One that has none of them is something else, and the sender is told what
 * was looked for; that a usage is empty is another matter.
 *
 * @param counts of the usage
 * @param content where an answer stands that can be counted
 */
record KnownShape(List<String> counts, List<String> content) {

    /** Refused where the object has none of them, nor the event content of the sender's. */
    void check(ProviderCall call) throws Refusal {
        JsonFields response = call.response();
        JsonNode usage = response.node().get("usage");
        if (usage != null && (!usage.isObject() || usage.isEmpty() || hasAny(usage, counts))) {
            return;
        }
        if (hasAny(response.node(), content) || call.own().data().present("content") != null) {
            return;
        }
        JsonNode error = response.present("error");
        if (error != null && (error.isObject() || error.isTextual())) {
            throw new Refusal(
                    IngestError.REQUEST_FAILED,
                    response.path() + " is an error, with no usage and no answer: there is nothing to be priced");
        }
        throw new Refusal(
                IngestError.SHAPE_UNKNOWN,
                response.path() + " has no usage and no answer that is known here: looked for usage with "
                        + String.join(", ", counts) + "; for " + String.join(", ", content) + "; and for data.content");
    }

    private static boolean hasAny(JsonNode node, List<String> names) {
        for (String name : names) {
            if (node.hasNonNull(name)) {
                return true;
            }
        }
        return false;
    }
}
