package io.tokenledger.report.whatif;

import org.jspecify.annotations.Nullable;

/**
 * What a target can do; null: not known, and then nothing is excluded for it.
 *
 * @param contextWindow tokens of input and output together
 */
record TargetFacts(
        @Nullable Long contextWindow,
        @Nullable Long maxInputTokens,
        @Nullable Long maxOutputTokens,
        @Nullable Boolean images,
        @Nullable Boolean audio,
        @Nullable Boolean tools) {
    /** Nothing is known, or nothing needs to be: the usage stays on its model. */
    static final TargetFacts NONE = new TargetFacts(null, null, null, null, null, null);
}
