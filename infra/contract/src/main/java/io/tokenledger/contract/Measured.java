package io.tokenledger.contract;

import org.jspecify.annotations.Nullable;

/**
 * What ingest found out about an event beside what the event says. It bills nothing and is no part of the event's
 * fingerprint: a replay may measure differently. Null: not measured.
 *
 * @param repeatedPrefixTokens input tokens of leading blocks that ingest had seen before from the same tenant, provider
 *     and model, so that a cache could have held them: a lower bound
 * @param textInput the prompt as counted from its text, where the provider counted the input too
 * @param textOutput the visible answer as counted from its text, where the provider counted the output too
 * @param reasoningAtMost output tokens that are in the provider's total and not in the visible text, where the provider
 *     does not say how many were hidden reasoning: an upper bound of that
 */
public record Measured(
        @Nullable Long repeatedPrefixTokens,
        @Nullable TokenCount textInput,
        @Nullable TokenCount textOutput,
        @Nullable Long reasoningAtMost) {
    /** Nothing was measured. */
    public static final Measured NOTHING = new Measured(null, null, null, null);

    /** A negative measurement is a defect of the caller and refused. */
    public Measured {
        checkNotNegative("repeated_prefix_tokens", repeatedPrefixTokens);
        checkNotNegative("reasoning_at_most", reasoningAtMost);
    }

    /** How much of the prompt was seen before, and nothing else; null: not measured. */
    public static Measured ofRepeatedPrefix(@Nullable Long tokens) {
        return tokens == null ? NOTHING : new Measured(tokens, null, null, null);
    }

    private static void checkNotNegative(String name, @Nullable Long tokens) {
        if (tokens != null && tokens < 0) {
            throw new IllegalArgumentException(name + " is negative: " + tokens);
        }
    }
}
