package io.tokenledger.report.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.report.problem.ReportError;
import java.io.IOException;
import java.io.InputStream;

/** Bodies of requests as JSON. Numbers stay exact. */
public final class JsonText {
    private static final int LONGEST_SHOWN = 40;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonText() {}

    /** The body; one that is empty, not JSON, or has a field twice is refused. */
    public static JsonNode read(InputStream body) {
        return read(body, Integer.MAX_VALUE - 8);
    }

    /** The same for a body of at most so many bytes. */
    static JsonNode read(InputStream body, int mostBytes) {
        try {
            byte[] bytes = body.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                throw ReportError.BODY_TOO_LARGE.because("the body has more than " + mostBytes + " bytes");
            }
            JsonNode json = JSON.readTree(bytes);
            if (json == null || json.isMissingNode()) {
                throw ReportError.BODY_MALFORMED.because("the body is empty: JSON is expected");
            }
            return json;
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String where = at == null ? "" : " in line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw ReportError.BODY_MALFORMED.because("the body is not readable as JSON" + where, e);
        } catch (IOException e) {
            throw ReportError.REQUEST_INVALID.because("the body ended before it was read", e);
        }
    }

    /** What the value is, for a message; never a long text of the caller's. */
    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER, BOOLEAN -> shown(value.asText());
            case STRING -> "the text '" + shown(value.textValue()) + "'";
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case NULL -> "null";
            case MISSING, BINARY -> "missing";
        };
    }

    /** A text of the caller's, cut to what a message can hold. */
    public static String shown(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }
}
