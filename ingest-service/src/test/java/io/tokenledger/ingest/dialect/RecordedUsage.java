package io.tokenledger.ingest.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Our meters in the names of the recorded payloads' {@code expected.usage}: totals that hold their parts, as others worked
 * them out.
 */
final class RecordedUsage {
    /** Splits of the input and output text that no meter of ours has. */
    private static final Set<String> NOT_METERED = Set.of(
            "input_text_tokens",
            "output_text_tokens",
            "input_tool_tokens",
            "input_text_tool_tokens",
            "cache_text_read_tokens",
            "cache_video_read_tokens");

    private RecordedUsage() {}

    /** What is expected and differs, as {@code name: expected …, is …}; empty where all agrees. */
    static Map<String, String> differences(JsonNode expected, MeteredUsage usage) {
        Map<String, Long> actual = totals(usage);
        var differences = new TreeMap<String, String>();
        for (Map.Entry<String, JsonNode> field : expected.properties()) {
            if (!NOT_METERED.contains(field.getKey()) && field.getValue().isNumber()) {
                Long is = actual.get(field.getKey());
                if (is == null || is != field.getValue().longValue()) {
                    differences.put(field.getKey(), "expected " + field.getValue() + ", is " + is);
                }
            }
        }
        return differences;
    }

    private static Map<String, Long> totals(MeteredUsage usage) {
        var totals = new TreeMap<String, Long>();
        totals.put("input_tokens", side(usage, Meter.Side.INPUT_TOKENS));
        totals.put("output_tokens", side(usage, Meter.Side.OUTPUT_TOKENS));
        totals.put(
                "cache_read_tokens",
                sum(usage, Meter.CACHED_INPUT, Meter.CACHED_AUDIO_INPUT, Meter.CACHED_IMAGE_INPUT));
        totals.put("cache_write_tokens", sum(usage, Meter.CACHE_WRITE, Meter.CACHE_WRITE_1H));
        totals.put("cache_write_5m_tokens", sum(usage, Meter.CACHE_WRITE));
        totals.put("cache_write_1h_tokens", sum(usage, Meter.CACHE_WRITE_1H));
        totals.put("output_reasoning_tokens", sum(usage, Meter.REASONING));
        totals.put("input_audio_tokens", sum(usage, Meter.AUDIO_INPUT, Meter.CACHED_AUDIO_INPUT));
        totals.put("cache_audio_read_tokens", sum(usage, Meter.CACHED_AUDIO_INPUT));
        totals.put("output_audio_tokens", sum(usage, Meter.AUDIO_OUTPUT));
        totals.put("input_image_tokens", sum(usage, Meter.IMAGE_INPUT, Meter.CACHED_IMAGE_INPUT));
        totals.put("cache_image_read_tokens", sum(usage, Meter.CACHED_IMAGE_INPUT));
        totals.put("output_image_tokens", sum(usage, Meter.IMAGE_OUTPUT));
        totals.put("input_video_tokens", sum(usage, Meter.VIDEO_INPUT));
        totals.put("web_searches", sum(usage, Meter.WEB_SEARCHES));
        totals.put("web_search_requests", sum(usage, Meter.WEB_SEARCHES));
        return totals;
    }

    private static long side(MeteredUsage usage, Meter.Side side) {
        long sum = 0;
        for (Meter meter : Meter.builtIn()) {
            if (meter.side() == side) {
                sum += usage.meters().quantity(meter);
            }
        }
        return sum;
    }

    private static long sum(MeteredUsage usage, Meter... meters) {
        long sum = 0;
        for (Meter meter : meters) {
            sum += usage.meters().quantity(meter);
        }
        return sum;
    }
}
