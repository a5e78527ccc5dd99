package io.tokenledger.ingest.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.ingest.rejection.IngestError;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a usage API as they were fetched: one, several behind one another, or an array of them. Each is an object with
 * {@code data}, an array of buckets, each with {@code results}. Results are handed on one by one.
 */
final class UsagePages implements ImportLines {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_TEXT_CHARS = 4096;
    /** Most results that are held where a bucket tells its times behind them. */
    private static final int MAX_HELD = 10_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(64)
                            .maxStringLength(MAX_TEXT_CHARS)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Where in the pages the parser stands. */
    private enum Place {
        PAGES,
        PAGE,
        BUCKETS,
        BUCKET,
        RESULTS
    }

    private final JsonParser parser;
    private final UsageEvents events;
    private final Map<String, JsonNode> bucket = new HashMap<>();
    private final Deque<JsonNode> held = new ArrayDeque<>();
    private Place place = Place.PAGES;
    private boolean anyPage;
    private boolean hasData;
    private boolean hasResults;
    private boolean releasing;
    private long number;
    private long atByte;

    UsagePages(InputStream file, UsageEvents events) throws IOException {
        this.parser = JSON.createParser(file);
        this.events = events;
    }

    @Override
    public @Nullable ImportLine next() throws UnreadableImport, IOException {
        try {
            while (true) {
                JsonNode result = releasing ? released() : step();
                if (result != null) {
                    number++;
                    long bytes = bytesSinceLast();
                    return events.line(number, bytes, result, bucket);
                }
                if (!releasing && place == Place.PAGES && parser.currentToken() == null) {
                    return end();
                }
            }
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw unreadable("behind result " + number + " the file is not readable as JSON"
                    + (at == null ? "" : ", at line " + at.getLineNr() + ", column " + at.getColumnNr()));
        }
    }

    private @Nullable ImportLine end() throws UnreadableImport {
        if (!anyPage) {
            throw unreadable("the file is empty: pages of the usage API are expected");
        }
        return null;
    }

    private @Nullable JsonNode released() {
        JsonNode result = held.poll();
        releasing = result != null;
        return result;
    }

    /** One token further; the result that it completed, or null. */
    private @Nullable JsonNode step() throws UnreadableImport, IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            if (place != Place.PAGES) {
                throw unreadable("behind result " + number + " the file ends too early");
            }
            return null;
        }
        switch (place) {
            case PAGES -> page(token);
            case PAGE -> pageField(token);
            case BUCKETS -> bucket(token);
            case BUCKET -> bucketField(token);
            case RESULTS -> {
                return result(token);
            }
        }
        return null;
    }

    private void page(JsonToken token) throws UnreadableImport {
        if (token == JsonToken.START_OBJECT) {
            anyPage = true;
            hasData = false;
            place = Place.PAGE;
        } else if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
            throw unreadable("a page of the usage API is an object with the array data");
        }
    }

    private void pageField(JsonToken token) throws UnreadableImport, IOException {
        if (token == JsonToken.END_OBJECT) {
            if (!hasData) {
                throw unreadable("a page has no array data: it is not of the usage API");
            }
            place = Place.PAGES;
            return;
        }
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("data")) {
            hasData = true;
            place = Place.BUCKETS;
        } else {
            parser.skipChildren();
        }
    }

    private void bucket(JsonToken token) throws UnreadableImport {
        if (token == JsonToken.END_ARRAY) {
            place = Place.PAGE;
        } else if (token == JsonToken.START_OBJECT) {
            bucket.clear();
            hasResults = false;
            place = Place.BUCKET;
        } else {
            throw unreadable("behind result " + number + " stands something in data that is no bucket");
        }
    }

    private void bucketField(JsonToken token) throws UnreadableImport, IOException {
        if (token == JsonToken.END_OBJECT) {
            if (!hasResults) {
                throw unreadable("behind result " + number + " stands a bucket without the array results");
            }
            releasing = !held.isEmpty();
            place = Place.BUCKETS;
            return;
        }
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("results") && value == JsonToken.START_ARRAY) {
            hasResults = true;
            place = Place.RESULTS;
        } else if (value.isScalarValue()) {
            bucket.put(name, JSON.readTree(parser));
        } else {
            parser.skipChildren();
        }
    }

    private @Nullable JsonNode result(JsonToken token) throws UnreadableImport, IOException {
        if (token == JsonToken.END_ARRAY) {
            place = Place.BUCKET;
            return null;
        }
        JsonNode result = JSON.readTree(parser);
        boolean timed = (bucket.containsKey("start_time") && bucket.containsKey("end_time"))
                || (bucket.containsKey("starting_at") && bucket.containsKey("ending_at"));
        if (timed) {
            return result;
        }
        if (held.size() == MAX_HELD) {
            throw unreadable("a bucket has more than " + MAX_HELD + " results before its times: put the times first");
        }
        held.add(result);
        return null;
    }

    private long bytesSinceLast() {
        long now = parser.currentLocation().getByteOffset();
        long bytes = Math.max(0, now - atByte);
        atByte = now;
        return bytes;
    }

    private static UnreadableImport unreadable(String detail) {
        return new UnreadableImport(IngestError.IMPORT_UNREADABLE, detail);
    }
}
