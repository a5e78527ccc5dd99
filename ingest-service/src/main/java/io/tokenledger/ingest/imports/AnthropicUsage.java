package io.tokenledger.ingest.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;

/**
 * Anthropic's usage report of messages (Claude API reference, "Get Messages Usage Report"). Its input counts are disjoint:
 * uncached, read from the cache, written to it for five minutes or an hour. It does not say how many requests there were,
 * which matters where long contexts cost more: so the event stands for as few as its {@code context_window} allows.
 */
final class AnthropicUsage implements UsageReport {
    /** Above it a request is of the window {@code 200k-1M}. */
    private static final long SHORT_CONTEXT_TOKENS = 200_000;

    @Override
    public String provider() {
        return "anthropic";
    }

    @Override
    public void read(JsonFields result, ObjectNode data) throws Refusal {
        data.put("model", UsageReport.model(result, "group_by[]=model"));
        UsageReport.dimension(result, "workspace_id", data, "project");
        UsageReport.dimension(result, "service_tier", data, "service_tier");
        String geo = result.text("inference_geo", 64);
        if (geo != null && !geo.equals("not_available")) {
            data.put("region", geo);
        }
        ObjectNode tags = data.withObjectProperty("tags");
        for (String name : new String[] {"api_key_id", "account_id", "service_account_id", "context_window", "speed"}) {
            UsageReport.dimension(result, name, tags, name);
        }
        usage(result, data.withObjectProperty("usage"));
    }

    private static void usage(JsonFields result, ObjectNode usage) throws Refusal {
        JsonFields written = UsageReport.inner(result, "cache_creation");
        long hour = written.count("ephemeral_1h_input_tokens");
        long cacheWrite = hour + written.count("ephemeral_5m_input_tokens");
        long cached = result.count("cache_read_input_tokens");
        long input = result.count("uncached_input_tokens") + cached + cacheWrite;
        usage.put("input_tokens", input);
        UsageReport.count(usage, "cached_input_tokens", cached);
        UsageReport.count(usage, "cache_write_tokens", cacheWrite);
        UsageReport.count(usage, "cache_write_1h_tokens", hour);
        usage.put("output_tokens", result.count("output_tokens"));
        UsageReport.count(
                usage,
                "web_searches",
                UsageReport.inner(result, "server_tool_use").count("web_search_requests"));
        usage.put("requests", fewestRequests(result, input));
    }

    private static long fewestRequests(JsonFields result, long input) throws Refusal {
        String window = result.text("context_window", 64);
        if (input <= SHORT_CONTEXT_TOKENS) {
            return 1;
        }
        if (window == null) {
            throw new Refusal(
                    IngestError.USAGE_RESULT_AMBIGUOUS,
                    "context_window is missing, and the result has " + input + " input tokens: whether requests were "
                            + "over 200000 decides the price, so fetch the usage with group_by[]=context_window");
        }
        return window.equals("0-200k") ? Math.ceilDiv(input, SHORT_CONTEXT_TOKENS) : 1;
    }
}
