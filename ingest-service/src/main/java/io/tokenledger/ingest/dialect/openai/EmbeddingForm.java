package io.tokenledger.ingest.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.dialect.InputUsage;
import io.tokenledger.ingest.dialect.OutputUsage;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.List;

/**
 * Embeddings (OpenAI API reference, "Create embeddings"): input tokens and nothing else. The object has no time. Without
 * a usage the text that was embedded is counted, if it comes as {@code data.content.messages}.
 */
record EmbeddingForm() implements Form {
    private static final KnownShape SHAPE = new KnownShape(List.of("prompt_tokens", "total_tokens"), List.of());

    @Override
    public Reading.Builder read(ProviderCall call) throws Refusal {
        SHAPE.check(call);
        Reading.Builder reading = call.reading(null);
        JsonFields usage = call.response().object("usage");
        if (usage != null) {
            Long prompt = usage.countOrNull("prompt_tokens");
            Long input = prompt == null ? usage.countOrNull("total_tokens") : prompt;
            return reading.usage(TokenDetails.input(input, TokenDetails.ofInput(usage), 0), OutputUsage.UNSTATED);
        }
        JsonFields content = call.own().data().object("content");
        JsonNode embedded = content == null ? null : content.present("messages");
        return embedded == null || !embedded.isTextual() || embedded.textValue().isEmpty()
                ? reading
                : reading.usage(InputUsage.UNSTATED, new OutputUsage(0L, 0, 0));
    }
}
