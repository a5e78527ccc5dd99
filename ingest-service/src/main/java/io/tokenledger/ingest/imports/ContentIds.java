package io.tokenledger.ingest.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.ingest.imports.ImportLine.Identity;
import io.tokenledger.ingest.rejection.ContentFreePayload;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * Ids of events that name none: a hash of what the event says, and the how-manieth it is of those of the same file that say
 * the same. So two equal lines are two events, and the same file again, in whatever order its lines and columns are, brings the
 * same events. Of one thread and one file.
 */
final class ContentIds implements AutoCloseable {
    private final OccurrenceTable occurrences;

    ContentIds(Path folder) {
        this.occurrences = new OccurrenceTable(folder);
    }

    /**
     * The id of an event whose source and tenant are there.
     *
     * @throws Refusal where it is too large to be hashed without its content
     */
    String id(ObjectNode event, Identity identity) throws Refusal, StorageFailedException {
        JsonNode canonical = sorted(event);
        var digest = new ContentDigest();
        switch (identity) {
            case WHOLE -> digest.text(canonical.toString());
            case CONTENT_FREE -> {
                String free = ContentFreePayload.of(canonical, 0);
                if (free == null) {
                    throw new Refusal(
                            IngestError.EVENT_ID_MISSING,
                            "id is missing, and the event is too large to make one of it: give it an id");
                }
                digest.text(free).text(canonical.path("data").path("tags").toString());
            }
        }
        byte[] hash = digest.bytes();
        int occurrence = occurrences.next(hash);
        var id = new ContentDigest().text(HexFormat.of().formatHex(hash));
        return id.text(Integer.toString(occurrence)).hex();
    }

    /** The same value with the fields of every object in the order of their names. */
    private static JsonNode sorted(JsonNode value) {
        if (value.isObject()) {
            var fields = new TreeMap<String, JsonNode>();
            value.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            fields.forEach(object::set);
            return object;
        }
        if (value.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode(value.size());
            value.forEach(element -> array.add(sorted(element)));
            return array;
        }
        return value;
    }

    @Override
    public void close() {
        occurrences.close();
    }
}
