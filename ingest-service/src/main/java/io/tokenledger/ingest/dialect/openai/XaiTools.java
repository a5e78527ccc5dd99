package io.tokenledger.ingest.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What xAI bills beside tokens (xAI docs, "Tools pricing"): calls of the tools that it ran itself, a list in the gRPC
 * form, counts in the other; and the sources of the earlier live search, which are not searches and have a meter of their
 * own. A tool that is not known here keeps its name: it leaves the event unpriced until a price list has it, and is never
 * free.
 */
final class XaiTools {
    private static final String TOOL = "SERVER_SIDE_TOOL_";

    /** These cost tokens only. */
    private static final Set<String> FREE = Set.of("view_image", "view_x_video", "mcp", "mcp_calls", "");

    private static final Map<String, Meter> METERS = Map.ofEntries(
            Map.entry("web_search", Meter.WEB_SEARCHES),
            Map.entry("web_search_calls", Meter.WEB_SEARCHES),
            Map.entry("x_search", Meter.of("social_searches")),
            Map.entry("x_search_calls", Meter.of("social_searches")),
            Map.entry("code_execution", Meter.of("code_executions")),
            Map.entry("code_interpreter_calls", Meter.of("code_executions")),
            Map.entry("collections_search", Meter.of("file_searches")),
            Map.entry("file_search_calls", Meter.of("file_searches")),
            Map.entry("attachment_search", Meter.of("attachment_searches")),
            Map.entry("document_search_calls", Meter.of("attachment_searches")));

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private XaiTools() {}

    /** Adds what that usage tells of them; where it tells nothing, the reading keeps what it has. */
    static Reading.Builder meter(JsonFields usage, Reading.Builder reading) throws Refusal {
        var used = new TreeMap<Meter, Long>();
        for (JsonNode tool : usage.node().path("server_side_tools_used")) {
            add(used, tool.asText("").replace(TOOL, "").toLowerCase(Locale.ROOT), 1);
        }
        JsonFields details = usage.object("server_side_tool_usage_details");
        if (details != null) {
            for (Map.Entry<String, JsonNode> tool : details.node().properties()) {
                if (!NAME.matcher(tool.getKey()).matches()) {
                    throw new Refusal(
                            IngestError.METER_INVALID,
                            details.path()
                                    + " has a key that is no name of a tool: lower-case letters, digits and '_'");
                }
                add(used, tool.getKey(), details.count(tool.getKey()));
            }
        }
        long sources = usage.count("num_sources_used");
        if (sources > 0) {
            used.put(Meter.of("search_sources"), sources);
        }
        Long searches = used.remove(Meter.WEB_SEARCHES);
        if (used.size() > Meters.MOST_FURTHER) {
            throw new Refusal(
                    IngestError.COUNT_ABSURD,
                    usage.path() + " tells of " + used.size() + " kinds of tools: at most " + Meters.MOST_FURTHER);
        }
        return (searches == null ? reading : reading.webSearches(searches)).further(used);
    }

    private static void add(Map<Meter, Long> used, String tool, long calls) {
        if (calls > 0 && !FREE.contains(tool)) {
            Meter meter = METERS.get(tool);
            used.merge(meter == null ? unknown(tool) : meter, calls, Long::sum);
        }
    }

    private static Meter unknown(String tool) {
        Meter meter = Meter.of(NAME.matcher(tool).matches() ? tool : "server_side_tools");
        return meter.isBuiltIn() ? Meter.of("server_side_tools") : meter;
    }
}
