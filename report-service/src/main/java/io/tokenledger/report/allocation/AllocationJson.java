package io.tokenledger.report.allocation;

import io.tokenledger.report.fx.ConversionJson;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a period's shared cost is passed on, step by step.
 *
 * @param trace every amount that one cost centre received or passed on; null: not asked
 */
@Schema(name = "Allocation")
public record AllocationJson(
        @Schema(examples = "acme") String tenant,
        @Schema(examples = "2026-10") String period,
        @Schema(examples = "2026-10-01T00:00:00Z") String from,
        @Schema(examples = "2026-11-01T00:00:00Z") String to,
        @Schema(examples = "UTC") String timezone,
        @Schema(examples = "USD") String currency,
        List<Step> steps,
        List<BalanceLine> balances,

        @Schema(description = "Of the ledger and the manual items, before and after")
        String total,

        List<ConversionJson> conversions,
        @Nullable List<Traced> trace) {

    /** What one rule does. */
    @Schema(name = "AllocationStep")
    public record Step(
            int step,
            UUID rule,
            int version,
            String name,
            String origin,
            String method,

            @Schema(description = "By who bore it; none: there was nothing to pass on")
            List<Pool> pools) {}

    /**
     * What a rule shares out of what one cost centre bore.
     *
     * @param totalWeight null: nobody had a weight, so it stays where it was
     */
    @Schema(name = "AllocationPool")
    public record Pool(
            String from,
            String amount,
            @Nullable String totalWeight,

            @Schema(description = "What could not be split, and stays")
            String leftover,

            List<Receipt> transfers) {}

    /** What one cost centre gets of a pool. */
    @Schema(name = "AllocationTransfer")
    public record Receipt(
            String to,

            @Schema(description = "Money for direct_cost, tokens, 1 for even, the share for fixed_shares")
            String weight,

            @Schema(description = "weight / total weight, to 12 places", examples = "0.25")
            String share,

            String amount) {}

    /** What a cost centre bears before and after. */
    @Schema(name = "AllocationBalance")
    public record BalanceLine(
            String costCenter,
            @Schema(description = "Direct cost and items") String before,
            String received,
            String passedOn,
            String after) {}

    /** One allocated amount, with its rule and its origin. */
    @Schema(name = "TracedAmount")
    public record Traced(
            int step,
            UUID rule,
            String name,
            String origin,
            String method,

            @Schema(description = "received or passed_on") String direction,

            String from,
            String to,
            String weight,
            String totalWeight,
            String share,

            @Schema(description = "All that the rule shared out of this bearer's")
            String originAmount,

            String amount) {}
}
