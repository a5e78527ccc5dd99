package io.tokenledger.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A small JSON object in memory, whose fields are texts, objects and lists; what is missing or wrong is told by its path. */
final class PlainJson {
    private final Map<String, Object> fields;
    private final String path;

    private PlainJson(Map<String, Object> fields, String path) {
        this.fields = fields;
        this.path = path;
    }

    static PlainJson object(JsonFactory json, byte[] bytes) throws IOException {
        try (JsonParser parser = json.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the record is not an object");
            }
            return new PlainJson(fields(parser), "");
        }
    }

    private static Map<String, Object> fields(JsonParser parser) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            Object value = value(parser, parser.nextToken());
            if (value != null) {
                fields.put(name, value);
            }
        }
        return fields;
    }

    /** Numbers and flags, of which a notice has none, are read as what they are not: null, as if they were missing. */
    private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> fields(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> parser.getText();
            default -> null;
        };
    }

    private static List<Object> list(JsonParser parser) throws IOException {
        List<Object> list = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            Object element = value(parser, token);
            if (element != null) {
                list.add(element);
            }
        }
        return list;
    }

    String text(String name) throws IOException {
        return as(String.class, name);
    }

    UUID id(String name) throws IOException {
        return UUID.fromString(text(name));
    }

    Instant instant(String name) throws IOException {
        return Instant.parse(text(name));
    }

    /** Null where there is none. */
    @Nullable
    PlainJson object(String name) throws IOException {
        return fields.containsKey(name) ? required(name) : null;
    }

    @SuppressWarnings("unchecked") // every map in here was made by fields()
    PlainJson required(String name) throws IOException {
        return new PlainJson((Map<String, Object>) as(Map.class, name), path + name + ".");
    }

    @SuppressWarnings("unchecked") // every map in here was made by fields()
    List<PlainJson> objects(String name) throws IOException {
        List<PlainJson> objects = new ArrayList<>();
        for (Object element : as(List.class, name)) {
            if (!(element instanceof Map<?, ?> map)) {
                throw new IOException("'" + path + name + "' holds something that is not an object");
            }
            objects.add(new PlainJson((Map<String, Object>) map, path + name + "[]."));
        }
        return objects;
    }

    /** All fields, each a text. */
    Map<String, String> texts() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : fields.keySet()) {
            texts.put(name, text(name));
        }
        return texts;
    }

    /** All fields, each a list of texts. */
    Map<String, List<String>> lists() throws IOException {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (String name : fields.keySet()) {
            List<String> texts = new ArrayList<>();
            for (Object element : as(List.class, name)) {
                if (!(element instanceof String text)) {
                    throw new IOException("'" + path + name + "' holds something that is not a text");
                }
                texts.add(text);
            }
            lists.put(name, texts);
        }
        return lists;
    }

    private <T> T as(Class<T> type, String name) throws IOException {
        Object value = fields.get(name);
        if (!type.isInstance(value)) {
            throw new IOException("'" + path + name + "' is " + (value == null ? "missing" : "of another kind"));
        }
        return type.cast(value);
    }
}
