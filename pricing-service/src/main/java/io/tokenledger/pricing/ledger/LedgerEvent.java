package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.Capability;
import io.tokenledger.contract.EventKey;
import io.tokenledger.contract.Measured;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.Meters;
import io.tokenledger.contract.Provenance;
import io.tokenledger.contract.StatedCost;
import io.tokenledger.pricing.rating.RatingRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an entry is about: an event as it was metered, or the occasion of a charge. The same for all entries of an event.
 *
 * @param dimensionId {@link UsageDimension#id()} of {@code dimension}
 * @param occurredAt when the usage happened, to the microsecond: part of the entries' key
 * @param tagsJson a JSON object; null where there are no tags
 * @param meters what was used; of a charge nothing
 * @param capabilities {@link Capability#bits} of what the request made use of, as stated and as its meters tell
 * @param aborted whether the answer was cut off before its end
 * @param statedCost what somebody else says that it cost; null where nobody does
 * @param measured what ingest found out beside
 */
public record LedgerEvent(
        UsageDimension dimension,
        UUID dimensionId,
        Instant occurredAt,
        UUID eventKey,
        String source,
        String eventId,
        String eventType,
        @Nullable String user,
        @Nullable String tagsJson,
        Meters meters,
        Provenance inputProvenance,
        Provenance outputProvenance,
        Instant receivedAt,
        int capabilities,
        boolean aborted,
        @Nullable StatedCost statedCost,
        Measured measured) {
    private static final String CHARGE_TYPE = "io.tokenledger.charge.v1";
    private static final Meters NOTHING = Meters.builder().build();

    /** Adds to the capabilities what the meters tell. */
    public LedgerEvent {
        capabilities |= Capability.bits(Capability.impliedBy(meters));
    }

    static LedgerEvent of(MeteredUsage usage, UUID eventKey, UsageDimension dimension, UUID dimensionId) {
        return new LedgerEvent(
                dimension,
                dimensionId,
                usage.occurredAt(),
                eventKey,
                usage.source(),
                usage.id(),
                usage.type(),
                usage.user(),
                usage.tags().isEmpty() ? null : TagsJson.write(usage.tags()),
                usage.meters(),
                usage.inputProvenance(),
                usage.outputProvenance(),
                usage.receivedAt(),
                Capability.bits(usage.capabilitiesUsed()),
                usage.aborted(),
                usage.providerStatedCost(),
                usage.measured());
    }

    /**
     * The occasion of a charge, which no event stands for. {@code source} and {@code id} are its identity within the
     * tenant; both together must never be those of an event.
     *
     * @param occurredAt the time that the charge is for
     */
    public static LedgerEvent ofCharge(
            UsageDimension dimension, Instant occurredAt, String source, String id, Instant now) {
        return new LedgerEvent(
                dimension,
                dimension.id(),
                occurredAt,
                EventKey.of(source, id),
                source,
                id,
                CHARGE_TYPE,
                null,
                null,
                NOTHING,
                Provenance.COUNTED,
                Provenance.COUNTED,
                now,
                0,
                false,
                null,
                Measured.NOTHING);
    }

    public String tenant() {
        return dimension.tenant();
    }

    /** What has to be known to rate the event, at any version of the price book. */
    public RatingRequest ratingRequest() {
        String region = dimension.region();
        return new RatingRequest(
                dimension.tenant(),
                dimension.provider(),
                dimension.model(),
                dimension.serviceTier(),
                region == null ? "" : region,
                occurredAt,
                meters);
    }
}
