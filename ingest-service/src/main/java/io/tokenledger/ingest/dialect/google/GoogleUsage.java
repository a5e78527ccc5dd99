package io.tokenledger.ingest.dialect.google;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.dialect.Asked;
import io.tokenledger.ingest.dialect.Counts;
import io.tokenledger.ingest.dialect.InputUsage;
import io.tokenledger.ingest.dialect.OutputUsage;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Google's {@code usageMetadata} (Gemini API reference, "UsageMetadata"): the prompt's tokens include the cached ones
 * and leave out those of tools' results; the candidates' leave out the thoughts. A count that is 0 is not written.
 */
final class GoogleUsage {
    private GoogleUsage() {}

    /** Whether it has counts of a request; a stream's first chunks have none. */
    static boolean isStated(JsonFields usage) {
        return usage.present("promptTokenCount") != null;
    }

    static InputUsage input(JsonFields usage) throws Refusal {
        Modalities cached = Modalities.read(usage, "cacheTokensDetails");
        Modalities fresh = Modalities.read(usage, "promptTokensDetails", "promptTokenDetails")
                .plus(Modalities.read(usage, "toolUsePromptTokensDetails"), usage)
                .minus(cached, usage);
        // There is no meter of cached video: it is cached input.
        long cachedRest = Counts.rest(
                usage,
                "cached tokens",
                usage.count("cachedContentTokenCount"),
                Counts.total(usage, cached.audio(), cached.image()));
        return new InputUsage(
                Counts.total(usage, usage.count("promptTokenCount"), usage.count("toolUsePromptTokenCount")),
                cachedRest,
                0,
                0,
                fresh.audio(),
                fresh.image(),
                fresh.video(),
                cached.audio(),
                cached.image());
    }

    /**
     * The output.
     *
     * @param aborted whether the answer was cut off: then a count that is not there is not 0 but unknown
     */
    static OutputUsage output(JsonFields usage, boolean aborted) throws Refusal {
        long thoughts = usage.count("thoughtsTokenCount");
        Long candidates = Counts.first(usage, "candidatesTokenCount", "responseTokenCount");
        Modalities made = Modalities.read(usage, "candidatesTokensDetails", "responseTokensDetails");
        Long total =
                candidates == null && aborted ? null : (Long) Counts.total(usage, Counts.orZero(candidates), thoughts);
        return new OutputUsage(total, thoughts, made.audio(), made.image(), made.video());
    }

    /**
     * The tier that was served: {@code serviceTier} of the Gemini API, else Vertex AI's {@code trafficType}.
     * Throughput that is paid by the hour is a tier of its own, which the list has no price for.
     */
    static @Nullable String tier(JsonFields usage) throws Refusal {
        String tier = Asked.text(usage, "serviceTier");
        JsonNode traffic = usage.present("trafficType");
        if (tier != null || traffic == null) {
            return tier;
        }
        String kind = traffic.isNumber() ? traffic.asText() : Asked.text(usage, "trafficType");
        return switch (kind) {
            case null -> null;
            case "TRAFFIC_TYPE_UNSPECIFIED", "0" -> null;
            case "ON_DEMAND", "1" -> "standard";
            case "ON_DEMAND_FLEX" -> "flex";
            case "ON_DEMAND_PRIORITY" -> "priority";
            case "PROVISIONED_THROUGHPUT", "2" -> "provisioned_throughput";
            case String other -> other.toLowerCase(Locale.ROOT);
        };
    }
}
