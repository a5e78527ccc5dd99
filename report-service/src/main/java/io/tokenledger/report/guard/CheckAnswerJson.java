package io.tokenledger.report.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.money.Money;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the budgets say, as it is sent. Written here to text, because the same text answers a repeated request. */
@Schema(name = "BudgetCheck")
record CheckAnswerJson(
        boolean allowed,

        @Schema(description = "null: nothing is held") @Nullable
        UUID reservationId,

        @Schema(
                description = "What is held stops to count then; null: nothing is held",
                examples = "2026-11-21T10:01:00Z")
        @Nullable
        String expiresAt,

        @Schema(
                description =
                        "The budget that denies, or that is left with the least part of its limit; null: no budget is concerned")
        @Nullable
        BudgetRoom binding,

        List<BudgetRoom> budgets,

        @Schema(description = "null: not known, which is not zero", examples = "0.12") @Nullable
        String estimatedCost,

        @Schema(examples = "USD") @Nullable String currency,

        @Schema(description = "Input and output; null: not known") @Nullable
        Long estimatedTokens,

        List<String> notes) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** The room of one budget in its running period; amounts in its unit, exact decimals. */
    @Schema(name = "BudgetRoom")
    record BudgetRoom(
            UUID budgetId,
            String name,

            @Schema(description = "A currency, or tokens", examples = "USD")
            String unit,

            @Schema(examples = "2026-11-01T00:00:00Z") String periodStart,
            @Schema(examples = "2026-12-01T00:00:00Z") String periodEnd,

            @Schema(description = "With what was carried over; null: not known yet") @Nullable
            String limit,

            @Schema(description = "By the books; null: not known") @Nullable
            String spent,

            @Schema(description = "What others hold") String reserved,

            @Schema(description = "The estimate in the budget's unit; null: not known") @Nullable
            String estimate,

            @Schema(description = "limit - spent - reserved; null: not known") @Nullable
            String remaining,

            @Schema(description = "The same with the estimate, also where it is not allowed; null: not known") @Nullable
            String remainingAfter,

            @Schema(description = "Requests of the period whose cost is in no sum yet")
            long unpricedRequests,

            boolean allowed) {

        static BudgetRoom of(Verdict verdict) {
            Claim claim = verdict.claim();
            String unit = claim.key().unit();
            return new BudgetRoom(
                    claim.budget().id(),
                    claim.budget().name(),
                    unit,
                    claim.span().from().toString(),
                    claim.span().to().toString(),
                    text(verdict.limit(), unit),
                    text(verdict.spent(), unit),
                    amount(verdict.reserved(), unit),
                    text(claim.amount(), unit),
                    text(verdict.remaining(), unit),
                    text(verdict.remainingAfter(), unit),
                    verdict.unpricedRequests(),
                    verdict.allowed());
        }

        private static @Nullable String text(@Nullable BigInteger amount, String unit) {
            return amount == null ? null : amount(amount, unit);
        }

        private static String amount(BigInteger amount, String unit) {
            return unit.equals(HoldKey.TOKENS) ? amount.toString() : Money.exact(amount);
        }
    }

    /** @param reservation null: nothing is held */
    static CheckAnswerJson of(Decision decision, Need need, @Nullable Reservation reservation) {
        BigInteger cost = need.costPico();
        Verdict binding = decision.binding();
        return new CheckAnswerJson(
                decision.allowed(),
                reservation == null ? null : reservation.id(),
                reservation == null ? null : reservation.expiresAt().toString(),
                binding == null ? null : BudgetRoom.of(binding),
                decision.verdicts().stream().map(BudgetRoom::of).toList(),
                cost == null ? null : Money.exact(cost),
                need.currency(),
                need.tokens(),
                notes(decision));
    }

    private static List<String> notes(Decision decision) {
        List<String> notes = new ArrayList<>();
        for (Verdict verdict : decision.verdicts()) {
            Budget budget = verdict.claim().budget();
            String note = verdict.claim().note();
            if (note != null) {
                notes.add("budget '" + budget.name() + "': " + note);
            }
            if (verdict.spent() == null) {
                notes.add("budget '" + budget.name() + "': what is spent is not known"
                        + (verdict.unwatched()
                                ? ", the budget or its period has only just begun"
                                : ", an exchange rate is missing"));
            }
        }
        return notes;
    }

    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException cannotBe) {
            throw new IllegalStateException("texts and numbers cannot be written as JSON", cannotBe);
        }
    }
}
