package io.tokenledger.ingest.dialect;

import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's chat completion object (OpenAI API reference, "The chat completion object"): {@code prompt_tokens} include
 * the cached ones, {@code completion_tokens} the reasoning ones.
 */
final class OpenAiChatDialect implements Dialect {
    @Override
    public String type() {
        return "openai.chat.completion";
    }

    @Override
    public Reading read(CloudEvent event) throws Refusal {
        OpenAiResponse own = OpenAiResponse.read(event.data());
        JsonFields usage = own.response().object("usage");
        return own.reading(
                usage,
                usage == null ? InputUsage.UNSTATED : input(usage, usage.object("prompt_tokens_details")),
                usage == null ? OutputUsage.UNSTATED : output(usage, usage.object("completion_tokens_details")),
                event.time() == null ? own.epochSeconds("created") : null,
                0,
                own.response().present("choices"));
    }

    private static InputUsage input(JsonFields usage, @Nullable JsonFields details) throws Refusal {
        return new InputUsage(
                usage.countOrNull("prompt_tokens"),
                details == null ? 0 : details.count("cached_tokens"),
                details == null ? 0 : details.count("cache_write_tokens"),
                0,
                details == null ? 0 : details.count("audio_tokens"),
                0);
    }

    private static OutputUsage output(JsonFields usage, @Nullable JsonFields details) throws Refusal {
        return new OutputUsage(
                usage.countOrNull("completion_tokens"),
                details == null ? 0 : details.count("reasoning_tokens"),
                details == null ? 0 : details.count("audio_tokens"));
    }
}
