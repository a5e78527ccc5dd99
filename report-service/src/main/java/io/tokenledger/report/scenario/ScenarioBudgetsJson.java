package io.tokenledger.report.scenario;

import io.tokenledger.report.budget.BudgetJson;
import io.tokenledger.report.forecast.Backtest;
import io.tokenledger.report.forecast.DailyHistory;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.scenario.BudgetOutlook.Course;
import io.tokenledger.report.scenario.BudgetOutlook.Projection;
import io.tokenledger.report.scenario.BudgetOutlookReader.Held;
import io.tokenledger.report.whatif.WhatIfJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What budgets would come to if usage moved as a scenario says. */
@Schema(name = "ScenarioBudgets")
public record ScenarioBudgetsJson(UUID scenarioId, String name, Instant askedAt, List<HeldJson> budgets) {

    /** One budget. */
    @Schema(name = "ScenarioBudget")
    public record HeldJson(
            BudgetJson budget,

            @Schema(description = "The day, in the budget's zone, from which usage would go the other way")
            LocalDate moveOn,

            @Nullable String author,
            Instant attachedAt,

            @Schema(description = "The first day of the budget's period that holds move_on")
            LocalDate periodFrom,

            @Schema(description = "Exclusive") LocalDate periodTo,

            @Schema(description = "In the period until now; null: nothing of it has a price", examples = "412.5")
            @Nullable
            String spent,

            @Schema(description = "Requests of the period without a price: not in these amounts")
            long unpricedRequests,

            @Schema(description = "Null where why says why there is none") @Nullable
            ProjectionJson projection,

            @Nullable String why) {}

    /** The end of the period. */
    @Schema(name = "BudgetProjection")
    public record ProjectionJson(
            @Schema(examples = "seasonal_mean_by_weekday") String method,

            @Schema(description = "The days that were replayed at the prices of now")
            HistoryJson history,

            BacktestJson backtest,
            CourseJson withoutMove,
            CourseJson withMove,

            @Schema(description = "What the move spares the period", examples = "120.25")
            String savings) {}

    /** What the forecast looks back on. */
    @Schema(name = "BudgetHistory")
    public record HistoryJson(
            LocalDate from,
            @Schema(description = "Exclusive") LocalDate to,
            String costWithoutMove,
            String costWithMove,
            @Schema(description = "What could not be moved") List<WhatIfJson.ExcludedJson> excluded,
            List<String> warnings) {}

    /** How far the method would have been off in the last four weeks. */
    @Schema(name = "ForecastBacktest")
    public record BacktestJson(
            int heldOutDays,

            @Schema(
                    description =
                            "Sum of the absolute errors of the days over the sum of what they cost; null: not known",
                    examples = "0.1234")
            @Nullable
            String wape,

            @Nullable String why) {}

    /** How the period ends. */
    @Schema(name = "BudgetCourse")
    public record CourseJson(
            @Schema(examples = "960.75") String periodEnd,

            @Schema(description = "Of the budget, to two places", examples = "96.08")
            String percent,

            @Schema(description = "Of the budget; negative: overspent", examples = "39.25")
            String left,

            @Schema(description = "The day on which the budget is overspent; null: it lasts") @Nullable
            LocalDate usedUpOn) {}

    static ScenarioBudgetsJson of(Scenario scenario, List<Held> held, Instant now) {
        return new ScenarioBudgetsJson(
                scenario.id(),
                scenario.name(),
                now,
                held.stream().map(ScenarioBudgetsJson::held).toList());
    }

    private static HeldJson held(Held held) {
        BudgetOutlook outlook = held.outlook();
        Projection projection = outlook.projection();
        BigInteger spent = outlook.spentPico();
        return new HeldJson(
                BudgetJson.of(held.budget()),
                held.attachment().moveOn(),
                held.attachment().author().isEmpty() ? null : held.attachment().author(),
                held.attachment().attachedAt(),
                outlook.start(),
                outlook.end(),
                spent == null ? null : Money.exact(spent),
                outlook.unpricedRequests(),
                projection == null ? null : projection(projection),
                outlook.why());
    }

    private static ProjectionJson projection(Projection projection) {
        DailyHistory asWas = projection.replayed().asWas();
        return new ProjectionJson(
                projection.method(),
                new HistoryJson(
                        asWas.firstDay(),
                        asWas.end(),
                        sum(asWas),
                        sum(projection.replayed().asMoved()),
                        projection.replayed().excluded(),
                        projection.replayed().warnings()),
                backtest(projection.backtest()),
                course(projection.withoutMove()),
                course(projection.withMove()),
                Money.exact(projection
                        .withoutMove()
                        .endPico()
                        .subtract(projection.withMove().endPico())));
    }

    private static BacktestJson backtest(Backtest backtest) {
        BigDecimal wape = backtest.wape();
        return new BacktestJson(backtest.heldOutDays(), wape == null ? null : wape.toPlainString(), backtest.why());
    }

    private static CourseJson course(Course course) {
        return new CourseJson(
                Money.exact(course.endPico()),
                course.percent().toPlainString(),
                Money.exact(course.leftPico()),
                course.usedUpOn());
    }

    private static String sum(DailyHistory history) {
        BigInteger pico = history.values().stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(0, RoundingMode.UNNECESSARY)
                .toBigIntegerExact();
        return Money.exact(pico);
    }
}
