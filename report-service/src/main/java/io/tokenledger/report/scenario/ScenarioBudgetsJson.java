package io.tokenledger.report.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tokenledger.report.budget.BudgetJson;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.outlook.OutlookJson.AccuracyJson;
import io.tokenledger.report.outlook.OutlookJson.CostRangeJson;
import io.tokenledger.report.outlook.OutlookView;
import io.tokenledger.report.outlook.Ranges;
import io.tokenledger.report.scenario.BudgetOutlook.Course;
import io.tokenledger.report.scenario.BudgetOutlook.Days;
import io.tokenledger.report.scenario.BudgetOutlook.Projection;
import io.tokenledger.report.scenario.BudgetOutlookReader.Held;
import io.tokenledger.report.whatif.WhatIfJson;
import java.math.BigInteger;
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
            @Schema(examples = "combination") String method,

            @Schema(description = "The days that were replayed at the prices of now")
            HistoryJson history,

            @Schema(description = "How the method did on the days that were replayed, as they went")
            AccuracyJson accuracy,

            @Schema(description = "What was found in the history and what the intervals rest on")
            List<String> notes,

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

    /** How the period ends. */
    @Schema(name = "BudgetCourse")
    public record CourseJson(
            @Schema(examples = "960.75") String periodEnd,

            @Schema(description = "Four times in five it ends within") @JsonProperty("period_end_80")
            CostRangeJson periodEnd80,

            @Schema(description = "Nineteen times in twenty") @JsonProperty("period_end_95")
            CostRangeJson periodEnd95,

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
        Days asWas = projection.replayed().asWas();
        return new ProjectionJson(
                projection.forecast().method(),
                new HistoryJson(
                        asWas.first(),
                        asWas.end(),
                        Money.exact(asWas.sum()),
                        Money.exact(projection.replayed().asMoved().sum()),
                        projection.replayed().excluded(),
                        projection.replayed().warnings()),
                OutlookView.accuracy(projection.forecast().accuracy()),
                projection.forecast().notes(),
                course(projection.withoutMove()),
                course(projection.withMove()),
                Money.exact(projection
                        .withoutMove()
                        .endPico()
                        .subtract(projection.withMove().endPico())));
    }

    private static CourseJson course(Course course) {
        return new CourseJson(
                Money.exact(course.endPico()),
                range(course.range().eighty()),
                range(course.range().ninetyFive()),
                course.percent().toPlainString(),
                Money.exact(course.leftPico()),
                course.usedUpOn());
    }

    private static CostRangeJson range(Ranges.Range range) {
        return new CostRangeJson(Money.exact(range.low()), Money.exact(range.high()));
    }
}
