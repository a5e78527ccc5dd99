package io.tokenledger.contract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One usage event after ingest: attributed, normalised into disjoint meters, counted, without content. The record of
 * {@link Topics#USAGE_METERED}; its JSON Schema is {@code metered-usage.schema.json}.
 *
 * <p>{@code tenant}, {@code source} and {@code id} are its identity. A second record of the same identity with the same
 * {@code fingerprint} is a replay, with another fingerprint a conflict.
 *
 * @param type the CloudEvents type, which named the dialect
 * @param fingerprint what was said: {@link #fingerprintOf} over everything but the time of receipt
 * @param occurredAt when the usage happened, to the microsecond; it picks the price
 * @param receivedAt when ingest took it; not part of what was said
 * @param serviceTier the tier that was served: standard, batch, flex, priority
 * @param tags free labels, sorted by key
 * @param capabilitiesUsed what the request made use of, as far as it is known; empty: nothing is known to be
 * @param aborted whether the answer was cut off before its end, so that what was used is known in part only by counting
 * @param providerStatedCost what the provider or a gateway says that it cost; null where nobody does
 * @param measured what ingest found out beside; not part of what was said
 */
public record MeteredUsage(
        String tenant,
        String source,
        String id,
        String type,
        UUID fingerprint,
        Instant occurredAt,
        Instant receivedAt,
        String provider,
        String model,
        String serviceTier,
        @Nullable String region,
        @Nullable String reasoningEffort,
        @Nullable String team,
        @Nullable String project,
        @Nullable String app,
        @Nullable String environment,
        @Nullable String user,
        Map<String, String> tags,
        Meters meters,
        Provenance inputProvenance,
        Provenance outputProvenance,
        Set<Capability> capabilitiesUsed,
        boolean aborted,
        @Nullable StatedCost providerStatedCost,
        Measured measured) {

    /** The set of capabilities is copied. */
    public MeteredUsage {
        capabilitiesUsed = Capability.ofBits(Capability.bits(capabilitiesUsed));
    }

    /** The event's identity within its tenant. */
    public UUID eventKey() {
        return EventKey.of(source, id);
    }

    /**
     * The same usage with its fingerprint computed. Absent fields do not enter it, so that a field added later leaves
     * the fingerprints of older events as they are.
     */
    public MeteredUsage fingerprinted() {
        return new MeteredUsage(
                tenant,
                source,
                id,
                type,
                fingerprintOf(this),
                occurredAt,
                receivedAt,
                provider,
                model,
                serviceTier,
                region,
                reasoningEffort,
                team,
                project,
                app,
                environment,
                user,
                tags,
                meters,
                inputProvenance,
                outputProvenance,
                capabilitiesUsed,
                aborted,
                providerStatedCost,
                measured);
    }

    /**
     * The fingerprint of what an event says: time, model, attribution, meters and their provenance, capabilities, that it
     * was aborted, and a stated cost. A capability that the meters imply has been said by them and does not enter a second
     * time.
     */
    public static UUID fingerprintOf(MeteredUsage usage) {
        var said = new Said();
        said.add("occurred_at", usage.occurredAt.toString());
        said.add("provider", usage.provider);
        said.add("model", usage.model);
        said.add("service_tier", usage.serviceTier);
        said.add("region", usage.region);
        said.add("reasoning_effort", usage.reasoningEffort);
        said.add("team", usage.team);
        said.add("project", usage.project);
        said.add("app", usage.app);
        said.add("environment", usage.environment);
        said.add("user", usage.user);
        new TreeMap<>(usage.tags).forEach((key, value) -> said.add("tags." + key, value));
        usage.meters.forEachUsed((meter, quantity) -> said.add("meters." + meter.id(), Long.toString(quantity)));
        said.add("provenance.input", usage.inputProvenance.id());
        said.add("provenance.output", usage.outputProvenance.id());
        Set<Capability> implied = Capability.impliedBy(usage.meters);
        for (Capability capability : usage.capabilitiesUsed) {
            if (!implied.contains(capability)) {
                said.add("capabilities_used", capability.id());
            }
        }
        said.add("aborted", usage.aborted ? "true" : null);
        StatedCost stated = usage.providerStatedCost;
        if (stated != null) {
            said.add("provider_stated_cost.by", stated.by());
            said.add("provider_stated_cost.pico", stated.pico().toString());
        }
        return said.key();
    }

    /** Name and value of every field that is there, in one fixed order. */
    private static final class Said {
        private final ArrayList<String> parts = new ArrayList<>(48);

        void add(String name, @Nullable String value) {
            if (value != null) {
                parts.add(name);
                parts.add(value);
            }
        }

        UUID key() {
            return EventKey.ofParts(parts.toArray(String[]::new));
        }
    }
}
