package io.tokenledger.ingest.dialect.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Meter;
import io.tokenledger.ingest.dialect.Counts;
import io.tokenledger.ingest.dialect.FurtherCounts;
import io.tokenledger.ingest.dialect.InputUsage;
import io.tokenledger.ingest.dialect.OutputUsage;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Converse's {@code usage} (Bedrock API reference, "TokenUsage"): {@code inputTokens} leave out what was read from a
 * cache and written to one, for Claude and for Nova alike. Older names of the cache's counts are understood.
 */
final class ConverseUsage {
    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");

    private ConverseUsage() {}

    static InputUsage input(JsonFields usage) throws Refusal {
        Long plain = Counts.wholeOrNull(usage, "inputTokens");
        long cached = Counts.orZero(Counts.first(usage, "cacheReadInputTokens", "cacheReadInputTokenCount"));
        long written = Counts.orZero(Counts.first(usage, "cacheWriteInputTokens", "cacheWriteInputTokenCount"));
        return new InputUsage(
                plain == null ? null : Counts.total(usage, plain, cached, written),
                cached,
                written,
                writtenForAnHour(usage),
                0,
                0);
    }

    static OutputUsage output(JsonFields usage) throws Refusal {
        return new OutputUsage(Counts.wholeOrNull(usage, "outputTokens"), 0, 0);
    }

    /** Tools that Bedrock ran, by their own names; none is known to be free. */
    static Map<Meter, Long> further(JsonFields usage) throws Refusal {
        FurtherCounts further = new FurtherCounts(usage);
        JsonFields tools = usage.object("serverToolUsage");
        if (tools != null) {
            for (var tool : tools.node().properties()) {
                if (tool.getValue().isNumber()) {
                    String name = HUMP.matcher(tool.getKey()).replaceAll("$1_$2");
                    further.add(name.toLowerCase(Locale.ROOT), tools.count(tool.getKey()));
                }
            }
        }
        return further.map();
    }

    private static long writtenForAnHour(JsonFields usage) throws Refusal {
        JsonNode details = usage.present("cacheDetails");
        long hour = 0;
        if (details != null) {
            if (!details.isArray()) {
                throw usage.wrongType("cacheDetails", details, "an array");
            }
            for (int i = 0; i < details.size(); i++) {
                var entry = new JsonFields(details.get(i), usage.pathOf("cacheDetails[" + i + "]"));
                if (entry.node().path("ttl").asText("").equals("1h")) {
                    hour = Counts.total(usage, hour, entry.count("inputTokens"));
                }
            }
        }
        return hour;
    }
}
