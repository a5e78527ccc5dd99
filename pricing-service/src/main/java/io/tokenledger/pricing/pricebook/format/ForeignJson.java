package io.tokenledger.pricing.pricebook.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.pricing.pricebook.PriceFileError;
import io.tokenledger.pricing.pricebook.PriceFileException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON price file model by model, numbers as they are written. Broken JSON, and a key that an object has twice,
 * refuse the file as a whole, with line and column.
 */
final class ForeignJson {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxStringLength(1_000_000)
                            .maxNumberLength(200)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** What is made of the file. */
    interface Content {
        void read(JsonParser json) throws IOException;
    }

    private ForeignJson() {}

    static void read(InputStream file, Content content) {
        try (JsonParser json = JSON.createParser(file)) {
            content.read(json);
            if (json.nextToken() != null) {
                throw refused(json, "nothing after the end of the JSON value");
            }
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw refused(
                    at == null ? 0 : at.getLineNr(),
                    at == null ? 0 : at.getColumnNr(),
                    "not JSON: " + e.getOriginalMessage());
        } catch (CharConversionException e) {
            throw refused(0, 0, "not JSON in UTF-8: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("the price file ended before it was read", e);
        }
    }

    /** Refuses the file unless the token is that one. */
    static void expect(JsonParser json, @Nullable JsonToken token, JsonToken expected, String what) {
        if (token != expected) {
            throw refused(json, what);
        }
    }

    /** The value at which the parser stands, whole. */
    static JsonNode tree(JsonParser json) throws IOException {
        try {
            return JSON.readTree(json);
        } catch (NumberFormatException e) { // of an exponent that no number has
            throw refused(json, "a number: " + e.getMessage());
        }
    }

    private static PriceFileException refused(JsonParser json, String rule) {
        var at = json.currentTokenLocation();
        return refused(at.getLineNr(), at.getColumnNr(), rule);
    }

    private static PriceFileException refused(long line, int column, String rule) {
        return new PriceFileException(
                List.of(new PriceFileError(Math.max(line, 0), column > 0 ? "" + column : "", "", rule)));
    }
}
