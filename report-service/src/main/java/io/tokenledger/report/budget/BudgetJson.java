package io.tokenledger.report.budget;

import io.tokenledger.report.budget.Budget.Limit;
import io.tokenledger.report.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A budget as it is sent. */
@Schema(name = "Budget")
public record BudgetJson(
        UUID id,
        @Schema(examples = "acme") String tenant,
        @Schema(examples = "search 2026") String name,
        @Schema(examples = "{\"team\":[\"search\"]}") Map<String, List<String>> scope,

        @Schema(enumeration = {"day", "week", "month", "quarter", "year"})
        String period,

        @Schema(examples = "Europe/Berlin") String timezone,

        @Schema(description = "Per period; null: a budget of tokens", examples = "1000") @Nullable
        String amount,

        @Schema(examples = "USD") @Nullable String currency,

        @Schema(description = "Input and output per period; null: a budget of money") @Nullable
        Long tokens,

        @Schema(description = "Kept as given: no alert is sent yet", examples = "[\"0.5\",\"0.8\",\"1.0\"]")
        List<String> thresholds,

        @Schema(description = "Kept as given: no alert is sent yet")
        List<String> forecastThresholds,

        @Schema(description = "Kept as given: no alert is sent yet")
        List<String> channels,

        Instant createdAt) {

    /** The budgets of a tenant. */
    @Schema(name = "Budgets")
    public record All(List<BudgetJson> budgets) {}

    public static BudgetJson of(Budget budget) {
        Limit limit = budget.limit();
        return new BudgetJson(
                budget.id(),
                budget.tenant(),
                budget.name(),
                budget.scope(),
                budget.period().wireName(),
                budget.zone().getId(),
                limit instanceof Limit.Money money ? Money.exact(money.amountPico()) : null,
                budget.currency(),
                limit instanceof Limit.Tokens tokens ? Long.valueOf(tokens.tokens()) : null,
                budget.thresholds(),
                budget.forecastThresholds(),
                budget.channels(),
                budget.createdAt());
    }
}
