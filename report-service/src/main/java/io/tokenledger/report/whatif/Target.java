package io.tokenledger.report.whatif;

import org.jspecify.annotations.Nullable;

/** Where usage is moved to; null: as it was. */
public record Target(
        @Nullable String provider,
        @Nullable String model,
        @Nullable String serviceTier,
        @Nullable String reasoningEffort,
        @Nullable String region) {
    /** Whether it leaves everything as it was. */
    public boolean isNowhereElse() {
        return provider == null && model == null && serviceTier == null && reasoningEffort == null && region == null;
    }
}
