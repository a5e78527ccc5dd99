package io.tokenledger.ingest.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the dialects of all providers share: attribution in {@code data}, the provider's object in {@code data.response},
 * whole or with its {@code usage} alone. Where the object itself is the data, with the attribution put into it, that is
 * understood too.
 *
 * @param response the provider's object
 */
public record ProviderObject(JsonFields data, Attribution attribution, JsonFields response) {
    private static final BigDecimal MAX_EPOCH_SECONDS = BigDecimal.valueOf(100_000_000_000L);

    /** More digits behind the point than any clock has; an exponent of a million would take minutes to work out. */
    private static final int MAX_SCALE = 100;

    /** The provider's object of that event. */
    public static ProviderObject read(CloudEvent event) throws Refusal {
        JsonFields data = event.data();
        var attribution = Attribution.read(event);
        JsonFields response = data.object("response");
        return new ProviderObject(data, attribution, response == null ? data : response);
    }

    /**
     * An object that does not stand whole in the event, such as one that was put together from a stream.
     *
     * @param path where its parts stand, for the sender
     */
    public static ProviderObject of(CloudEvent event, JsonNode object, String path) throws Refusal {
        return new ProviderObject(event.data(), Attribution.read(event), new JsonFields(object, path));
    }

    /** The same attribution with another object, such as one that stands within the first. */
    public ProviderObject with(JsonNode object, String path) {
        return new ProviderObject(data, attribution, new JsonFields(object, path));
    }

    /**
     * A reading with what is the same for all providers: provider, model, region, effort, content, capabilities, and the
     * tier in the field {@code service_tier}, and whether the sender says that the answer was cut off.
     *
     * @param provider what the dialect stands for, where {@code data.provider} does not say it
     * @param ownOutput the provider's own form of the answer, for counting only; null where it has none
     */
    public Reading.Builder reading(String provider, @Nullable JsonNode ownOutput) throws Refusal {
        String stated = Asked.text(data, "provider");
        Content content = Content.read(data, ownOutput);
        return Reading.of(
                        attribution,
                        stated == null ? provider : stated,
                        Asked.model(
                                Asked.either(Asked.text(response, "model"), Asked.text(data, "model")),
                                "data.response.model, or else data.model,"))
                .serviceTier(ServiceTier.served(askedTier(), Asked.text(response, "service_tier")))
                .region(Asked.text(data, "region"))
                .reasoningEffort(effort())
                .capabilitiesUsed(UsedCapabilities.of(data, content, response.node()))
                .aborted(Asked.flag(data, "aborted"))
                .content(content);
    }

    /** The tier that was asked for, beside the response; a usage that stands bare in {@code data} has one field for both. */
    public @Nullable String askedTier() throws Refusal {
        return response.equals(data) ? null : Asked.text(data, "service_tier");
    }

    private @Nullable String effort() throws Refusal {
        String stated = Asked.text(data, "reasoning_effort");
        JsonFields reasoning = stated == null ? response.object("reasoning") : null;
        return reasoning == null ? stated : Asked.text(reasoning, "effort");
    }

    /** Epoch seconds, which some clients write with a fraction; null where the object does not say. */
    public @Nullable Instant epochSeconds(String name) throws Refusal {
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
