package io.tokenledger.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.List;
import java.util.Map;

/**
 * Finds the events in a delivery.
 *
 * @param maxEventBytes a larger event is refused unread
 * @param maxBatchEvents a larger batch is refused whole
 */
public record EventReader(int maxEventBytes, int maxBatchEvents) {
    /** Whether the delivery is an array of events and not one event. */
    public static boolean isBatch(Delivery delivery) {
        return !delivery.isBinaryMode() && EventSplitter.isArray(delivery.body());
    }

    /** The bytes of every event, in order; refused where the delivery as a whole is not readable. */
    public List<Slice> slices(Delivery delivery) throws Refusal {
        if (delivery.body().length == 0) {
            throw new Refusal(IngestError.EVENT_EMPTY, "nothing came: an event is a JSON object");
        }
        return isBatch(delivery)
                ? EventSplitter.split(delivery.body(), maxBatchEvents)
                : List.of(Slice.whole(delivery.body()));
    }

    /** One event as JSON in structured form, whichever mode it came in. */
    public JsonNode read(Slice slice, Delivery delivery) throws Refusal {
        if (slice.length() > maxEventBytes) {
            throw new Refusal(
                    IngestError.EVENT_TOO_LARGE,
                    "the event has " + slice.length() + " bytes: at most " + maxEventBytes);
        }
        JsonNode json = EventJson.read(slice);
        return delivery.isBinaryMode() ? envelope(delivery.attributes(), json) : json;
    }

    private static JsonNode envelope(Map<String, String> attributes, JsonNode data) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        attributes.forEach(envelope::put);
        envelope.set("data", data);
        return envelope;
    }
}
