package io.tokenledger.ingest.dialect.openai;

import io.tokenledger.contract.StatedCost;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's forms as OpenRouter answers in them (OpenRouter docs, "Usage accounting"): {@code usage.cost} is what it took
 * from the account, in dollars. With a key of one's own ({@code is_byok}) that is its fee alone, and what the provider
 * behind takes stands in {@code cost_details.upstream_inference_cost}: the cost is both together, and not known without
 * the second.
 */
record OpenRouterForm(Form form) implements Form {
    private static final String OPENROUTER = "openrouter";

    @Override
    public Reading.Builder read(ProviderCall event) throws Refusal {
        ProviderCall call = event.unwrapped();
        Reading.Builder reading = form.read(call);
        JsonFields usage = call.response().object("usage");
        if (usage == null) {
            return reading;
        }
        Long searches = searches(usage, "server_tool_use_details");
        searches = searches == null ? searches(usage, "server_tool_use") : searches;
        if (searches != null) {
            reading.webSearches(searches);
        }
        return reading.statedCost(cost(usage));
    }

    private static @Nullable Long searches(JsonFields usage, String name) throws Refusal {
        JsonFields tools = usage.object(name);
        return tools == null ? null : tools.countOrNull("web_search_requests");
    }

    private static @Nullable StatedCost cost(JsonFields usage) throws Refusal {
        BigDecimal cost = StatedDollars.read(usage, "cost");
        if (cost == null) {
            return null;
        }
        if (!usage.node().path("is_byok").asBoolean(false)) {
            return StatedCost.ofDollars(OPENROUTER, cost);
        }
        JsonFields details = usage.object("cost_details");
        BigDecimal upstream = details == null ? null : StatedDollars.read(details, "upstream_inference_cost");
        return upstream == null
                ? null
                : StatedCost.ofDollars(
                        OPENROUTER,
                        StatedDollars.checked(cost.add(upstream), usage.pathOf("cost") + " with that of the upstream"));
    }
}
