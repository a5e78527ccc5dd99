package io.tokenledger.sample;

import static io.tokenledger.sample.TraceFacts.SERVEGEN_REASONING_OUTPUT;
import static io.tokenledger.sample.TraceFacts.SERVEGEN_REASONING_PER_MILLE;

import java.util.SplittableRandom;

/** What an app asks of a model, as far as sizes go. The shapes are those of {@link TraceFacts}. */
enum Workload {
    /** An editor that completes code: long context, a few tokens back. */
    CODE_COMPLETION,
    /** Turns of a conversation: long, and much of it seen before. */
    CONVERSATION,
    /** Short calls out of programs: classify, extract, rewrite. */
    API_CALL,
    /** A question that is worth thinking about. */
    ANALYSIS;

    /** Providers cache prompts from this many tokens on (OpenAI, and Anthropic for Sonnet). */
    private static final long SMALLEST_CACHED_PROMPT = 1_024;

    /** OpenAI caches in steps of this many tokens. */
    private static final long CACHE_STEP = 128;

    private QuantileCurve input() {
        return switch (this) {
            case CODE_COMPLETION -> TraceFacts.AZURE_CODE_INPUT;
            case CONVERSATION -> TraceFacts.MOONCAKE_INPUT;
            case API_CALL -> TraceFacts.SERVEGEN_API_INPUT;
            case ANALYSIS -> TraceFacts.SERVEGEN_REASONING_INPUT;
        };
    }

    /** Of a model that does not reason. */
    private QuantileCurve output() {
        return switch (this) {
            case CODE_COMPLETION -> TraceFacts.AZURE_CODE_OUTPUT;
            case CONVERSATION, ANALYSIS -> TraceFacts.MOONCAKE_OUTPUT;
            case API_CALL -> TraceFacts.SERVEGEN_API_OUTPUT;
        };
    }

    TokenCounts draw(ModelUse model, SplittableRandom random) {
        long inputTokens = input().draw(random);
        long cachedTokens = 0;
        if (this == CONVERSATION && inputTokens >= SMALLEST_CACHED_PROMPT) {
            long perMille = TraceFacts.MOONCAKE_CACHED_PER_MILLE.draw(random);
            cachedTokens = inputTokens * perMille / 1_000 / CACHE_STEP * CACHE_STEP;
        }
        // Only Anthropic bills what it writes to the cache: half of what is new is marked to be cached.
        long written = cachedTokens > 0 && model.provider().equals("anthropic") ? (inputTokens - cachedTokens) / 2 : 0;
        if (model.effort() == null) {
            return new TokenCounts(inputTokens, cachedTokens, written, output().draw(random), 0);
        }
        return thinking(model.effort(), inputTokens, cachedTokens, written, random);
    }

    /**
     * Low and high effort are the lower and the upper part of the same distribution: both in equal numbers give the
     * distribution of the trace.
     */
    private static TokenCounts thinking(
            String effort, long inputTokens, long cachedTokens, long written, SplittableRandom random) {
        int from = effort.equals("high") ? 50 : 0;
        int to = effort.equals("low") ? 50 : 100;
        long outputTokens = SERVEGEN_REASONING_OUTPUT.drawBetween(from, to, random);
        long perMille = SERVEGEN_REASONING_PER_MILLE.drawBetween(from, to, random);
        return new TokenCounts(inputTokens, cachedTokens, written, outputTokens, outputTokens * perMille / 1_000);
    }
}
