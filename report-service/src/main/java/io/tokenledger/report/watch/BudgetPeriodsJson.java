package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the periods of a budget came to, as it is sent. */
@Schema(name = "BudgetPeriods")
public record BudgetPeriodsJson(UUID budgetId, String tenant, String name, List<PeriodJson> periods) {

    /** One of them. */
    @Schema(name = "BudgetPeriodState")
    public record PeriodJson(
            @Schema(examples = "2026-10-01T00:00:00+05:30") String from,
            @Schema(examples = "2026-11-01T00:00:00+05:30") String to,

            @Schema(description = "Of the budget by which it was measured")
            int revision,

            @Schema(description = "A currency, or tokens", examples = "USD")
            String unit,

            String limit,
            String carriedOver,

            @Schema(description = "null: an exchange rate is missing", nullable = true) @Nullable
            String spent,

            @Nullable String remaining,
            @Nullable String percent,
            long tokens,
            long requests,
            long unpricedRequests,
            Instant movedAt) {
        static PeriodJson of(BudgetState state, ZoneId zone) {
            BigInteger used = state.used();
            return new PeriodJson(
                    time(state.key().periodStart(), zone),
                    time(state.periodEnd(), zone),
                    state.revision(),
                    state.unit(),
                    Threshold.exact(state, state.limit()),
                    Threshold.exact(state, state.carried()),
                    used == null ? null : Threshold.exact(state, used),
                    used == null ? null : Threshold.exact(state, state.limit().subtract(used)),
                    used == null ? null : AlarmWriter.percent(used, state.limit()),
                    state.tokens(),
                    state.requests(),
                    state.unpricedRequests(),
                    state.movedAt());
        }

        private static String time(Instant instant, ZoneId zone) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
        }
    }

    static BudgetPeriodsJson of(Budget budget, List<BudgetState> states) {
        return new BudgetPeriodsJson(
                budget.id(),
                budget.tenant(),
                budget.name(),
                states.stream()
                        .map(state -> PeriodJson.of(state, budget.zone()))
                        .toList());
    }
}
