package io.tokenledger.ingest.dialect.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.ingest.dialect.Answer;
import io.tokenledger.ingest.dialect.Chunks;
import io.tokenledger.ingest.dialect.anthropic.AnthropicContent;
import io.tokenledger.ingest.dialect.anthropic.AnthropicStream;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;

/**
 * The body of InvokeModel, or what the chunks of InvokeModelWithResponseStream come to. Counts in chunks are
 * cumulative, so the last one of a name holds; Bedrock closes a stream with its metrics.
 *
 * @param object the body, with the answer still in it where it came whole
 */
record InvokedBody(JsonNode object, Answer answer, boolean aborted) {
    /** Where the vendors put their text, whole or a piece of it. */
    private static final String[] TEXTS = {"outputText", "generation", "completion", "text"};

    /** Lists whose entries have text. */
    private static final String[] LISTS = {"results", "outputs", "generations", "completions", "choices"};

    static InvokedBody whole(JsonFields body) {
        var answer = new Answer();
        ConverseParts.add(body, answer);
        AnthropicContent.add(body.present("content"), answer);
        addTexts(body.node(), answer);
        if (body.present("embedding") != null || body.present("embeddings") != null) {
            answer.known();
        }
        return new InvokedBody(body.node(), answer, false);
    }

    static InvokedBody streamed(Chunks chunks) throws Refusal {
        boolean isClaude = chunks.objects().stream()
                .anyMatch(chunk -> chunk.node().path("type").asText("").equals("message_start"));
        var answer = new Answer();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (JsonFields chunk : chunks.objects()) {
            ConverseParts.addEvent(chunk, answer);
            addTexts(chunk.node(), answer);
            merge(chunk.node(), body);
        }
        JsonFields metadata = chunks.last("metadata");
        if (metadata != null) {
            merge(metadata.node(), body);
        }
        boolean ended = body.has(InvokedUsage.METRICS) || metadata != null;
        if (!isClaude) {
            return new InvokedBody(body, answer, !ended);
        }
        AnthropicStream claude = AnthropicStream.of(chunks);
        ObjectNode message = claude.message();
        if (claude.aborted() && ended) {
            message.remove("usage");
        }
        message.set(InvokedUsage.METRICS, body.get(InvokedUsage.METRICS));
        return new InvokedBody(message, claude.answer(), claude.aborted() && !ended);
    }

    private static void merge(JsonNode chunk, ObjectNode body) {
        for (var field : chunk.properties()) {
            if (!field.getValue().isNull() && !field.getKey().equals("results")) {
                body.set(field.getKey(), field.getValue());
            }
        }
    }

    private static void addTexts(JsonNode node, Answer answer) {
        addText(node, answer);
        for (String list : LISTS) {
            if (node.path(list).isArray()) {
                answer.known();
                node.path(list).forEach(entry -> addText(entry, answer));
            }
        }
    }

    private static void addText(JsonNode node, Answer answer) {
        for (String name : TEXTS) {
            if (node.path(name).isTextual()) {
                answer.more(node.path(name).textValue());
                return;
            }
        }
        JsonNode message = node.path("message").path("content");
        JsonNode delta = node.path("delta").path("content");
        if (message.isTextual()) {
            answer.more(message.textValue());
        } else if (delta.isTextual()) {
            answer.more(delta.textValue());
        }
    }
}
