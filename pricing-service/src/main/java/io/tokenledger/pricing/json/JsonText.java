package io.tokenledger.pricing.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.pricing.problem.PricingError;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Bodies of requests as JSON. Numbers stay exact, so that 1e400 or 1.5 can be told from a count. */
public final class JsonText {
    private static final int LONGEST_SHOWN = 40;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonText() {}

    /** The body; one that is empty, not JSON, or has a field twice is refused. */
    public static JsonNode read(InputStream body) {
        JsonNode json = readOrNull(body);
        if (json == null) {
            throw PricingError.BODY_EMPTY.because("JSON is expected");
        }
        return json;
    }

    /** The same for a body that may be empty; then null. */
    public static @Nullable JsonNode readOrNull(InputStream body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json == null || json.isMissingNode() ? null : json;
        } catch (JsonProcessingException e) {
            var location = e.getLocation();
            String where =
                    location == null ? "" : " in line " + location.getLineNr() + ", column " + location.getColumnNr();
            throw PricingError.BODY_MALFORMED_JSON.because("not readable as JSON" + where, e);
        } catch (IOException e) {
            throw PricingError.REQUEST_INVALID.because("the body ended before it was read", e);
        }
    }

    /** An object without fields. */
    public static JsonNode emptyObject() {
        return JSON.createObjectNode();
    }

    /** What the value is, for a message; never a long text of the caller's. */
    public static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER, BOOLEAN -> shown(value.asText());
            case STRING -> "the text '" + shown(value.textValue()) + "'";
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case NULL -> "null";
            case MISSING, BINARY -> "nothing";
        };
    }

    /** A text of the caller's, cut to what a message can hold. */
    public static String shown(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }
}
