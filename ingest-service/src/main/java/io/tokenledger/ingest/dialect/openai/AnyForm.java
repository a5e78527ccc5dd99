package io.tokenledger.ingest.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.rejection.Refusal;

/** Whichever of OpenAI's forms the object has: completion, response or embeddings. */
record AnyForm(Reasoning reasoning) implements Form {
    @Override
    public Reading.Builder read(ProviderCall call) throws Refusal {
        return of(call.response().node()).read(call);
    }

    private Form of(JsonNode object) {
        JsonNode usage = object.path("usage");
        return switch (object.path("object").asText("")) {
            case "response" -> new ResponseForm(reasoning);
            case "list" -> new EmbeddingForm();
            case "chat.completion", "chat.completion.chunk", "text_completion" -> new ChatForm(reasoning);
            default ->
                usage.hasNonNull("input_tokens") || object.path("output").isArray()
                        ? new ResponseForm(reasoning)
                        : object.path("data").isArray() ? new EmbeddingForm() : new ChatForm(reasoning);
        };
    }
}
