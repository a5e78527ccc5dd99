package io.tokenledger.ingest.dialect.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tokenledger.ingest.dialect.Answer;
import io.tokenledger.ingest.dialect.Chunks;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;

/**
 * A streamed chat: version 2 ends with {@code message-end}, whose {@code delta} has the usage, version 1 with
 * {@code stream-end}, whose {@code response} is the whole response. Without either it was cut off.
 *
 * @param end the object with the usage; empty where the stream was cut off
 */
record CohereStream(JsonNode end, Answer answer, boolean aborted) {

    static CohereStream of(Chunks chunks) throws Refusal {
        var answer = new Answer();
        JsonFields end = null;
        for (JsonFields chunk : chunks.objects()) {
            JsonNode node = chunk.node();
            switch (node.path("type").asText(node.path("event_type").asText(""))) {
                case "message-end" -> end = chunk.object("delta");
                case "stream-end" -> end = chunk.object("response");
                case "tool-call-start" -> {
                    JsonNode call = node.path("delta")
                            .path("message")
                            .path("tool_calls")
                            .path("function");
                    answer.call(
                            call.path("name").asText(""), call.path("arguments").asText(""));
                }
                case "content-start", "stream-start", "message-start" -> answer.known();
                default -> more(node, answer);
            }
        }
        return new CohereStream(end == null ? JsonNodeFactory.instance.objectNode() : end.node(), answer, end == null);
    }

    private static void more(JsonNode chunk, Answer answer) {
        JsonNode message = chunk.path("delta").path("message");
        JsonNode[] pieces = {
            message.path("content").path("text"),
            message.path("tool_plan"),
            message.path("tool_calls").path("function").path("arguments"),
            chunk.path("text")
        };
        for (JsonNode piece : pieces) {
            if (piece.isTextual()) {
                answer.more(piece.textValue());
                return;
            }
        }
    }
}
