package io.tokenledger.report.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages about scenarios, ready to be shown. Texts are as they came; the templates escape them. */
public final class ScenarioPages {
    private ScenarioPages() {}

    /**
     * The scenarios of a tenant.
     *
     * @param tenant empty: none is selected
     * @param problem null: nothing was wrong
     * @param next a link to what comes behind; null: nothing does
     */
    public record Listed(
            String tenant,
            List<String> tenants,
            @Nullable String problem,
            List<Row> rows,
            @Nullable String next) {}

    /** A scenario in the list, with what it saved when it was saved. */
    public record Row(
            String id,
            String name,
            String author,
            String savedAt,
            String period,
            String savings,
            String currency,
            @Nullable String percent,
            boolean archived) {}

    /**
     * One scenario: the shared link.
     *
     * @param row null: there is none of that id
     * @param note empty: none
     * @param archived by whom, when and why; null: it is not
     * @param problem why it cannot be asked now; null: it can
     */
    public record One(
            @Nullable Row row,
            String tenant,
            String note,
            @Nullable String archived,
            @Nullable String problem,
            @Nullable AnswerView answer,
            List<BudgetRow> budgets,
            String question) {}

    /** A budget that a scenario is held against; {@code without} null: {@code why} says why. */
    public record BudgetRow(
            String name,
            String moveOn,
            String from,
            String to,
            String amount,
            String spent,
            @Nullable String without,
            @Nullable String withMove,
            @Nullable String left,
            boolean overspent,
            String method,
            @Nullable String why) {}

    /** Scenarios side by side. */
    public record Compared(@Nullable String problem, List<String> differences, List<Column> columns, String xlsx) {}

    /** One of them. */
    public record Column(
            String id,
            String name,
            String period,
            String currency,
            String prices,
            String requests,
            String baseline,
            String scenario,
            String savings,
            @Nullable String percent,
            String low,
            String high,
            SpanBar range,
            @Nullable String moved,
            List<String> excluded,
            List<String> quality) {
        /** The range in words, for who cannot see the bar. */
        public String rangeText() {
            return "savings from " + low + " to " + high + " " + currency + ", expected " + savings;
        }
    }
}
