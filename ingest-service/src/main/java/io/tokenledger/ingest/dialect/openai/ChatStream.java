package io.tokenledger.ingest.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tokenledger.ingest.dialect.Chunks;
import io.tokenledger.ingest.event.JsonFields;
import java.util.Map;
import java.util.TreeMap;

/**
 * Chunks of a chat or text completion (OpenAI API reference, "The chat completion chunk object"). The usage stands in the
 * last chunk that has one: OpenAI sends it where {@code stream_options.include_usage} asked for it, Groq in
 * {@code x_groq}. The text is put together for counting where there is none.
 */
final class ChatStream {
    private final StreamHead head = new StreamHead();
    private final Map<Integer, StreamedChoice> choices = new TreeMap<>();

    private ChatStream() {}

    static Assembled assembled(Chunks chunks) {
        var stream = new ChatStream();
        chunks.nodes().forEach(stream::add);
        boolean ended = chunks.done() || stream.isEnded();
        boolean cut = !ended && !stream.head.has("usage");
        stream.putChoices(cut);
        return new Assembled(stream.head.object, cut);
    }

    /** A last chunk of Groq that came alone and not in an array. */
    static ProviderCall lastChunk(ProviderCall call) {
        JsonNode chunk = call.response().node();
        Assembled assembled = assembled(Chunks.ofLast(chunk, call.response().path()));
        return call.with(new JsonFields(assembled.object(), call.response().path()));
    }

    private void add(JsonNode chunk) {
        head.keepFirst(chunk, "id", "object", "created", "model", "error");
        head.keepLast(chunk, "service_tier");
        head.keepLast(chunk.path("x_groq"), "usage");
        head.keepLast(chunk, "usage");
        for (JsonNode choice : chunk.path("choices")) {
            choices.computeIfAbsent(choice.path("index").asInt(0), index -> new StreamedChoice())
                    .add(choice);
        }
    }

    private boolean isEnded() {
        return !choices.isEmpty() && choices.values().stream().allMatch(StreamedChoice::isEnded);
    }

    /**
     * What was cut off before its first word has an empty answer. Of a stream that ended and is not here from its
     * beginning the answer is not known, and it is not taken for an empty one.
     */
    private void putChoices(boolean cut) {
        ArrayNode array = head.object.putArray("choices");
        if (cut && choices.isEmpty()) {
            array.add(new StreamedChoice().object());
        }
        boolean isKnown = cut || head.has("usage") || choices.values().stream().allMatch(StreamedChoice::isWhole);
        if (isKnown) {
            choices.values().forEach(choice -> array.add(choice.object()));
        }
    }
}
