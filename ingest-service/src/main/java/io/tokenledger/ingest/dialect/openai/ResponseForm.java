package io.tokenledger.ingest.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.dialect.InputUsage;
import io.tokenledger.ingest.dialect.OutputUsage;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.List;

/**
 * The response object (OpenAI API reference, "The response object"): {@code input_tokens} include the cached ones,
 * {@code output_tokens} the reasoning ones.
 */
record ResponseForm(Reasoning reasoning) implements Form {
    private static final KnownShape SHAPE = new KnownShape(List.of("input_tokens", "output_tokens"), List.of("output"));

    @Override
    public Reading.Builder read(ProviderCall event) throws Refusal {
        ProviderCall call = event.unwrapped();
        SHAPE.check(call);
        JsonFields response = call.response();
        JsonNode output = response.present("output");
        Reading.Builder reading = call.reading(output)
                .ownTime(call.ownSeconds("created_at"))
                .webSearches(output == null ? 0 : webSearches(output));
        JsonFields usage = response.object("usage");
        return usage == null ? reading : reading.usage(input(usage), output(usage, reasoning));
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

    static InputUsage input(JsonFields usage) throws Refusal {
        return TokenDetails.input(usage.countOrNull("input_tokens"), TokenDetails.ofInput(usage), 0);
    }

    static OutputUsage output(JsonFields usage, Reasoning rule) throws Refusal {
        JsonFields details = TokenDetails.ofOutput(usage);
        long reasoning = details == null ? 0 : details.count("reasoning_tokens");
        Long whole = rule.whole(
                usage.countOrNull("input_tokens"),
                usage.countOrNull("output_tokens"),
                reasoning,
                usage.countOrNull("total_tokens"));
        return TokenDetails.output(whole, details, reasoning);
    }
}
