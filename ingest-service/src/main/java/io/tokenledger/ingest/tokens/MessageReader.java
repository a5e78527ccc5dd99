package io.tokenledger.ingest.tokens;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.rejection.Refusal;
import java.io.IOException;

/** Reads a chat message, in the forms of OpenAI's and Anthropic's APIs. */
final class MessageReader {
    private final RequestTally tally;

    MessageReader(RequestTally tally) {
        this.tally = tally;
    }

    /** The message that the parser stands at the beginning of. */
    void message(String message, JsonParser json) throws IOException, Refusal, InterruptedException {
        String role = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            boolean isText = json.nextToken() == JsonToken.VALUE_STRING;
            String part = message + "." + field;
            switch (field) {
                case "role" -> {
                    role = isText ? json.getText() : "";
                    json.skipChildren();
                }
                case "name" -> {
                    if (isText) {
                        tally.name(new RequestPart.Text(part, json.getText()));
                    }
                    json.skipChildren();
                }
                case "content" -> content(part, json);
                case "refusal", "reasoning_content" -> {
                    if (isText) {
                        tally.add(new RequestPart.Text(part, json.getText()));
                    }
                    json.skipChildren();
                }
                case "tool_calls" -> toolCalls(part, CountRequestReader.tree(json));
                case "audio" -> {
                    tally.add(new RequestPart.Unknown(part));
                    json.skipChildren();
                }
                default -> json.skipChildren();
            }
        }
        tally.message(role);
    }

    private void content(String part, JsonParser json) throws IOException, Refusal, InterruptedException {
        switch (json.currentToken()) {
            case VALUE_STRING -> tally.add(new RequestPart.Text(part, json.getText()));
            case VALUE_NULL -> {}
            case START_ARRAY -> {
                for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
                    tally.add(part(part + "[" + i + "]", CountRequestReader.tree(json)));
                }
            }
            default -> throw CountRequestReader.invalid(part + " is neither a text nor a list of parts");
        }
    }

    private void toolCalls(String part, JsonNode calls) throws InterruptedException {
        if (calls.isArray() && !calls.isEmpty()) {
            tally.add(new RequestPart.Calls(part, calls));
        }
    }

    /** A part of a message or an answer. */
    static RequestPart part(String part, JsonNode value) throws Refusal {
        if (value.isTextual()) {
            return new RequestPart.Text(part, value.textValue());
        }
        if (value.path("text").isTextual()) {
            return new RequestPart.Text(part, value.path("text").textValue());
        }
        return ImagePart.isImage(value) ? ImagePart.read(part, value) : new RequestPart.Unknown(part);
    }
}
