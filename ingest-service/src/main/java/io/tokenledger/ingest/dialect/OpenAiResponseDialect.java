package io.tokenledger.ingest.dialect;

import com.fasterxml.jackson.databind.JsonNode;
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
        JsonNode output = own.response().present("output");
        JsonFields usage = own.response().object("usage");
        return own.reading(
                usage,
                usage == null ? InputUsage.UNSTATED : input(usage, usage.object("input_tokens_details")),
                usage == null ? OutputUsage.UNSTATED : output(usage, usage.object("output_tokens_details")),
                event.time() == null ? own.epochSeconds("created_at") : null,
                output == null ? 0 : webSearches(output),
                output);
    }

    /**
     * Web searches are billed by the call and stand among the output items, not in the usage. Of the actions of such a
     * call only a search costs; to open a page or to find something in it does not (OpenAI web search guide, "Output and
     * citations"). A call without an action is from before there were others: a search.
     */
    private static long webSearches(JsonNode output) {
        long searches = 0;
        for (JsonNode item : output) {
            String action = item.path("action").path("type").asText("search");
            if (item.path("type").asText("").equals("web_search_call") && action.equals("search")) {
                searches++;
            }
        }
        return searches;
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
