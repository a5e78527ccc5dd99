package io.tokenledger.ingest.dialect;

import io.tokenledger.contract.Capability;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.StatedCost;
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
 * @param aborted whether the answer was cut off before its end
 * @param statedCost what the provider or a gateway says that it cost; null where nobody does
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
        boolean aborted,
        @Nullable StatedCost statedCost,
        Content content) {

    /** A reading of one request on the standard tier, with nothing else said. */
    public static Builder of(Attribution attribution, String provider, String model) {
        return new Builder(attribution, provider, model);
    }

    /** Collects what an event says; what is not set was not said. */
    public static final class Builder {
        private final Attribution attribution;
        private final String provider;
        private final String model;
        private String serviceTier = ServiceTier.STANDARD;
        private @Nullable String region;
        private @Nullable String reasoningEffort;
        private @Nullable Instant ownTime;
        private boolean usageStated;
        private InputUsage input = InputUsage.UNSTATED;
        private OutputUsage output = OutputUsage.UNSTATED;
        private long requests = 1;
        private long webSearches;
        private Map<Meter, Long> further = Map.of();
        private Set<Capability> capabilitiesUsed = Set.of();
        private boolean aborted;
        private @Nullable StatedCost statedCost;
        private Content content = Content.NONE;

        private Builder(Attribution attribution, String provider, String model) {
            this.attribution = attribution;
            this.provider = provider;
            this.model = model;
        }

        /** In our names: see {@link ServiceTier}. */
        public Builder serviceTier(String value) {
            serviceTier = value;
            return this;
        }

        public Builder region(@Nullable String value) {
            region = value;
            return this;
        }

        public Builder reasoningEffort(@Nullable String value) {
            reasoningEffort = value;
            return this;
        }

        public Builder ownTime(@Nullable Instant value) {
            ownTime = value;
            return this;
        }

        /** A usage is there, with these tokens; an unstated side is told by {@code UNSTATED}. */
        public Builder usage(InputUsage statedInput, OutputUsage statedOutput) {
            usageStated = true;
            input = statedInput;
            output = statedOutput;
            return this;
        }

        public Builder requests(long value) {
            requests = value;
            return this;
        }

        public Builder webSearches(long value) {
            webSearches = value;
            return this;
        }

        public Builder further(Map<Meter, Long> value) {
            further = value;
            return this;
        }

        public Builder capabilitiesUsed(Set<Capability> value) {
            capabilitiesUsed = value;
            return this;
        }

        public Builder aborted(boolean value) {
            aborted = value;
            return this;
        }

        public Builder statedCost(@Nullable StatedCost value) {
            statedCost = value;
            return this;
        }

        public Builder content(Content value) {
            content = value;
            return this;
        }

        /** The reading. */
        public Reading build() {
            return new Reading(
                    attribution,
                    provider,
                    model,
                    serviceTier,
                    region,
                    reasoningEffort,
                    ownTime,
                    usageStated,
                    input,
                    output,
                    requests,
                    webSearches,
                    further,
                    capabilitiesUsed,
                    aborted,
                    statedCost,
                    content);
        }
    }
}
