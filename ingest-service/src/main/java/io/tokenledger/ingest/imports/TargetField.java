package io.tokenledger.ingest.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A field of an event, by the flat name that imports have for it.
 *
 * @param name e.g. {@code input_tokens}, {@code tag.feature}
 * @param key the field's name where it stands
 */
record TargetField(String name, Place place, String key) {
    private static final String TAG = "tag.";
    private static final String METER = "meter.";
    private static final int MAX_COUNT_DIGITS = 64;
    private static final Set<String> ENVELOPE = names("id", "source", "time");
    private static final Set<String> DATA = names(
            "tenant",
            "provider",
            "model",
            "service_tier",
            "region",
            "reasoning_effort",
            "team",
            "project",
            "app",
            "environment",
            "user");
    private static final Set<String> COUNTS = names(
            "input_tokens",
            "cached_input_tokens",
            "cache_write_tokens",
            "cache_write_1h_tokens",
            "audio_input_tokens",
            "image_input_tokens",
            "video_input_tokens",
            "cached_audio_input_tokens",
            "cached_image_input_tokens",
            "output_tokens",
            "reasoning_tokens",
            "audio_output_tokens",
            "image_output_tokens",
            "video_output_tokens",
            "requests",
            "web_searches");

    /** Where in the event a field stands. */
    enum Place {
        ENVELOPE,
        DATA,
        TAG,
        COUNT,
        METER
    }

    /** The field of that name; empty where there is none. */
    static Optional<TargetField> find(String name) {
        if (ENVELOPE.contains(name)) {
            return Optional.of(new TargetField(name, Place.ENVELOPE, name));
        }
        if (DATA.contains(name)) {
            return Optional.of(new TargetField(name, Place.DATA, name));
        }
        if (COUNTS.contains(name)) {
            return Optional.of(new TargetField(name, Place.COUNT, name));
        }
        if (name.startsWith(TAG) && name.length() > TAG.length()) {
            return Optional.of(new TargetField(name, Place.TAG, name.substring(TAG.length())));
        }
        if (name.startsWith(METER) && name.length() > METER.length()) {
            return Optional.of(new TargetField(name, Place.METER, name.substring(METER.length())));
        }
        return Optional.empty();
    }

    /** The field of that name; refused with the list of those known. */
    static TargetField named(String name, String parameter) throws Refusal {
        return find(name)
                .orElseThrow(() -> new Refusal(
                        IngestError.IMPORT_MAPPING_INVALID,
                        parameter + " names the field " + SafeText.quoted(name) + ": it is to be one of "
                                + String.join(", ", ENVELOPE) + ", " + String.join(", ", DATA) + ", "
                                + String.join(", ", COUNTS) + ", tag.<key>, meter.<name>"));
    }

    /** Whether it says how much was used. */
    boolean isCount() {
        return place == Place.COUNT || place == Place.METER;
    }

    /** Puts a cell's text into the event; a blank one is none. */
    void put(ObjectNode event, String cell) {
        String text = cell.strip();
        if (!text.isEmpty()) {
            putValue(event, TextNode.valueOf(text));
        }
    }

    /** Puts a JSON value into the event; null and blank text are none. */
    void put(ObjectNode event, JsonNode value) {
        if (value.isTextual()) {
            put(event, value.textValue());
        } else if (!value.isNull() && !value.isMissingNode()) {
            putValue(event, value);
        }
    }

    /** Whether the event has it. */
    boolean isIn(ObjectNode event) {
        JsonNode value =
                switch (place) {
                    case ENVELOPE -> event.path(key);
                    case DATA -> event.path("data").path(key);
                    case TAG -> event.path("data").path("tags").path(key);
                    case COUNT -> event.path("data").path("usage").path(key);
                    case METER ->
                        event.path("data").path("usage").path("meters").path(key);
                };
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isTextual() && value.textValue().isBlank());
    }

    private void putValue(ObjectNode event, JsonNode value) {
        ObjectNode data = event.withObjectProperty("data");
        switch (place) {
            case ENVELOPE -> event.set(key, key.equals("time") ? ImportTime.of(value) : label(value));
            case DATA -> data.set(key, label(value));
            case TAG -> data.withObjectProperty("tags").set(key, label(value));
            case COUNT -> count(data.withObjectProperty("usage"), value);
            case METER -> count(data.withObjectProperty("usage").withObjectProperty("meters"), value);
        }
    }

    /** Numbers and flags are labels as they are written; what else it may be is for the dialect to refuse. */
    private static JsonNode label(JsonNode value) {
        return value.isNumber() || value.isBoolean() ? TextNode.valueOf(value.asText()) : value;
    }

    /** Whole numbers are numbers, however they are written; what is none is left for the dialect to refuse. */
    private void count(ObjectNode counts, JsonNode value) {
        if (value.isTextual() && isWholeNumber(value.textValue())) {
            counts.put(key, new BigInteger(value.textValue()));
        } else {
            counts.set(key, value);
        }
    }

    private static boolean isWholeNumber(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        if (text.length() == from || text.length() > MAX_COUNT_DIGITS) {
            return false;
        }
        return text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
    }

    private static Set<String> names(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }
}
