package io.tokenledger.ingest.dialect;

import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's response object (OpenAI API reference, "The response object"): {@code input_tokens} include the cached ones,
 * {@code output_tokens} the reasoning ones.
 */
final class OpenAiResponseDialect implements Dialect {
    @Override
    public String type() {
        return "openai.response";
    }

    @Override
    public Reading read(CloudEvent event) throws Refusal {
        OpenAiResponse own = OpenAiResponse.read(event.data());
        JsonFields usage = own.response().object("usage");
        return own.reading(
                usage,
                usage == null ? InputUsage.UNSTATED : input(usage, usage.object("input_tokens_details")),
                usage == null ? OutputUsage.UNSTATED : output(usage, usage.object("output_tokens_details")),
                event.time() == null ? own.epochSeconds("created_at") : null,
                own.response().present("output"));
    }

    private static InputUsage input(JsonFields usage, @Nullable JsonFields details) throws Refusal {
        return new InputUsage(
                usage.countOrNull("input_tokens"),
                details == null ? 0 : details.count("cached_tokens"),
                details == null ? 0 : details.count("cache_write_tokens"),
                0,
                0,
                0);
    }

    private static OutputUsage output(JsonFields usage, @Nullable JsonFields details) throws Refusal {
        return new OutputUsage(
                usage.countOrNull("output_tokens"), details == null ? 0 : details.count("reasoning_tokens"), 0);
    }
}
