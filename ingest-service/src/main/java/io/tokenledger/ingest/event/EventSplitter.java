package io.tokenledger.ingest.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a JSON array into its events without reading them, so that one event's size, depth or fault is its own affair
 * and a large array never becomes a large tree.
 */
final class EventSplitter {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            // Depth and number length are judged event by event; here they only must not use up the stack or the heap.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(10_000)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .build();

    private EventSplitter() {}

    /** Whether the first character that counts opens an array. */
    static boolean isArray(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b == '[';
            }
        }
        return false;
    }

    /** The elements of the array, in order. */
    static List<Slice> split(byte[] body, int maxEvents) throws Refusal {
        var slices = new ArrayList<Slice>();
        long count = 0;
        try (JsonParser json = FACTORY.createParser(body)) {
            json.nextToken();
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                int start = (int) json.currentTokenLocation().getByteOffset();
                json.skipChildren();
                json.finishToken();
                int end = (int) json.currentLocation().getByteOffset();
                if (++count <= maxEvents) {
                    slices.add(new Slice(body, start, end - start));
                }
            }
            if (json.nextToken() != null) {
                throw new Refusal(IngestError.EVENT_MALFORMED_JSON, "something stands behind the JSON array");
            }
        } catch (IOException e) {
            throw EventJson.malformed(e);
        }
        if (count == 0) {
            throw new Refusal(IngestError.BATCH_EMPTY, "the batch holds no event: send at least one");
        }
        if (count > maxEvents) {
            throw new Refusal(
                    IngestError.BATCH_TOO_LARGE,
                    "the batch holds " + count + " events: a batch is at most " + maxEvents);
        }
        return slices;
    }
}
