package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.EventKey;
import io.tokenledger.contract.MeteredUsage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What entries and rollups are grouped by. Absent attribution is null here and '' in the table. */
public record UsageDimension(
        String tenant,
        @Nullable String team,
        @Nullable String project,
        @Nullable String app,
        @Nullable String environment,
        String provider,
        String model,
        String serviceTier,
        @Nullable String reasoningEffort,
        @Nullable String region) {

    static UsageDimension of(MeteredUsage usage) {
        return new UsageDimension(
                usage.tenant(),
                usage.team(),
                usage.project(),
                usage.app(),
                usage.environment(),
                usage.provider(),
                usage.model(),
                usage.serviceTier(),
                usage.reasoningEffort(),
                usage.region());
    }

    /** A hash of what it says, the tenant apart: every instance works out the same one without asking. */
    public UUID id() {
        return EventKey.ofParts(team, project, app, environment, provider, model, serviceTier, reasoningEffort, region);
    }
}
