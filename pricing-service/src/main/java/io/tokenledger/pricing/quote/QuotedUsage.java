package io.tokenledger.pricing.quote;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.json.JsonText;
import io.tokenledger.pricing.problem.PricingError;
import java.util.Set;

/**
 * Reads usage in the native form, where {@code input_tokens} includes the cached, written, audio and image ones and
 * {@code output_tokens} the reasoning and audio ones, into disjoint meters. Pure.
 */
record QuotedUsage(Meters meters, boolean requestsAssumed) {
    /** Beyond any request, and small enough that no sum of counts overflows. */
    private static final long LARGEST_COUNT = 10_000_000_000L;

    private static final Set<String> FIELDS = Set.of(
            "input_tokens",
            "cached_input_tokens",
            "cache_write_tokens",
            "cache_write_1h_tokens",
            "output_tokens",
            "reasoning_tokens",
            "audio_input_tokens",
            "audio_output_tokens",
            "image_input_tokens",
            "video_input_tokens",
            "cached_audio_input_tokens",
            "cached_image_input_tokens",
            "image_output_tokens",
            "video_output_tokens",
            "requests",
            "web_searches",
            "meters");

    /** Where the quantity of a line comes from: the caller stated it, it is what its parts leave, or it was assumed. */
    String provenance(Meter meter) {
        if (meter.equals(Meter.REQUESTS) && requestsAssumed) {
            return "assumed";
        }
        boolean isRemainder = (meter.equals(Meter.INPUT) && meters.quantity(meter) < meters.inputTokens())
                || (meter.equals(Meter.OUTPUT) && meters.quantity(meter) < meters.outputTokens())
                || (meter.equals(Meter.CACHE_WRITE) && meters.quantity(Meter.CACHE_WRITE_1H) > 0);
        return isRemainder ? "remainder" : "stated";
    }

    static QuotedUsage read(JsonNode usage) {
        if (usage.isMissingNode() || usage.isNull()) {
            throw PricingError.FIELD_MISSING.because("usage is missing");
        }
        if (!usage.isObject()) {
            throw PricingError.FIELD_WRONG_TYPE.because("usage is an object, not " + JsonText.kind(usage));
        }
        QuoteRequest.refuseUnknown(usage, FIELDS, "usage.");
        var meters = Meters.builder();
        readInput(usage, meters);
        readOutput(usage, meters);
        readFurther(usage, meters);
        meters.set(Meter.REQUESTS, count(usage, "requests", 1))
                .set(Meter.WEB_SEARCHES, count(usage, "web_searches", 0));
        return new QuotedUsage(meters.build(), !usage.hasNonNull("requests"));
    }

    private static void readInput(JsonNode usage, Meters.Builder meters) {
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
        atMost("cache_write_1h_tokens", written1h, "cache_write_tokens", written);
        atMost(
                "cached_input_tokens + cache_write_tokens + audio_input_tokens + image_input_tokens + video_input_tokens"
                        + " + cached_audio_input_tokens + cached_image_input_tokens",
                parts,
                "input_tokens",
                input);
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

    private static void readOutput(JsonNode usage, Meters.Builder meters) {
        long output = count(usage, "output_tokens", 0);
        long reasoning = count(usage, "reasoning_tokens", 0);
        long audio = count(usage, "audio_output_tokens", 0);
        long image = count(usage, "image_output_tokens", 0);
        long video = count(usage, "video_output_tokens", 0);
        long parts = reasoning + audio + image + video;
        atMost(
                "reasoning_tokens + audio_output_tokens + image_output_tokens + video_output_tokens",
                parts,
                "output_tokens",
                output);
        meters.set(Meter.OUTPUT, output - parts)
                .set(Meter.IMAGE_OUTPUT, image)
                .set(Meter.VIDEO_OUTPUT, video)
                .set(Meter.REASONING, reasoning)
                .set(Meter.AUDIO_OUTPUT, audio);
    }

    /** {@code usage.meters}: what is used beside tokens, by the names of the price book. */
    private static void readFurther(JsonNode usage, Meters.Builder meters) {
        JsonNode further = usage.path("meters");
        if (further.isMissingNode() || further.isNull()) {
            return;
        }
        if (!further.isObject() || further.size() > Meters.MOST_FURTHER) {
            throw PricingError.FIELD_WRONG_TYPE.because(
                    "usage.meters is an object of at most " + Meters.MOST_FURTHER + " counts by the names of meters");
        }
        for (var field : further.properties()) {
            meters.set(further(field.getKey()), count(further, field.getKey(), 0));
        }
    }

    private static Meter further(String name) {
        try {
            Meter meter = Meter.of(name);
            if (!meter.isBuiltIn()) {
                return meter;
            }
        } catch (IllegalArgumentException e) {
            throw PricingError.FIELD_UNKNOWN.because("usage.meters: " + e.getMessage(), e);
        }
        throw PricingError.FIELD_UNKNOWN.because("usage.meters." + name + " has a field of its own in usage");
    }

    private static void atMost(String part, long partCount, String whole, long wholeCount) {
        if (partCount > wholeCount) {
            throw PricingError.COUNT_EXCEEDS_WHOLE.because("usage." + whole + " is " + wholeCount + ", " + part + " is "
                    + partCount + ": a part is at most its whole");
        }
    }

    private static long count(JsonNode usage, String field, long absent) {
        JsonNode value = usage.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return absent;
        }
        String name = "usage." + field;
        if (!value.isIntegralNumber()) {
            throw PricingError.COUNT_NOT_AN_INTEGER.because(
                    name + " is " + JsonText.kind(value) + ": a count is a JSON integer");
        }
        if (value.bigIntegerValue().signum() < 0) {
            throw PricingError.COUNT_NEGATIVE.because(name + " is " + JsonText.kind(value) + ": a count is at least 0");
        }
        if (!value.canConvertToLong() || value.longValue() > LARGEST_COUNT) {
            throw PricingError.COUNT_ABSURD.because(
                    name + " is " + JsonText.kind(value) + ": a count is at most " + LARGEST_COUNT);
        }
        return value.longValue();
    }
}
