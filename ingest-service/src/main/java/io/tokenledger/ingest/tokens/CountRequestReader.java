package io.tokenledger.ingest.tokens;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request to count tokens from a stream and has its parts counted as they come: at no time is there more of it than
 * a part and what waits with it. Fields that do not concern counting are passed over. Nothing that it says of a
 * request's fault holds content.
 */
public final class CountRequestReader {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NAME_CHARS = 256;

    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE) // the stream has its own limit
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE) // closing reads the rest, which is for the caller to wait for
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .build());

    private final RequestTally tally;
    private final MessageReader messages;
    private @Nullable String model;
    private boolean text;
    private boolean chat;
    private boolean anything;
    private long planned;

    private CountRequestReader(Workers workers) {
        this.tally = new RequestTally(workers);
        this.messages = new MessageReader(tally);
    }

    /**
     * Reads and counts a request.
     *
     * @param body limited by the caller, whose refusal may come through as the cause of an {@link IOException}
     * @throws Refusal where it is no request, or names no model
     */
    public static TokenCounts count(InputStream body, Workers workers)
            throws Refusal, IOException, InterruptedException {
        var reader = new CountRequestReader(workers);
        try (JsonParser json = JSON.createParser(body)) {
            reader.read(json);
        } catch (JsonProcessingException e) {
            throw malformed(e);
        }
        return reader.finish();
    }

    private TokenCounts finish() throws Refusal, InterruptedException {
        if (model == null) {
            throw invalid("model is missing: it says which tokenizer counts");
        }
        if (text && chat) {
            throw invalid("there are text and messages: send one of them");
        }
        if (!anything) {
            throw invalid("there is nothing to count: send text, messages, tools, images or output");
        }
        return tally.finish(model, planned);
    }

    private void read(JsonParser json) throws IOException, Refusal, InterruptedException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw invalid("the request is not a JSON object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            if (json.currentToken() != JsonToken.VALUE_NULL) {
                read(field, json);
            }
        }
        if (json.nextToken() != null) {
            throw invalid("something stands behind the JSON object");
        }
    }

    private void read(String field, JsonParser json) throws IOException, Refusal, InterruptedException {
        switch (field) {
            case "model" -> {
                model = name(field, json);
                tally.model(model);
            }
            case "provider" -> tally.provider(name(field, json));
            case "text" -> {
                text = true;
                anything = true;
                expect(json, JsonToken.VALUE_STRING, field, "a text");
                tally.add(new RequestPart.Text(field, json.getText()));
            }
            case "messages" -> {
                chat = true;
                messages(json);
            }
            case "tools" -> tools(json);
            case "tool_choice" -> toolChoice(JSON.readTree(json));
            case "images" -> images(json);
            case "output" -> output(json);
            default -> json.skipChildren();
        }
    }

    private void messages(JsonParser json) throws IOException, Refusal, InterruptedException {
        expect(json, JsonToken.START_ARRAY, "messages", "a list");
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            anything = true;
            String part = "messages[" + i + "]";
            expect(json, JsonToken.START_OBJECT, part, "an object");
            messages.message(part, json);
        }
    }

    private void tools(JsonParser json) throws IOException, Refusal, InterruptedException {
        expect(json, JsonToken.START_ARRAY, "tools", "a list");
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            anything = true;
            expect(json, JsonToken.START_OBJECT, "tools[" + i + "]", "an object");
            tally.tool(new RequestPart.Tool("tools[" + i + "]", JSON.readTree(json)));
        }
    }

    private void toolChoice(JsonNode choice) throws InterruptedException {
        if (choice.path("function").path("name").isTextual()) {
            tally.toolChoice(choice.path("function").path("name").textValue());
        } else if (choice.asText().equals("none")) {
            tally.toolChoice("");
        }
    }

    private void images(JsonParser json) throws IOException, Refusal, InterruptedException {
        expect(json, JsonToken.START_ARRAY, "images", "a list");
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            anything = true;
            expect(json, JsonToken.START_OBJECT, "images[" + i + "]", "an object");
            tally.add(ImagePart.read("images[" + i + "]", JSON.readTree(json)));
        }
    }

    /** The answer's text or parts, or how many tokens are to be written. */
    private void output(JsonParser json) throws IOException, Refusal, InterruptedException {
        switch (json.currentToken()) {
            case VALUE_NUMBER_INT -> {
                planned = json.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? -1 : json.getLongValue();
                if (planned < 0 || planned > Integer.MAX_VALUE) {
                    throw invalid("output is a number beyond belief: tokens are from 0 to " + Integer.MAX_VALUE);
                }
            }
            case VALUE_STRING -> {
                anything = true;
                tally.answer(new RequestPart.Text("output", json.getText()));
            }
            case START_ARRAY -> {
                for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
                    anything = true;
                    tally.answer(MessageReader.part("output[" + i + "]", JSON.readTree(json)));
                }
            }
            default -> throw invalid("output is neither a text, a list of parts nor a whole number");
        }
    }

    private static String name(String field, JsonParser json) throws IOException, Refusal {
        expect(json, JsonToken.VALUE_STRING, field, "a text");
        String name = json.getText();
        if (name.isBlank() || name.length() > MAX_NAME_CHARS) {
            throw invalid(field + " has " + name.length() + " characters: it is a name of 1 to " + MAX_NAME_CHARS);
        }
        return name;
    }

    private static void expect(JsonParser json, JsonToken token, String field, String what) throws Refusal {
        if (json.currentToken() != token) {
            throw invalid(field + " is not " + what);
        }
    }

    static Refusal invalid(String detail) {
        return new Refusal(IngestError.TOKEN_COUNT_INVALID, detail);
    }

    /** The place of the fault, never the text: a parser's own message quotes what it stumbled over. */
    private static Refusal malformed(JsonProcessingException e) {
        JsonLocation place = e.getLocation();
        return new Refusal(
                IngestError.TOKEN_COUNT_MALFORMED_JSON,
                "the body is not JSON of at most " + MAX_DEPTH + " levels, with no key twice in one object"
                        + (place == null ? "" : ": see line " + place.getLineNr() + ", column " + place.getColumnNr()));
    }

    static JsonNode tree(JsonParser json) throws IOException {
        return JSON.readTree(json);
    }
}
