package io.tokenledger.report.reconciliation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.report.problem.ReportError;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Pages of a vendor's API as they were fetched: one, several behind one another, or an array of them. Buckets of time are
 * handed on one by one. Numbers with a point are read as exact decimals.
 */
final class JsonPages {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonPages() {}

    /** Hands on the buckets in the {@code data} of all pages. */
    static void read(InputStream body, Consumer<JsonNode> bucket) {
        int pages = 0;
        try (JsonParser json = JSON.createParser(body)) {
            JsonToken token = json.nextToken();
            while (token != null) {
                if (token == JsonToken.START_OBJECT) {
                    page(json, bucket);
                    pages++;
                } else if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
                    throw notAPage("a page is an object with the array data; found " + token);
                }
                token = json.nextToken();
            }
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String where = at == null ? "" : " in line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw ReportError.BODY_MALFORMED.because("the body is not readable as JSON" + where, e);
        } catch (IOException e) {
            throw ReportError.REQUEST_INVALID.because("the body ended before it was read", e);
        }
        if (pages == 0) {
            throw ReportError.BODY_MALFORMED.because("the body is empty: pages of JSON are expected");
        }
    }

    private static void page(JsonParser json, Consumer<JsonNode> bucket) throws IOException {
        boolean hasData = false;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("data") && value == JsonToken.START_ARRAY) {
                hasData = true;
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    bucket.accept(JSON.readTree(json));
                }
            } else {
                json.skipChildren();
            }
        }
        if (!hasData) {
            throw notAPage("a page has no array data");
        }
    }

    private static RuntimeException notAPage(String why) {
        return ReportError.FILE_INVALID.because("not pages of the vendor's API: " + why);
    }
}
