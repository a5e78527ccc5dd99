package io.tokenledger.ingest.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.dialect.Chunks;
import io.tokenledger.ingest.dialect.InputUsage;
import io.tokenledger.ingest.dialect.OutputUsage;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.List;

/**
 * Ollama's own {@code /api/chat}, {@code /api/generate} and {@code /api/embed} (Ollama API reference): the counts stand
 * beside the answer. {@code prompt_eval_count} is left out where the server still held the whole prompt: then it is
 * counted from the content that the sender gives, else it is none. What has a {@code usage} or {@code choices} is OpenAI's
 * form, which Ollama speaks too.
 */
record OllamaForm() implements Form {
    private static final ChatForm CHAT = new ChatForm(Reasoning.BY_TOTAL);
    private static final List<String> COUNTS = List.of("prompt_eval_count", "eval_count");
    private static final List<String> CONTENT = List.of("message", "response");

    @Override
    public Reading.Builder read(ProviderCall call) throws Refusal {
        JsonFields answer = call.response();
        if (answer.node().has("usage") || answer.node().has("choices")) {
            return CHAT.read(call);
        }
        boolean counted = hasAny(answer.node(), COUNTS);
        if (!counted && !hasAny(answer.node(), CONTENT) && call.own().data().present("content") == null) {
            throw new Refusal(
                    IngestError.SHAPE_UNKNOWN,
                    answer.path() + " has no counts and no answer that is known here: looked for "
                            + String.join(", ", COUNTS) + ", " + String.join(", ", CONTENT)
                            + ", usage, choices and data.content");
        }
        Reading.Builder reading = call.reading(
                        answer.present(answer.node().hasNonNull("message") ? "message" : "response"))
                .ownTime(call.event().time() == null ? answer.instant("created_at") : null);
        if (counted) {
            reading.usage(
                    new InputUsage(answer.countOrNull("prompt_eval_count"), 0, 0, 0, 0, 0),
                    new OutputUsage(answer.countOrNull("eval_count"), 0, 0));
        }
        return reading;
    }

    @Override
    public Assembled assembled(Chunks chunks) {
        if (chunks.nodes().stream().anyMatch(chunk -> chunk.has("choices"))) {
            return ChatStream.assembled(chunks);
        }
        var head = new StreamHead();
        var text = new StreamedText();
        boolean done = chunks.done();
        for (JsonNode chunk : chunks.nodes()) {
            head.keepLast(chunk, "model", "created_at", "prompt_eval_count", "eval_count");
            text.add(chunk.path("message").path("content"));
            text.add(chunk.path("response"));
            done |= chunk.path("done").asBoolean(false);
        }
        boolean cut = !done && !hasAny(head.object, COUNTS);
        if (cut || !text.isEmpty()) {
            head.object.putObject("message").put("content", text.toString());
        }
        return new Assembled(head.object, cut);
    }

    private static boolean hasAny(JsonNode node, List<String> names) {
        return names.stream().anyMatch(node::hasNonNull);
    }
}
