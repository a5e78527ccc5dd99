package io.tokenledger.ingest.dialect.anthropic;

import io.tokenledger.contract.Meter;
import io.tokenledger.ingest.dialect.Asked;
import io.tokenledger.ingest.dialect.Counts;
import io.tokenledger.ingest.dialect.FurtherCounts;
import io.tokenledger.ingest.dialect.InputUsage;
import io.tokenledger.ingest.dialect.OutputUsage;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's {@code usage} (Messages API reference, "usage"): {@code input_tokens} leave out what was read from a
 * cache and written to one, so the total is the sum of the three.
 *
 * @param further what is billed beside: tools that the provider ran, tokens of another model
 * @param tier the tier that was served; null where it is not said
 * @param region where inference was bound to stay; null where it could be anywhere
 */
public record AnthropicUsage(
        InputUsage input,
        OutputUsage output,
        long webSearches,
        Map<Meter, Long> further,
        @Nullable String tier,
        @Nullable String region) {
    /** Counted in {@code server_tool_use} and not billed by the call (Anthropic pricing, "Specific tool pricing"). */
    private static final Set<String> NOT_BILLED_BY_CALL =
            Set.of("web_fetch_requests", "code_execution_requests", "tool_search_requests");

    private static final String SEARCHES = "web_search_requests";

    /** Values of {@code inference_geo} that name no region. */
    private static final Set<String> ANYWHERE = Set.of("global", "not_available");

    /** Reads a whole usage, or what is left of a stream's. */
    public static AnthropicUsage read(JsonFields usage) throws Refusal {
        FurtherCounts further = new FurtherCounts(usage);
        JsonFields tools = usage.object("server_tool_use");
        Iterations again = Iterations.read(usage, further);
        if (tools != null) {
            addTools(tools, further);
        }
        JsonFields details = usage.object("output_tokens_details");
        Long output = usage.countOrNull("output_tokens");
        return new AnthropicUsage(
                input(usage, again),
                new OutputUsage(
                        output == null ? null : Counts.total(usage, output, again.output()),
                        details == null ? 0 : details.count("thinking_tokens"),
                        0),
                tools == null ? 0 : tools.count(SEARCHES),
                further.map(),
                "fast".equals(Asked.text(usage, "speed")) ? "fast" : Asked.text(usage, "service_tier"),
                region(Asked.text(usage, "inference_geo")));
    }

    private static InputUsage input(JsonFields usage, Iterations again) throws Refusal {
        Tokens top = Tokens.read(usage);
        Long plain = usage.countOrNull("input_tokens");
        long cached = top.cached() + again.input().cached();
        long written = top.written() + again.input().written();
        return new InputUsage(
                plain == null ? null : Counts.total(usage, plain, again.input().plain(), cached, written),
                cached,
                written,
                top.written1h() + again.input().written1h(),
                0,
                0);
    }

    private static void addTools(JsonFields tools, FurtherCounts further) throws Refusal {
        for (var tool : tools.node().properties()) {
            String name = tool.getKey();
            boolean isCount = tool.getValue().isNumber();
            if (isCount && !name.equals(SEARCHES) && !NOT_BILLED_BY_CALL.contains(name)) {
                further.add(name, tools.count(name));
            }
        }
    }

    private static @Nullable String region(@Nullable String geo) {
        return geo == null || ANYWHERE.contains(geo) ? null : geo;
    }

    /**
     * Input tokens, as disjoint parts.
     *
     * @param written1h a part of {@code written}
     */
    record Tokens(long plain, long cached, long written, long written1h) {
        static Tokens read(JsonFields usage) throws Refusal {
            JsonFields creation = usage.object("cache_creation");
            long fiveMinutes = creation == null ? 0 : creation.count("ephemeral_5m_input_tokens");
            long oneHour = creation == null ? 0 : creation.count("ephemeral_1h_input_tokens");
            Long written = usage.countOrNull("cache_creation_input_tokens");
            return new Tokens(
                    usage.count("input_tokens"),
                    usage.count("cache_read_input_tokens"),
                    written == null ? fiveMinutes + oneHour : written,
                    oneHour);
        }
    }
}
