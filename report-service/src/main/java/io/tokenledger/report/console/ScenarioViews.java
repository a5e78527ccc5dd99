package io.tokenledger.report.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.scenario.Scenario;
import io.tokenledger.report.scenario.ScenarioBudgetsJson;
import io.tokenledger.report.scenario.ScenarioBudgetsJson.CourseJson;
import io.tokenledger.report.scenario.ScenarioBudgetsJson.HeldJson;
import io.tokenledger.report.scenario.ScenarioBudgetsJson.ProjectionJson;
import io.tokenledger.report.scenario.ScenarioComparison;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes what the pages about scenarios show. Pure. */
final class ScenarioViews {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private ScenarioViews() {}

    static ScenarioPages.Row row(Scenario scenario) {
        JsonNode answer = json(scenario.answer());
        String percent = answer.path("savings").path("percent").asText("");
        return new ScenarioPages.Row(
                scenario.id().toString(),
                scenario.name(),
                scenario.author(),
                time(scenario.savedAt()),
                period(answer.path("from").asText(), answer.path("to").asText()),
                AnswerFigures.money(answer.path("savings").path("amount").asText("0")),
                answer.path("currency").asText(),
                percent.isEmpty() || percent.equals("null") ? null : percent,
                scenario.archived() != null);
    }

    /** When, by whom and why it was set aside; null: it was not. */
    static @Nullable String archived(Scenario scenario) {
        Scenario.Archived archived = scenario.archived();
        return archived == null ? null : time(archived.at()) + " by " + archived.author() + ": " + archived.reason();
    }

    static List<ScenarioPages.BudgetRow> budgets(ScenarioBudgetsJson held) {
        return held.budgets().stream().map(ScenarioViews::budget).toList();
    }

    private static ScenarioPages.BudgetRow budget(HeldJson held) {
        ProjectionJson projection = held.projection();
        CourseJson without = projection == null ? null : projection.withoutMove();
        CourseJson with = projection == null ? null : projection.withMove();
        return new ScenarioPages.BudgetRow(
                held.budget().name(),
                held.moveOn().toString(),
                held.periodFrom().toString(),
                held.periodTo().toString(),
                AnswerFigures.money(Objects.requireNonNull(held.budget().amount(), "a budget of money")) + " "
                        + held.budget().currency(),
                AnswerFigures.money(held.spent()),
                without == null ? null : course(without),
                with == null ? null : course(with),
                with == null ? null : AnswerFigures.money(with.left()),
                with != null && with.left().startsWith("-"),
                projection == null ? "" : method(projection),
                held.why());
    }

    private static String course(CourseJson course) {
        return AnswerFigures.money(course.periodEnd()) + ", 80 %: "
                + AnswerFigures.money(course.periodEnd80().low()) + " to "
                + AnswerFigures.money(course.periodEnd80().high()) + " (" + course.percent() + " %"
                + (course.usedUpOn() == null ? "" : ", overspent on " + course.usedUpOn()) + ")";
    }

    private static String method(ProjectionJson projection) {
        return ForecastPages.method(projection.method()) + "; " + ForecastPages.accuracy(projection.accuracy());
    }

    static ScenarioPages.Compared compared(ScenarioComparison comparison, String xlsx) {
        BigInteger left = BigInteger.ZERO;
        BigInteger right = BigInteger.ZERO;
        for (ScenarioComparison.Column column : comparison.scenarios()) {
            left = left.min(Money.pico(column.range().low()));
            String baseline = column.baseline().cost();
            right = right.max(Money.pico(column.range().high()))
                    .max(baseline == null ? BigInteger.ZERO : Money.pico(baseline));
        }
        BigInteger least = left;
        BigInteger most = right;
        return new ScenarioPages.Compared(
                null,
                comparison.differences(),
                comparison.scenarios().stream()
                        .map(column -> column(column, least, most))
                        .toList(),
                xlsx);
    }

    private static ScenarioPages.Column column(ScenarioComparison.Column column, BigInteger left, BigInteger right) {
        String share = column.moved().share();
        return new ScenarioPages.Column(
                column.id().toString(),
                column.name(),
                period(column.from(), column.to()) + ", " + column.timezone(),
                column.currency(),
                column.prices() + (column.pricesAt() == null ? "" : " of " + column.pricesAt()),
                AnswerFigures.number(column.baseline().requests()),
                AnswerFigures.money(column.baseline().cost()),
                AnswerFigures.money(column.scenario().cost()),
                AnswerFigures.money(column.savings().amount()),
                column.savings().percent(),
                AnswerFigures.money(column.range().low()),
                AnswerFigures.money(column.range().high()),
                SpanBar.of(
                        Money.pico(column.range().low()),
                        Money.pico(column.savings().amount()),
                        Money.pico(column.range().high()),
                        left,
                        right),
                share == null
                        ? null
                        : new BigDecimal(share)
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString(),
                column.excluded().stream()
                        .map(excluded -> excluded.reason().replace('_', ' ') + ": " + excluded.requests()
                                + " requests, "
                                + (excluded.cost() == null ? "cost not known" : AnswerFigures.money(excluded.cost())))
                        .toList(),
                column.quality().stream()
                        .map(beside -> beside.title() + ": " + beside.fromScore() + " to " + beside.toScore()
                                + (beside.savingsPerPoint() == null
                                        ? ""
                                        : ", " + AnswerFigures.money(beside.savingsPerPoint()) + " per point lost"))
                        .distinct()
                        .toList());
    }

    private static String period(String from, String to) {
        return from.substring(0, Math.min(10, from.length())) + " to " + to.substring(0, Math.min(10, to.length()));
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MINUTES)
                        .toString()
                        .replace("T", " ")
                        .replace(":00Z", "") + " UTC";
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the answer of a scenario is not readable", broken);
        }
    }
}
