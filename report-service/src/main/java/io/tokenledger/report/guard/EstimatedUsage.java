package io.tokenledger.report.guard;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import java.math.BigDecimal;

/**
 * Reads usage in the native form, where {@code input_tokens} includes the cached, written, audio, image and video ones and
 * {@code output_tokens} the reasoning, audio, image and video ones, into disjoint meters. Pure.
 */
final class EstimatedUsage {
    /** Beyond any request, and small enough that no sum of counts overflows. */
    private static final String LARGEST_COUNT = "10000000000";

    private static final String[] FIELDS = {
        "input_tokens", "cached_input_tokens", "cache_write_tokens", "cache_write_1h_tokens", "output_tokens",
        "reasoning_tokens", "audio_input_tokens", "audio_output_tokens", "image_input_tokens", "video_input_tokens",
        "cached_audio_input_tokens", "cached_image_input_tokens", "image_output_tokens", "video_output_tokens",
                "requests",
        "web_searches", "meters"
    };

    private EstimatedUsage() {}

    static Meters read(JsonFields usage) {
        usage.onlyOf(FIELDS);
        var meters = Meters.builder();
        readInput(usage, meters);
        readOutput(usage, meters);
        meters.set(Meter.REQUESTS, count(usage, "requests", 1))
                .set(Meter.WEB_SEARCHES, count(usage, "web_searches", 0));
        JsonFields further = usage.object("meters");
        if (further != null) {
            readFurther(further, meters);
        }
        return meters.build();
    }

    private static void readInput(JsonFields usage, Meters.Builder meters) {
        long input = count(usage, "input_tokens", 0);
        long cached = count(usage, "cached_input_tokens", 0);
        long written = count(usage, "cache_write_tokens", 0);
        long written1h = count(usage, "cache_write_1h_tokens", 0);
        long audio = count(usage, "audio_input_tokens", 0);
        long image = count(usage, "image_input_tokens", 0);
        long video = count(usage, "video_input_tokens", 0);
        long cachedAudio = count(usage, "cached_audio_input_tokens", 0);
        long cachedImage = count(usage, "cached_image_input_tokens", 0);
        long parts = cached + written + audio + image + video + cachedAudio + cachedImage;
        refuseOver(usage.name("cache_write_1h_tokens"), written1h, usage.name("cache_write_tokens"), written);
        refuseOver("what is cached, written, audio, image and video of it", parts, usage.name("input_tokens"), input);
        meters.set(Meter.INPUT, input - parts)
                .set(Meter.CACHED_INPUT, cached)
                .set(Meter.CACHE_WRITE, written - written1h)
                .set(Meter.CACHE_WRITE_1H, written1h)
                .set(Meter.AUDIO_INPUT, audio)
                .set(Meter.IMAGE_INPUT, image)
                .set(Meter.VIDEO_INPUT, video)
                .set(Meter.CACHED_AUDIO_INPUT, cachedAudio)
                .set(Meter.CACHED_IMAGE_INPUT, cachedImage);
    }

    private static void readOutput(JsonFields usage, Meters.Builder meters) {
        long output = count(usage, "output_tokens", 0);
        long reasoning = count(usage, "reasoning_tokens", 0);
        long audio = count(usage, "audio_output_tokens", 0);
        long image = count(usage, "image_output_tokens", 0);
        long video = count(usage, "video_output_tokens", 0);
        long parts = reasoning + audio + image + video;
        refuseOver("what is reasoning, audio, image and video of it", parts, usage.name("output_tokens"), output);
        meters.set(Meter.OUTPUT, output - parts)
                .set(Meter.REASONING, reasoning)
                .set(Meter.AUDIO_OUTPUT, audio)
                .set(Meter.IMAGE_OUTPUT, image)
                .set(Meter.VIDEO_OUTPUT, video);
    }

    /** What is used beside tokens, by the names of the price book. */
    private static void readFurther(JsonFields further, Meters.Builder meters) {
        if (further.names().size() > Meters.MOST_FURTHER) {
            throw ReportError.FIELD_INVALID.because("estimate.usage.meters has "
                    + further.names().size() + " meters: at most " + Meters.MOST_FURTHER + " are expected");
        }
        for (String name : further.names()) {
            meters.set(further(further, name), count(further, name, 0));
        }
    }

    private static Meter further(JsonFields further, String name) {
        try {
            Meter meter = Meter.of(name);
            if (!meter.isBuiltIn()) {
                return meter;
            }
        } catch (IllegalArgumentException notAMeter) {
            throw ReportError.FIELD_UNKNOWN.because("estimate.usage.meters: " + notAMeter.getMessage(), notAMeter);
        }
        throw ReportError.FIELD_UNKNOWN.because(further.name(name) + " has a field of its own in usage");
    }

    private static void refuseOver(String part, long partCount, String whole, long wholeCount) {
        if (partCount > wholeCount) {
            throw ReportError.FIELD_INVALID.because(
                    whole + " is " + wholeCount + ", " + part + " is " + partCount + ": a part is at most its whole");
        }
    }

    private static long count(JsonFields fields, String field, long absent) {
        return fields.has(field) ? tokens(fields, field) : absent;
    }

    /** A whole number from 0 on that is there. */
    static long tokens(JsonFields fields, String field) {
        BigDecimal count = fields.decimal(field, "0", LARGEST_COUNT);
        if (count == null || count.stripTrailingZeros().scale() > 0) {
            throw ReportError.FIELD_INVALID.because(fields.name(field) + " is " + count + ": a whole number from 0 to "
                    + LARGEST_COUNT + " is expected");
        }
        return count.longValueExact();
    }
}
