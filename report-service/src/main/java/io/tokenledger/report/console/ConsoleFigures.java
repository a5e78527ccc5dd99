package io.tokenledger.report.console;

import io.tokenledger.report.chargeback.Chargeback;
import io.tokenledger.report.intake.Intake;
import io.tokenledger.report.intake.IntakeCounts;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.period.Interval;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.timeseries.UsageSeries;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Usage;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.usage.UsageRow;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Makes the page's figures of what the ledger answered. Pure. */
final class ConsoleFigures {
    private static final String CURRENCY = "USD";
    private static final OptionalInt CENTS = OptionalInt.of(2);
    /** A reasoning model at high effort is a line of its own: same prices, other behaviour. */
    private static final List<List<Dimension>> BREAKDOWNS = List.of(
            List.of(Dimension.Attribute.TEAM),
            List.of(Dimension.Attribute.MODEL, Dimension.Attribute.REASONING_EFFORT));

    private final ConsoleSelection selection;
    private final UsageQuery month;

    ConsoleFigures(ConsoleSelection selection) {
        this.selection = selection;
        this.month = query(selection.period(), List.of());
    }

    /** What to ask, together: the month by each breakdown, by day, and the month before. */
    List<UsageQuery> questions() {
        return List.of(
                query(selection.period(), BREAKDOWNS.get(0)),
                query(selection.period(), BREAKDOWNS.get(1)),
                UsageSeries.byInterval(month, Interval.DAY),
                query(selection.monthBefore(), List.of()));
    }

    /**
     * The figures of the page.
     *
     * @param answers in the order of the questions
     */
    ConsolePage.Figures of(List<List<UsageRow>> answers, Intake intake, Instant now) {
        IntakeCounts received = intake.total();
        return new ConsolePage.Figures(
                selection.period().to().isAfter(now),
                received.priced() + received.unpriced() == 0,
                headline(UsageRow.total(answers.get(0)), UsageRow.total(answers.get(3))),
                DayChart.of(UsageSeries.of(month, Interval.DAY, answers.get(2))),
                List.of(breakdown(0, answers.get(0)), breakdown(1, answers.get(1))),
                received(intake));
    }

    static String name(YearMonth month) {
        return DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH).format(month);
    }

    private ConsolePage.Headline headline(Usage total, Usage before) {
        return new ConsolePage.Headline(
                toTheCent(total),
                toTheCent(before),
                name(selection.month().minusMonths(1)),
                Breakdown.count(total.requests()),
                Breakdown.count(total.inputTokens()),
                Breakdown.count(total.outputTokens()),
                Breakdown.count(total.unpricedRequests()),
                total.unpricedRequests() != 0);
    }

    private Breakdown breakdown(int place, List<UsageRow> rows) {
        UsageQuery question = questions().get(place);
        return Breakdown.of(
                Chargeback.of(question, rows, CENTS),
                selection.chargebackUrl(String.join(",", question.groupByNames()), "csv"));
    }

    private static ConsolePage.Received received(Intake intake) {
        IntakeCounts total = intake.total();
        return new ConsolePage.Received(
                Breakdown.count(total.priced()),
                Breakdown.count(total.unpriced()),
                Breakdown.count(total.duplicates()),
                Breakdown.count(total.conflicts()),
                Breakdown.count(total.rejected()),
                intake.rejectedByCode().entrySet().stream()
                        .map(reason -> new ConsolePage.Reason(reason.getKey(), Breakdown.count(reason.getValue())))
                        .toList());
    }

    private static @Nullable String toTheCent(Usage usage) {
        return usage.knownCostPico().map(Money::toTheCent).orElse(null);
    }

    private UsageQuery query(Period period, List<Dimension> groupBy) {
        return new UsageQuery(period, groupBy, selection.filters(), CURRENCY);
    }
}
