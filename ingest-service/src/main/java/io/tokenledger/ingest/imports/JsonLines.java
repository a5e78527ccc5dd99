package io.tokenledger.ingest.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.ingest.event.Delivery;
import io.tokenledger.ingest.event.EventReader;
import io.tokenledger.ingest.event.Origin;
import io.tokenledger.ingest.event.Slice;
import io.tokenledger.ingest.imports.ImportLine.Identity;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object per line: a CloudEvents event where it has {@code specversion}, else a provider's response object where the
 * request names its type, else a row of fields. Blank lines are none.
 */
final class JsonLines implements ImportLines {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final Delivery STRUCTURED =
            new Delivery(new Origin.HttpRequest("import"), Instant.EPOCH, Map.of(), new byte[0], null);

    private final LineReader lines;
    private final EventReader json;
    private final RowMapping mapping;
    private final int maxBytes;
    private final @Nullable String type;

    /**
     * The lines of that file.
     *
     * @param type of provider's objects; null: such are rows
     */
    JsonLines(InputStream file, RowMapping mapping, @Nullable String type, int maxBytes) {
        this.lines = new LineReader(file, maxBytes);
        this.json = new EventReader(maxBytes, 1);
        this.mapping = mapping;
        this.maxBytes = maxBytes;
        this.type = type;
    }

    @Override
    public @Nullable ImportLine next() throws IOException {
        byte[] line = lines.next();
        while (line != null && !lines.isTooLong() && isBlank(line)) {
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        try {
            if (lines.isTooLong()) {
                throw new Refusal(
                        IngestError.EVENT_TOO_LARGE, "the line has " + lines.length() + " bytes: at most " + maxBytes);
            }
            return line(object(line));
        } catch (Refusal refusal) {
            return new ImportLine.Unusable(lines.number(), lines.length(), refusal);
        }
    }

    private ObjectNode object(byte[] line) throws Refusal {
        JsonNode value = json.read(Slice.whole(withoutMark(line)), STRUCTURED);
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw new Refusal(IngestError.EVENT_NOT_AN_OBJECT, "the line is to be a JSON object");
    }

    private ImportLine line(ObjectNode object) throws Refusal {
        if (object.has("specversion")) {
            if (object.path("data").isObject()) {
                mapping.fillConstants(object);
            }
            return event(object, Identity.CONTENT_FREE);
        }
        if (type != null) {
            return event(wrapped(object, type), Identity.CONTENT_FREE);
        }
        ObjectNode event = mapping.nativeEvent();
        for (var field : object.properties()) {
            TargetField target = mapping.fieldNamedLike(field.getKey());
            if (target != null) {
                target.put(event, field.getValue());
            }
        }
        mapping.fillColumns(event, object);
        return event(event, Identity.WHOLE);
    }

    /** The provider's own id is the event's, unless a column is mapped to it. */
    private ObjectNode wrapped(ObjectNode response, String ofType) throws Refusal {
        ObjectNode event = RowMapping.envelope(ofType);
        event.putObject("data").set("response", response);
        if (response.path("id").isTextual()) {
            event.set("id", response.path("id"));
        }
        mapping.fillColumns(event, response);
        mapping.fillConstants(event);
        return event;
    }

    private ImportLine event(ObjectNode event, Identity identity) {
        return new ImportLine.Event(lines.number(), lines.length(), event, identity);
    }

    private byte[] withoutMark(byte[] line) {
        boolean marked = lines.number() == 1
                && line.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
        return marked ? Arrays.copyOfRange(line, BYTE_ORDER_MARK.length, line.length) : line;
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
