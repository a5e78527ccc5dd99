package io.tokenledger.ingest.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.event.Embedded;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream that came whole, as the list of what was streamed: {@code data.response} as an array, or {@code
 * data.chunks}. An entry is an object, one with its {@code event} name beside its {@code data}, or text: lines of
 * server-sent events ({@code event: …}, {@code data: …}, comments and blank lines) or of JSON. Either field may be one
 * text with all lines.
 *
 * @param objects what was streamed, in its order
 * @param done whether the stream closed with {@code [DONE]}
 * @param torn whether the last line is cut off in the middle, as where the connection broke
 * @param path where they stand, for the sender
 */
public record Chunks(List<JsonFields> objects, boolean done, boolean torn, String path) {
    private static final String DONE = "[DONE]";

    /** A stream of which only its last chunk came. */
    public static Chunks ofLast(JsonNode chunk, String path) {
        return new Chunks(List.of(new JsonFields(chunk, path)), true, false, path);
    }

    /** The stream of that event, which holds an object at least; null where the event holds none. */
    public static @Nullable Chunks readFilled(CloudEvent event) throws Refusal {
        Chunks chunks = read(event);
        if (chunks != null && chunks.objects.isEmpty()) {
            throw new Refusal(
                    IngestError.SHAPE_UNKNOWN, chunks.path + " holds nothing that was streamed: no object at all");
        }
        return chunks;
    }

    /** The stream of that event; null where the event holds none. */
    public static @Nullable Chunks read(CloudEvent event) throws Refusal {
        JsonFields data = event.data();
        JsonNode chunks = data.present("chunks");
        JsonNode response = data.present("response");
        if (chunks != null) {
            return read(data, "chunks", chunks);
        }
        return response != null && (response.isArray() || response.isTextual())
                ? read(data, "response", response)
                : null;
    }

    private static Chunks read(JsonFields data, String field, JsonNode stream) throws Refusal {
        var reader = new Reader();
        String path = data.pathOf(field);
        if (stream.isTextual()) {
            reader.lines(stream.textValue(), path);
        } else if (stream.isArray()) {
            for (int i = 0; i < stream.size(); i++) {
                reader.entry(stream.get(i), path + "[" + i + "]");
            }
        } else {
            throw data.wrongType(field, stream, "an array of objects or lines");
        }
        return new Chunks(List.copyOf(reader.objects), reader.done, reader.torn, path);
    }

    /** What was streamed, without where it stands. */
    public List<JsonNode> nodes() {
        return objects.stream().map(JsonFields::node).toList();
    }

    /** The last object that has this field, which is an object itself; null where none has. */
    public @Nullable JsonFields last(String name) throws Refusal {
        JsonFields last = null;
        for (JsonFields chunk : objects) {
            JsonFields value = chunk.object(name);
            last = value == null ? last : value;
        }
        return last;
    }

    private static final class Reader {
        private final List<JsonFields> objects = new ArrayList<>();
        private boolean done;
        private boolean torn;

        void entry(JsonNode entry, String path) throws Refusal {
            if (entry.isObject()) {
                JsonNode named = entry.path("event").isTextual() ? entry.get("data") : null;
                if (named != null && named.isTextual()) {
                    lines(named.textValue(), path + ".data");
                } else {
                    add(named != null && named.isObject() ? named : entry, path);
                }
            } else if (entry.isTextual()) {
                lines(entry.textValue(), path);
            } else if (!entry.isNull()) {
                throw new Refusal(IngestError.FIELD_WRONG_TYPE, path + " is neither an object nor a line of a stream");
            }
        }

        void lines(String text, String path) throws Refusal {
            for (String line : text.lines().toList()) {
                line(line.strip(), path);
            }
        }

        private void line(String line, String path) throws Refusal {
            boolean isData = line.startsWith("data:");
            if (!isData && !line.startsWith("{")) {
                checkIgnored(line, path);
                return;
            }
            String payload = isData ? line.substring("data:".length()).strip() : line;
            if (payload.isEmpty() || payload.equals(DONE)) {
                done |= payload.equals(DONE);
                return;
            }
            JsonNode object = Embedded.object(payload);
            if (object == null) {
                checkNotTorn(path);
                torn = true;
            } else {
                add(object, path);
            }
        }

        private void add(JsonNode object, String path) throws Refusal {
            checkNotTorn(path);
            objects.add(new JsonFields(object, path));
        }

        /** Only the end of a stream can be missing. */
        private void checkNotTorn(String path) throws Refusal {
            if (torn) {
                throw new Refusal(
                        IngestError.FIELD_WRONG_TYPE,
                        path + " or the line before it is no JSON object: only the last line may be cut off");
            }
        }

        private static void checkIgnored(String line, String path) throws Refusal {
            boolean ignored = line.isEmpty()
                    || line.startsWith(":")
                    || line.startsWith("event:")
                    || line.startsWith("id:")
                    || line.startsWith("retry:");
            if (!ignored) {
                throw new Refusal(
                        IngestError.FIELD_WRONG_TYPE,
                        path + " is a text that is neither a line of server-sent events nor a JSON object");
            }
        }
    }
}
