package io.tokenledger.report.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the page about the time to come shows. Texts are as they came; the template escapes them.
 *
 * @param problem why there is no answer; null where there is one
 */
public record ForecastPage(
        ForecastSelection form,
        List<String> tenants,
        @Nullable String problem,
        @Nullable Answer answer) {

    /**
     * The answer.
     *
     * @param silence why nothing is said; null: something is
     * @param chart null where nothing is said
     * @param moreGroups that are not shown
     */
    public record Answer(
            String period,
            String currency,
            String spent,
            @Nullable String silence,
            @Nullable Headline headline,
            @Nullable ForecastChart chart,
            List<Effect> effects,
            List<Row> groups,
            String groupedBy,
            int moreGroups,
            List<Part> models,
            List<Change> changes,
            List<String> leftOut,
            List<String> notes,
            String json,
            String csv,
            String xlsx) {}

    /**
     * The end of the period in a few numbers.
     *
     * @param cost null: not known
     */
    public record Headline(
            @Nullable String cost,
            @Nullable String cost80,
            @Nullable String cost95,
            String tokens,
            String tokens80,
            String requests,
            boolean unpriced,
            String unpricedRequests,
            String method,
            String accuracy) {}

    /** Something that moves the cost. */
    public record Effect(String name, String amount, String meaning) {}

    /** A group's end of the period. */
    public record Row(
            String name,
            String spent,
            @Nullable String end,
            @Nullable String range80,
            String tokens,
            @Nullable String why) {}

    /** A price list's part. */
    public record Part(String name, String requests, String tokens, String cost, String priceEffect, String method) {}

    /** A price that changes. */
    public record Change(String at, String whose, String what, String from, String to) {}
}
