package io.tokenledger.ingest.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.dialect.InputUsage;
import io.tokenledger.ingest.dialect.OutputUsage;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * xAI's chat completion, and the answer of its gRPC call {@code GetCompletion} in JSON, which tells its parts in other
 * names and its time as a text. Completion tokens are without the reasoning ones: {@code total_tokens} is the sum of
 * prompt, completion and reasoning.
 */
record XaiForm() implements Form {
    static final String BY = "x-ai";
    private static final KnownShape SHAPE =
            new KnownShape(List.of("prompt_tokens", "completion_tokens"), List.of("choices", "outputs"));

    @Override
    public Reading.Builder read(ProviderCall call) throws Refusal {
        SHAPE.check(call);
        JsonFields response = call.response();
        JsonNode choices = response.present("choices");
        Reading.Builder reading = call.reading(choices == null ? response.present("outputs") : choices)
                .ownTime(created(call));
        JsonFields usage = response.object("usage");
        if (usage == null) {
            return reading;
        }
        reading.usage(input(usage), output(usage));
        return XaiTools.meter(usage, reading).statedCost(StatedDollars.ofTicks(BY, usage, "cost_in_usd_ticks"));
    }

    private static InputUsage input(JsonFields usage) throws Refusal {
        return TokenDetails.ofInput(usage) == null
                ? new InputUsage(
                        usage.countOrNull("prompt_tokens"),
                        usage.count("cached_prompt_text_tokens"),
                        0,
                        0,
                        0,
                        usage.count("prompt_image_tokens"))
                : ChatForm.input(usage);
    }

    private static OutputUsage output(JsonFields usage) throws Refusal {
        return ChatForm.output(usage, Reasoning.EXCLUDED);
    }

    private static @Nullable Instant created(ProviderCall call) throws Refusal {
        JsonNode created = call.response().present("created");
        boolean isText = created != null && created.isTextual();
        return isText && call.event().time() == null ? call.response().instant("created") : call.ownSeconds("created");
    }
}
