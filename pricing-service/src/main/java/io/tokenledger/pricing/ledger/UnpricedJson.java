package io.tokenledger.pricing.ledger;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What waits for a price, as it goes out. */
final class UnpricedJson {
    private UnpricedJson() {}

    /**
     * Events that wait for the same price.
     *
     * @param reason why there was none when it was looked for last
     * @param firstSeen when the first of them occurred
     * @param shareOfTokens their tokens, of all tokens of this tenant since its oldest event that waits; six places
     * @param estimatedCost null where the tenant has no priced usage to go by; never what will be booked
     */
    @Schema(name = "UnpricedUsage")
    @JsonNaming(SnakeCaseStrategy.class)
    record Line(
            String tenant,
            String provider,
            String model,
            String serviceTier,
            @Schema(examples = "model_unknown") String reason,
            long events,
            long requests,
            long inputTokens,
            long outputTokens,
            Instant firstSeen,
            Instant lastSeen,

            @Schema(nullable = true, examples = "0.031250") @Nullable
            String shareOfTokens,

            @Schema(nullable = true) @Nullable Estimate estimatedCost) {}

    /** A guess for the order of magnitude, and what it rests on. */
    @Schema(name = "EstimatedCost")
    record Estimate(String amount, String currency, String basis) {}

    /** The heaviest first; {@code nextCursor} is null on the last page. */
    @Schema(name = "UnpricedPage")
    @JsonNaming(SnakeCaseStrategy.class)
    record Page(
            List<Line> unpriced,
            @Schema(nullable = true) @Nullable String nextCursor) {}
}
