package io.tokenledger.ingest.dialect.openai;

import io.tokenledger.ingest.dialect.InputUsage;
import io.tokenledger.ingest.dialect.OutputUsage;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chat completion object (OpenAI API reference, "The chat completion object") and the older text completion:
 * {@code prompt_tokens} include the cached ones, {@code completion_tokens} the reasoning ones. Others tell cached tokens
 * beside the details: {@code prompt_cache_hit_tokens} (DeepSeek), {@code cached_tokens} (Moonshot, Together).
 */
record ChatForm(Reasoning reasoning) implements Form {
    static final KnownShape SHAPE = new KnownShape(
            List.of("prompt_tokens", "completion_tokens", "prompt_cache_hit_tokens"), List.of("choices"));

    @Override
    public Reading.Builder read(ProviderCall call) throws Refusal {
        JsonFields response = call.response();
        if (response.node().path("x_groq").path("usage").isObject() && response.present("usage") == null) {
            return read(ChatStream.lastChunk(call));
        }
        SHAPE.check(call);
        Reading.Builder reading = call.reading(response.present("choices")).ownTime(call.ownSeconds("created"));
        JsonFields usage = response.object("usage");
        return usage == null ? reading : reading.usage(input(usage), output(usage, reasoning));
    }

    static InputUsage input(JsonFields usage) throws Refusal {
        return TokenDetails.input(prompt(usage), TokenDetails.ofInput(usage), cachedBeside(usage));
    }

    static OutputUsage output(JsonFields usage, Reasoning rule) throws Refusal {
        JsonFields details = TokenDetails.ofOutput(usage);
        Long told = details == null ? null : details.countOrNull("reasoning_tokens");
        long reasoning = told == null ? usage.count("reasoning_tokens") : told;
        Long whole = rule.whole(
                prompt(usage), usage.countOrNull("completion_tokens"), reasoning, usage.countOrNull("total_tokens"));
        return TokenDetails.output(whole, details, reasoning);
    }

    private static @Nullable Long prompt(JsonFields usage) throws Refusal {
        Long prompt = usage.countOrNull("prompt_tokens");
        if (prompt == null) {
            Long hit = usage.countOrNull("prompt_cache_hit_tokens");
            Long miss = usage.countOrNull("prompt_cache_miss_tokens");
            return hit == null || miss == null ? null : Long.valueOf(hit + miss);
        }
        return prompt;
    }

    private static long cachedBeside(JsonFields usage) throws Refusal {
        Long hit = usage.countOrNull("prompt_cache_hit_tokens");
        return hit == null ? usage.count("cached_tokens") : hit;
    }
}
