package io.tokenledger.report.watch;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tokenledger.report.budget.BudgetSpan;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.watch.Commitments.Committed;
import io.tokenledger.report.watch.Outlooks.Expected;
import io.tokenledger.report.watch.Outlooks.Outlook;
import java.math.BigInteger;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a budget stands, as it is sent. Amounts are exact decimals of the unit. */
@Schema(name = "BudgetStatus")
public record BudgetStatusJson(
        UUID budgetId,
        String tenant,
        String name,
        int revision,

        @Schema(description = "null: none runs now", nullable = true) @Nullable
        PeriodJson period,

        @Schema(description = "A currency, or tokens", examples = "USD")
        String unit,

        @Schema(description = "With what the period before handed on", nullable = true, examples = "1000") @Nullable
        String limit,

        @Schema(description = "Part of the limit that the period before handed on; signed", nullable = true) @Nullable
        String carriedOver,

        @Schema(nullable = true, examples = "312.40") @Nullable
        String spent,

        @Schema(description = "Limit less spent; negative: overspent", nullable = true) @Nullable
        String remaining,

        @Schema(description = "Of the limit; null: the limit is zero", nullable = true, examples = "31.24") @Nullable
        String percent,

        @Schema(description = "Reserved, and not booked yet", nullable = true) @Nullable
        String committed,

        @Nullable Long tokens,
        @Nullable Long requests,

        @Schema(description = "They have no price (yet), and no part in spent") @Nullable
        Long unpricedRequests,

        @Nullable BurnJson burn,
        @Nullable ForecastJson forecast,
        @Nullable ExhaustionJson exhaustion,

        @Schema(description = "Why there is no forecast", nullable = true) @Nullable
        String forecastWhy,

        @Schema(description = "Why a figure is missing", nullable = true) @Nullable
        String why,

        @Schema(description = "All that was booked until then is in it")
        Instant asOf,

        long lagMillis) {

    /** A period in its zone. */
    @Schema(name = "BudgetStatusPeriod")
    public record PeriodJson(
            @Schema(examples = "month") String kind,
            @Schema(examples = "2026-11-01T00:00:00+05:30") String from,
            @Schema(examples = "2026-12-01T00:00:00+05:30") String to,
            @Schema(examples = "Asia/Kolkata") String timezone) {
        static PeriodJson of(String kind, BudgetSpan span) {
            return new PeriodJson(
                    kind,
                    time(span.from(), span),
                    time(span.to(), span),
                    span.zone().getId());
        }

        private static String time(Instant instant, BudgetSpan span) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(span.zone()));
        }
    }

    /** How fast it is used up, against the limit spread evenly over the period. */
    @Schema(name = "BudgetBurn")
    public record BurnJson(
            @Schema(description = "Even share of the limit until now")
            String planned,

            @Schema(description = "Even share of the limit of 24 hours")
            String plannedPerDay,

            @Schema(description = "Spent so far, of 24 hours")
            String actualPerDay,

            @Schema(description = "Spent by planned; null: nothing is planned", nullable = true, examples = "1.31")
            @Nullable
            String ratio) {
        static BurnJson of(Burn burn, BudgetState state) {
            return new BurnJson(
                    Threshold.exact(state, burn.planned()),
                    Threshold.exact(state, burn.plannedPerDay()),
                    Threshold.exact(state, burn.actualPerDay()),
                    burn.ratio());
        }
    }

    /** An interval. */
    @Schema(name = "BudgetForecastRange")
    public record RangeJson(String low, String high) {}

    /** What the period will have come to at its end. */
    @Schema(name = "BudgetForecast")
    public record ForecastJson(
            String point,
            @JsonProperty("interval_80") RangeJson interval80,
            @JsonProperty("interval_95") RangeJson interval95,
            String method,
            Instant computedAt) {}

    /** When it is used up. */
    @Schema(name = "BudgetExhaustion")
    public record ExhaustionJson(
            Instant at,
            @Nullable Instant earliest,
            @Nullable Instant latest) {}

    static BudgetStatusJson of(BudgetStanding standing, @Nullable Committed committed, Outlook outlook) {
        BudgetState state = standing.state();
        BigInteger used = state == null ? null : state.used();
        BigInteger limit = state == null ? null : state.limit();
        String unit = standing.budget().currency() == null
                ? "tokens"
                : standing.budget().currency();
        Expected expected = outlook instanceof Expected known ? known : null;
        return new BudgetStatusJson(
                standing.budget().id(),
                standing.budget().tenant(),
                standing.budget().name(),
                standing.budget().revision(),
                standing.span() == null
                        ? null
                        : PeriodJson.of(standing.budget().period().wireName(), standing.span()),
                unit,
                exact(standing, limit),
                exact(standing, state == null ? null : state.carried()),
                exact(standing, used),
                exact(standing, used == null || limit == null ? null : limit.subtract(used)),
                used == null || limit == null ? null : AlarmWriter.percent(used, limit),
                exact(standing, reserved(standing, committed)),
                state == null ? null : Long.valueOf(state.tokens()),
                state == null ? null : Long.valueOf(state.requests()),
                state == null ? null : Long.valueOf(state.unpricedRequests()),
                state == null || used == null ? null : BurnJson.of(Burn.of(state, used, standing.now()), state),
                expected == null ? null : forecast(standing, expected),
                expected == null || expected.exhaustion() == null
                        ? null
                        : new ExhaustionJson(
                                expected.exhaustion().at(),
                                expected.exhaustion().earliest(),
                                expected.exhaustion().latest()),
                outlook instanceof Outlooks.None(String reason) ? reason : null,
                why(standing),
                standing.asOf(),
                Math.max(0, standing.now().toEpochMilli() - standing.asOf().toEpochMilli()));
    }

    private static @Nullable BigInteger reserved(BudgetStanding standing, @Nullable Committed committed) {
        if (committed == null) {
            return null;
        }
        return standing.budget().currency() == null ? BigInteger.valueOf(committed.tokens()) : committed.pico();
    }

    private static ForecastJson forecast(BudgetStanding standing, Expected expected) {
        return new ForecastJson(
                figure(standing, expected.point()),
                range(standing, expected.eighty()),
                range(standing, expected.ninetyFive()),
                expected.method(),
                expected.computedAt());
    }

    private static RangeJson range(BudgetStanding standing, Outlooks.Range range) {
        return new RangeJson(figure(standing, range.low()), figure(standing, range.high()));
    }

    private static @Nullable String why(BudgetStanding standing) {
        if (standing.span() == null) {
            return "no period of the budget runs: its days are from "
                    + standing.budget().days().first() + " to "
                    + (standing.budget().days().end() == null
                            ? "further notice"
                            : standing.budget().days().end());
        }
        if (standing.state() == null) {
            return standing.budget().archivedAt() == null
                    ? "it is about to be summed up: the budget is new, or was changed"
                    : "the budget is archived";
        }
        return standing.spentWhy() == null ? standing.limitWhy() : standing.spentWhy();
    }

    private static @Nullable String exact(BudgetStanding standing, @Nullable BigInteger figure) {
        return figure == null ? null : figure(standing, figure);
    }

    private static String figure(BudgetStanding standing, BigInteger figure) {
        return standing.budget().currency() == null ? figure.toString() : Money.exact(figure);
    }
}
