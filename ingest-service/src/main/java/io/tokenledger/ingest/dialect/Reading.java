package io.tokenledger.ingest.dialect;

import io.tokenledger.contract.Capability;
import io.tokenledger.contract.Meter;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an event says, in one form for all dialects: who, on which model, how much.
 *
 * @param serviceTier the tier that was served, in our names: see {@link ServiceTier}
 * @param ownTime when the provider's own object says it was made; null where it does not. The event's time precedes it
 * @param usageStated whether the event has a usage at all
 * @param further quantities of further meters, beside the token totals
 * @param requests how many requests the event stands for, at least 1
 * @param capabilitiesUsed what the request made use of, as far as the event states or shows it beside its counts
 */
public record Reading(
        Attribution attribution,
        String provider,
        String model,
        String serviceTier,
        @Nullable String region,
        @Nullable String reasoningEffort,
        @Nullable Instant ownTime,
        boolean usageStated,
        InputUsage input,
        OutputUsage output,
        long requests,
        long webSearches,
        Map<Meter, Long> further,
        Set<Capability> capabilitiesUsed,
        Content content) {}
