package io.tokenledger.report.usage;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Sums of usage as an answer holds them.
 *
 * @param cost a decimal; null where nothing of it has a price, because its cost is not known and not zero
 */
@Schema(name = "Usage")
public record UsageJson(
        @Schema(examples = "1234") long requests,

        @Schema(description = "Includes cached and cache-write tokens", examples = "1200000")
        long inputTokens,

        @Schema(examples = "1000000") long cachedInputTokens,
        @Schema(examples = "0") long cacheWriteTokens,

        @Schema(description = "Includes reasoning tokens", examples = "800000")
        long outputTokens,

        @Schema(examples = "512000") long reasoningTokens,

        @Schema(
                description = "Exact decimal (up to 12 places) of what has a price, in the answer's currency;"
                        + " null where nothing has: unknown, not zero",
                nullable = true,
                examples = "12.3456")
        @Nullable
        String cost,

        @Schema(description = "Requests without a price (yet): they have no part in cost", examples = "0")
        long unpricedRequests) {

    /** With a cost as it is to be shown. */
    public static UsageJson of(Usage usage, @Nullable String cost) {
        return new UsageJson(
                usage.requests(),
                usage.inputTokens(),
                usage.cachedInputTokens(),
                usage.cacheWriteTokens(),
                usage.outputTokens(),
                usage.reasoningTokens(),
                cost,
                usage.unpricedRequests());
    }
}
