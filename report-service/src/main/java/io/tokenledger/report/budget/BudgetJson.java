package io.tokenledger.report.budget;

import io.tokenledger.report.budget.Budget.Limit;
import io.tokenledger.report.money.Money;
import java.time.Instant;
import java.time.LocalDate;
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

        @Schema(description = "1 at first, one more with every change; a change names the one that it is made from")
        int revision,

        @Schema(examples = "search 2026") String name,
        @Schema(description = "Empty: nobody") String owner,

        @Schema(
                description =
                        "Values by dimension, any of them; several dimensions: all of them; empty: all of the tenant",
                examples = "{\"team\":[\"search\"]}")
        Map<String, List<String>> scope,

        @Schema(enumeration = {"day", "week", "month", "quarter", "year", "custom"})
        String period,

        @Schema(examples = "Europe/Berlin") String timezone,

        @Schema(description = "The first day of the zone that counts", examples = "2026-11-01")
        LocalDate from,

        @Schema(description = "The first day that does not count any more; null: goes on") @Nullable
        LocalDate to,

        @Schema(description = "Per period; null: a budget of tokens", examples = "1000") @Nullable
        String amount,

        @Schema(examples = "USD") @Nullable String currency,

        @Schema(description = "Input and output per period; null: a budget of money") @Nullable
        Long tokens,

        @Schema(
                description = "What goes from a period into the next one's limit",
                enumeration = {"none", "unspent", "overspent", "both"})
        String carryOver,

        @Schema(description = "The budget that this one is a part of; null: none") @Nullable
        UUID parent,

        @Schema(description = "Whether this budget's children may add up to more than it")
        boolean mayExceedParent,

        @Schema(description = "Parts of the limit at which somebody is told", examples = "[\"0.5\",\"0.8\",\"1\"]")
        List<String> thresholds,

        @Schema(description = "The same of what the period is forecast to come to")
        List<String> forecastThresholds,

        @Schema(description = "Somebody is told when it is going to be used up within so many days; null: nobody is")
        @Nullable
        Integer exhaustionDays,

        @Schema(description = "Where it is told: ids of channels")
        List<UUID> channels,

        Instant createdAt,
        Instant changedAt,
        @Schema(description = "Null: it is not") @Nullable Instant archivedAt) {

    /** A page of budgets. */
    @Schema(name = "Budgets")
    public record Page(
            List<BudgetJson> budgets,

            @Schema(description = "cursor of the next page; null: there is none") @Nullable
            UUID next) {}

    public static BudgetJson of(Budget budget) {
        Limit limit = budget.limit();
        return new BudgetJson(
                budget.id(),
                budget.tenant(),
                budget.revision(),
                budget.name(),
                budget.owner(),
                budget.scope(),
                budget.period().wireName(),
                budget.zone().getId(),
                budget.days().first(),
                budget.days().end(),
                limit instanceof Limit.Money money ? Money.exact(money.amountPico()) : null,
                budget.currency(),
                limit instanceof Limit.Tokens tokens ? Long.valueOf(tokens.tokens()) : null,
                budget.carryOver().wireName(),
                budget.place().parent(),
                budget.place().mayExceedParent(),
                budget.alarms().thresholds(),
                budget.alarms().forecastThresholds(),
                budget.alarms().exhaustionDays(),
                budget.alarms().channels(),
                budget.createdAt(),
                budget.changedAt(),
                budget.archivedAt());
    }
}
