package io.tokenledger.report.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the first page shows, ready to be shown. Texts are as they came; the template escapes them.
 *
 * @param tenant the one selected; empty: all
 * @param month as in {@code ?month=}
 * @param problem why there are no figures; null where there are some
 * @param figures null where there is a problem
 * @param firing how many alerts are
 */
public record ConsolePage(
        String tenant,
        List<String> tenants,
        String month,
        String monthName,
        String timezone,
        @Nullable String problem,
        @Nullable Figures figures,
        long firing,
        Links links) {

    /**
     * What the ledger says.
     *
     * @param running whether the month is not over yet
     * @param empty whether nothing was ever booked for whom the page is
     */
    public record Figures(
            boolean running,
            boolean empty,
            Headline headline,
            DayChart days,
            List<Breakdown> breakdowns,
            Received received) {}

    /**
     * The month in a few numbers.
     *
     * @param total null, as {@code totalBefore}: not known, because nothing has a price
     */
    public record Headline(
            @Nullable String total,
            @Nullable String totalBefore,
            String monthBeforeName,
            String requests,
            String inputTokens,
            String outputTokens,
            String unpricedRequests,
            boolean unpriced) {}

    /** What became of everything that was ever received. */
    public record Received(
            String priced,
            String unpriced,
            String duplicates,
            String conflicts,
            String rejected,
            List<Reason> reasons) {}

    /** Why events were rejected. */
    public record Reason(String code, String events) {}

    /** Where to go from here. */
    public record Links(
            String ingest, String pricing, String chargebackJson, String detailsCsv, String intake, String eventTime) {}
}
