package io.tokenledger.report.entry;

import org.jspecify.annotations.Nullable;

/** The attribution that entries share; null: not said. */
record EntryOrigin(
        @Nullable String team,
        @Nullable String project,
        @Nullable String app,
        @Nullable String environment,
        String provider,
        String model,
        String serviceTier,
        @Nullable String reasoningEffort,
        @Nullable String region) {}
