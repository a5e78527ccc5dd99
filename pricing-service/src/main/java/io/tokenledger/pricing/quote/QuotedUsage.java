package io.tokenledger.pricing.quote;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.problem.PricingError;
import java.util.Set;

/**
 * Reads usage in the native form, where {@code input_tokens} includes the cached, written, audio and image ones and
 * {@code output_tokens} the reasoning and audio ones, into disjoint meters. Pure.
 */
final class QuotedUsage {
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
            "requests",
            "web_searches");

    private QuotedUsage() {}

    static Meters read(JsonNode usage) {
        if (usage.isMissingNode() || usage.isNull()) {
            throw PricingError.FIELD_MISSING.because("usage is missing");
        }
        if (!usage.isObject()) {
            throw PricingError.FIELD_WRONG_TYPE.because("usage is an object, not " + QuoteRequest.kind(usage));
        }
        QuoteRequest.refuseUnknown(usage, FIELDS, "usage.");
        var meters = Meters.builder();
        readInput(usage, meters);
        readOutput(usage, meters);
        return meters.set(Meter.REQUESTS, count(usage, "requests", 1))
                .set(Meter.WEB_SEARCHES, count(usage, "web_searches", 0))
                .build();
    }

    private static void readInput(JsonNode usage, Meters.Builder meters) {
        long input = count(usage, "input_tokens", 0);
        long cached = count(usage, "cached_input_tokens", 0);
        long written = count(usage, "cache_write_tokens", 0);
        long written1h = count(usage, "cache_write_1h_tokens", 0);
        long audio = count(usage, "audio_input_tokens", 0);
        long image = count(usage, "image_input_tokens", 0);
        atMost("cache_write_1h_tokens", written1h, "cache_write_tokens", written);
        atMost(
                "cached_input_tokens + cache_write_tokens + audio_input_tokens + image_input_tokens",
                cached + written + audio + image,
                "input_tokens",
                input);
        meters.set(Meter.INPUT, input - cached - written - audio - image)
                .set(Meter.CACHED_INPUT, cached)
                .set(Meter.CACHE_WRITE, written - written1h)
                .set(Meter.CACHE_WRITE_1H, written1h)
                .set(Meter.AUDIO_INPUT, audio)
                .set(Meter.IMAGE_INPUT, image);
    }

    private static void readOutput(JsonNode usage, Meters.Builder meters) {
        long output = count(usage, "output_tokens", 0);
        long reasoning = count(usage, "reasoning_tokens", 0);
        long audio = count(usage, "audio_output_tokens", 0);
        atMost("reasoning_tokens + audio_output_tokens", reasoning + audio, "output_tokens", output);
        meters.set(Meter.OUTPUT, output - reasoning - audio)
                .set(Meter.REASONING, reasoning)
                .set(Meter.AUDIO_OUTPUT, audio);
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
                    name + " is " + QuoteRequest.kind(value) + ": a count is a JSON integer");
        }
        if (value.bigIntegerValue().signum() < 0) {
            throw PricingError.COUNT_NEGATIVE.because(
                    name + " is " + QuoteRequest.kind(value) + ": a count is at least 0");
        }
        if (!value.canConvertToLong() || value.longValue() > LARGEST_COUNT) {
            throw PricingError.COUNT_ABSURD.because(
                    name + " is " + QuoteRequest.kind(value) + ": a count is at most " + LARGEST_COUNT);
        }
        return value.longValue();
    }
}
