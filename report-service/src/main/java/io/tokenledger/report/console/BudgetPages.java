package io.tokenledger.report.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages about budgets, ready to be shown. Texts are as they came; the templates escape them. */
public final class BudgetPages {
    private BudgetPages() {}

    /**
     * The budgets of a tenant.
     *
     * @param tenant empty: none is selected
     * @param problem null: nothing was wrong
     * @param next a link to what comes behind; null: nothing does
     * @param links null where no tenant is selected
     */
    public record Listed(
            String tenant,
            List<String> tenants,
            @Nullable String problem,
            List<Row> rows,
            @Nullable String next,
            @Nullable Links links) {}

    /** Where the list leads to. */
    public record Links(String add, String withArchived, String csv, String json) {}

    /**
     * A budget in a list.
     *
     * @param usage null: it was not watched yet, or is archived
     */
    public record Row(
            String href,
            String name,
            String owner,
            String scope,
            String period,
            String limit,
            @Nullable Usage usage,
            boolean archived) {}

    /**
     * What a period has come to.
     *
     * @param limit with what was carried over
     * @param spent null: an exchange rate is missing
     * @param percent of the limit; null: not known, or there is nothing to be a part of
     * @param bar in thousandths of what the bar can show
     * @param elapsed where the present stands in the period, in thousandths
     * @param unpriced null: everything has a price
     */
    public record Usage(
            String from,
            String to,
            String limit,
            @Nullable String spent,
            @Nullable String percent,
            int bar,
            int elapsed,
            boolean over,
            String requests,
            @Nullable String unpriced,
            String asOf) {
        /** The bar in words, for who cannot see it. */
        public String label() {
            return (percent == null ? "not known" : percent + " percent used") + ", " + elapsed / 10
                    + " percent of the time over";
        }
    }

    /**
     * One budget.
     *
     * @param row null: there is none of that id
     * @param expected null: no period is running
     */
    public record One(
            @Nullable Row row,
            String tenant,
            @Nullable String problem,
            @Nullable Facts facts,
            @Nullable Expected expected,
            List<Usage> periods,
            List<Threshold> thresholds,
            List<Row> children,
            List<Revision> history,
            @Nullable OneLinks links) {
        /** The page of what cannot be shown. */
        static One problem(String tenant, String problem) {
            return new One(null, tenant, problem, null, null, List.of(), List.of(), List.of(), List.of(), null);
        }
    }

    /**
     * What the running period is expected to come to.
     *
     * @param point with what is used already; null: nothing is expected, and {@code note} says why
     * @param range four times in five
     * @param percent of the limit; null: there is nothing to be a part of
     * @param usedUp when it is going to be used up; null: not within the period
     * @param note how it was found and how sure that is, or why it was not
     */
    public record Expected(
            @Nullable String point,
            @Nullable String range,
            @Nullable String percent,
            boolean over,
            @Nullable String usedUp,
            String note) {}

    /** What a budget says of itself. */
    public record Facts(
            String id,
            String revision,
            String timezone,
            String days,
            String carryOver,
            @Nullable String parent,
            @Nullable String parentHref,
            boolean mayExceedParent,
            @Nullable String exhaustion,
            List<String> channels,
            String createdAt,
            String changedAt,
            @Nullable String archivedAt) {}

    /** Where the page of a budget leads to. */
    public record OneLinks(String edit, String archive, String alerts, String json, String history, String list) {}

    /**
     * A threshold of the running period.
     *
     * @param amount null: the budget was not watched yet
     * @param state crossed, not yet, or not known
     */
    public record Threshold(
            String percent, String of, @Nullable String amount, String state, boolean crossed) {}

    /** A revision, with what was changed. */
    public record Revision(
            String revision, String at, String action, String author, String reason, List<String> changes) {}
}
