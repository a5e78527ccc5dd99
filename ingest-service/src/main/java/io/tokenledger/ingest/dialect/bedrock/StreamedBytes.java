package io.tokenledger.ingest.dialect.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.dialect.Chunks;
import io.tokenledger.ingest.event.Embedded;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;

/**
 * Chunks as InvokeModelWithResponseStream sends them, {@code {"chunk": {"bytes": "…"}}}: base64 of the vendor's own
 * JSON.
 */
final class StreamedBytes {
    private StreamedBytes() {}

    /** The same chunks, those in bytes decoded. */
    static Chunks decoded(Chunks chunks) throws Refusal {
        var objects = new ArrayList<JsonFields>();
        for (JsonFields chunk : chunks.objects()) {
            JsonNode outer =
                    chunk.node().path("chunk").isObject() ? chunk.node().path("chunk") : chunk.node();
            JsonNode bytes = outer.path("bytes");
            objects.add(bytes.isTextual() ? new JsonFields(object(bytes.textValue(), chunk), chunk.path()) : chunk);
        }
        return new Chunks(objects, chunks.done(), chunks.torn(), chunks.path());
    }

    private static JsonNode object(String base64, JsonFields chunk) throws Refusal {
        JsonNode object = Embedded.object(text(base64));
        if (object == null) {
            throw new Refusal(IngestError.FIELD_WRONG_TYPE, chunk.path() + ".bytes is not a JSON object in base64");
        }
        return object;
    }

    private static String text(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // which is no object either
        }
    }
}
