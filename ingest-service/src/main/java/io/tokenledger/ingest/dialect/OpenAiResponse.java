package io.tokenledger.ingest.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What both of OpenAI's dialects share: attribution in {@code data}, the provider's object in {@code data.response},
 * whole or with its {@code usage} alone. Where the object itself is the data, with the attribution put into it, that is
 * understood too.
 */
record OpenAiResponse(JsonFields data, Attribution attribution, JsonFields response) {
    private static final BigDecimal MAX_EPOCH_SECONDS = BigDecimal.valueOf(100_000_000_000L);

    /** More digits behind the point than any clock has; an exponent of a million would take minutes to work out. */
    private static final int MAX_SCALE = 100;

    static OpenAiResponse read(JsonFields data) throws Refusal {
        var attribution = Attribution.read(data);
        JsonFields response = data.object("response");
        return new OpenAiResponse(data, attribution, response == null ? data : response);
    }

    Reading reading(
            @Nullable JsonFields usage,
            InputUsage input,
            OutputUsage output,
            @Nullable Instant created,
            long webSearches,
            @Nullable JsonNode ownOutput)
            throws Refusal {
        String provider = Asked.text(data, "provider");
        Content content = Content.read(data, ownOutput);
        return new Reading(
                attribution,
                provider == null ? "openai" : provider,
                Asked.model(
                        Asked.either(Asked.text(response, "model"), Asked.text(data, "model")),
                        "data.response.model, or else data.model,"),
                ServiceTier.served(askedTier(), Asked.text(response, "service_tier")),
                Asked.text(data, "region"),
                effort(),
                created,
                usage != null,
                input,
                output,
                1,
                webSearches,
                Map.of(),
                UsedCapabilities.of(data, content, response.node()),
                content);
    }

    /** Beside the response; a usage that stands bare in {@code data} has one field for both. */
    private @Nullable String askedTier() throws Refusal {
        return response.equals(data) ? null : Asked.text(data, "service_tier");
    }

    private @Nullable String effort() throws Refusal {
        String stated = Asked.text(data, "reasoning_effort");
        JsonFields reasoning = stated == null ? response.object("reasoning") : null;
        return reasoning == null ? stated : Asked.text(reasoning, "effort");
    }

    /** Epoch seconds, which some clients write with a fraction; null where the object does not say. */
    @Nullable
    Instant epochSeconds(String name) throws Refusal {
        JsonNode value = response.present(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            throw response.wrongType(name, value, "a number of seconds");
        }
        BigDecimal seconds = value.decimalValue();
        if (Math.abs(seconds.scale()) > MAX_SCALE || seconds.abs().compareTo(MAX_EPOCH_SECONDS) > 0) {
            throw new Refusal(IngestError.TIME_OUT_OF_RANGE, response.pathOf(name) + " is no time of this era");
        }
        long micros = seconds.movePointRight(6).setScale(0, RoundingMode.FLOOR).longValueExact();
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
