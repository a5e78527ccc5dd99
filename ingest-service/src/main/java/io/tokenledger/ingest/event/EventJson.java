package io.tokenledger.ingest.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.io.IOException;

/**
 * JSON from outside: nested at most 64 deep, no key twice in one object, numbers as they were written, nothing behind
 * the value. What is wrong is told in our own words, since a parser's messages quote the text that they stumble over.
 */
public final class EventJson {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_CHARS = 256;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_CHARS)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // The names come from outside: they must not fill the JVM's table of interned texts.
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .build();

    private static final ObjectReader READER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    private EventJson() {}

    /** The one value of these bytes. */
    public static JsonNode read(Slice slice) throws Refusal {
        try {
            return READER.readTree(slice.bytes(), slice.offset(), slice.length());
        } catch (NumberFormatException e) {
            throw new Refusal(IngestError.EVENT_MALFORMED_JSON, "a number in the JSON has an exponent beyond reason");
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** The refusal for text that is not JSON. It names the place and the kind of fault, never the text. */
    static Refusal malformed(IOException e) {
        return new Refusal(IngestError.EVENT_MALFORMED_JSON, fault(e) + place(e));
    }

    private static String fault(IOException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e) {
            case JsonEOFException eof -> "the JSON ends too early";
            case StreamConstraintsException limit ->
                message.contains("depth")
                        ? "the JSON is nested deeper than " + MAX_DEPTH
                        : "a number or name in the JSON is too long (a number: " + MAX_NUMBER_CHARS + " characters)";
            case MismatchedInputException mismatch ->
                message.contains("Duplicate")
                        ? "a key stands twice in one object"
                        : "something stands behind the JSON value";
            default -> message.startsWith("Invalid UTF-8") ? "the text is not UTF-8" : "the text is not JSON";
        };
    }

    private static String place(IOException e) {
        JsonLocation location = e instanceof JsonProcessingException json ? json.getLocation() : null;
        return location == null ? "" : ", at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
