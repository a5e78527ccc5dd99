package io.tokenledger.ingest.tokens;

import org.jspecify.annotations.Nullable;

/**
 * The most tokens that a model takes; null where it is not known.
 *
 * @param contextWindow of input and output together
 * @param maxInput of input alone
 * @param maxOutput of output alone
 */
public record ModelLimits(
        @Nullable Long contextWindow,
        @Nullable Long maxInput,
        @Nullable Long maxOutput) {
    static final ModelLimits UNKNOWN = new ModelLimits(null, null, null);

    /** Whether a request fits; null where that cannot be told, since a limit or a part of the input is not known. */
    public @Nullable Boolean fits(long input, long output, boolean complete) {
        if (over(input, maxInput) || over(output, maxOutput) || over(input + output, contextWindow)) {
            return false;
        }
        return (contextWindow == null || !complete) ? null : Boolean.TRUE;
    }

    private static boolean over(long tokens, @Nullable Long limit) {
        return limit != null && tokens > limit;
    }
}
