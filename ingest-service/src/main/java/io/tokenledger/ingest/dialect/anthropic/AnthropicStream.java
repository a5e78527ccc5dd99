package io.tokenledger.ingest.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.ingest.dialect.Answer;
import io.tokenledger.ingest.dialect.Chunks;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A streamed message, put together again (Anthropic documentation, "Streaming Messages"). The counts of a {@code
 * message_delta} are cumulative and take the place of those of {@code message_start}; nothing is added up. A stream
 * without one was cut off: then the input is what the start says, and the output, of which the start knows only the
 * first tokens, is to be counted.
 *
 * @param message the message without its content
 * @param aborted whether the stream was cut off
 */
public record AnthropicStream(ObjectNode message, Answer answer, boolean aborted) {

    /** The message of those chunks. */
    public static AnthropicStream of(Chunks chunks) throws Refusal {
        var reader = new Reader();
        for (JsonFields chunk : chunks.objects()) {
            reader.take(chunk);
        }
        return reader.stream();
    }

    private static final class Reader {
        private final ObjectNode message = JsonNodeFactory.instance.objectNode();
        private final ObjectNode usage = JsonNodeFactory.instance.objectNode();
        private final Answer answer = new Answer();
        private boolean isFinal;

        void take(JsonFields chunk) throws Refusal {
            switch (chunk.node().path("type").asText("")) {
                case "message_start" -> start(chunk.object("message"));
                case "content_block_start" -> startBlock(chunk.object("content_block"));
                case "content_block_delta" -> more(chunk.object("delta"));
                case "message_delta" -> {
                    JsonFields counts = chunk.object("usage");
                    isFinal |= counts != null && counts.present("output_tokens") != null;
                    supersede(counts);
                }
                default -> {} // ping, stop and error say nothing of usage, nor do kinds that are not known
            }
        }

        private void start(@Nullable JsonFields started) throws Refusal {
            if (started != null) {
                answer.known();
                message.set("model", started.node().get("model"));
                AnthropicContent.add(started.present("content"), answer);
                supersede(started.object("usage"));
            }
        }

        private void supersede(@Nullable JsonFields counts) {
            if (counts != null) {
                for (var count : counts.node().properties()) {
                    if (!count.getValue().isNull()) {
                        usage.set(count.getKey(), count.getValue());
                    }
                }
            }
        }

        private void startBlock(@Nullable JsonFields block) {
            if (block != null) {
                AnthropicContent.addPart(block.node(), answer.known());
            }
        }

        private void more(@Nullable JsonFields delta) {
            JsonNode text = delta == null ? null : delta.node().get("text");
            JsonNode arguments = delta == null ? null : delta.node().get("partial_json");
            if (text != null && text.isTextual()) {
                answer.more(text.textValue());
            } else if (arguments != null && arguments.isTextual()) {
                answer.more(arguments.textValue());
            }
        }

        AnthropicStream stream() {
            boolean aborted = !isFinal;
            if (aborted) {
                usage.remove("output_tokens");
                usage.remove("output_tokens_details");
            }
            if (!usage.isEmpty()) {
                message.set("usage", usage);
            }
            return new AnthropicStream(message, answer, aborted);
        }
    }
}
