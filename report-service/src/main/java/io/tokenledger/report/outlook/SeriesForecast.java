package io.tokenledger.report.outlook;

import io.tokenledger.report.forecast.Forecast;
import io.tokenledger.report.forecast.Outcome;
import io.tokenledger.report.forecast.TooShort;
import io.tokenledger.report.outlook.Outlook.Coming;
import io.tokenledger.report.outlook.Outlook.Expectation;
import io.tokenledger.report.outlook.Outlook.LeftOut;
import io.tokenledger.report.outlook.Outlook.PeriodEnd;
import io.tokenledger.report.outlook.Outlook.Series;
import io.tokenledger.report.outlook.Outlook.Silence;
import io.tokenledger.report.outlook.Outlook.Statement;
import io.tokenledger.report.outlook.OutlookEngine.Saying;
import io.tokenledger.report.outlook.OutlookEngine.Told;
import java.math.BigInteger;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A group of lines, or all of them: their sums, and how sure those are. The width of an interval is that of the forecast of
 * the sums' own past, relative to what it expects: of the cost at constant prices, so that a price that changed does not look
 * like usage that did. Pure.
 */
final class SeriesForecast {
    static final Comparator<Series> HIGHEST_COST_FIRST = Comparator.<Series, BigInteger>comparing(
                    SeriesForecast::weight)
            .reversed()
            .thenComparing(series -> series.group().toString());

    /** Before the reason, where costs are too short to say how sure they are. */
    static final String WIDTH_NOT_KNOWN = "how far the cost may be off is not known: ";

    private final OutlookFacts facts;
    private final FittedSeries fitted;
    private final ZonedDateTime start;
    private final int first;
    private final int steps;

    SeriesForecast(OutlookFacts facts, FittedSeries fitted, ZonedDateTime start, int first) {
        this.facts = facts;
        this.fitted = fitted;
        this.start = start;
        this.first = first;
        this.steps = facts.times().steps().size();
    }

    private static BigInteger weight(Series series) {
        return series.statement() instanceof Expectation expectation
                ? expectation.periodEnd().amounts().pricedCostPico()
                : series.spent().pricedCostPico();
    }

    Series of(List<@Nullable String> group, List<Told> lines, Amounts soFar, Amounts spent) {
        return new Series(group, history(lines), soFar, spent, statement(lines, spent));
    }

    private List<Amounts> history(List<Told> lines) {
        List<Amounts> history = new ArrayList<>();
        for (Told told : lines) {
            List<Amounts> actuals = facts.actuals().getOrDefault(told.line(), List.of());
            for (int i = first; i < actuals.size(); i++) {
                if (i - first == history.size()) {
                    history.add(actuals.get(i));
                } else {
                    history.set(i - first, history.get(i - first).plus(actuals.get(i)));
                }
            }
        }
        return history;
    }

    /** The sums' own past: what was used, and what that costs at the prices of now. */
    private static final class Past {
        private final Volumes volumes;
        private final double[] costs;

        Past(int steps) {
            this.volumes = new Volumes(steps);
            this.costs = new double[steps];
        }
    }

    private static Past past(List<Told> lines) {
        var past = new Past(lines.isEmpty() ? 0 : lines.getFirst().volumes().steps());
        for (Told told : lines) {
            past.volumes.add(told.volumes());
            if (told.prices() != null) {
                double[] ofLine = told.volumes().costs(told.prices().asNow());
                for (int i = 0; i < ofLine.length; i++) {
                    past.costs[i] += ofLine[i];
                }
            }
        }
        return past;
    }

    private Statement statement(List<Told> lines, Amounts spent) {
        List<LineForecast> said = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (Told told : lines) {
            switch (told.saying()) {
                case Saying.Expected(LineForecast forecast) -> said.add(forecast);
                case Saying.Omitted(LeftOut line) -> leftOut.add(line);
            }
        }
        Past past = past(lines);
        Outcome requests = outcome(past.volumes.requests());
        Outcome tokens = outcome(past.volumes.tokens());
        if (requests instanceof TooShort short1) {
            return new Silence(short1.have(), short1.need(), short1.why());
        }
        if (tokens instanceof TooShort short2) {
            return new Silence(short2.have(), short2.need(), short2.why());
        }
        if (said.isEmpty()) {
            LeftOut any = leftOut.getFirst();
            return new Silence(past.volumes.steps(), 0, "every model in it is too short to be forecast: " + any.why());
        }
        return expectation(lines, said, leftOut, past, (Forecast) requests, (Forecast) tokens, spent);
    }

    private Outcome outcome(double[] values) {
        return fitted.forecast(Volumes.history(facts.times().step(), start, values), steps);
    }

    private Expectation expectation(
            List<Told> lines,
            List<LineForecast> said,
            List<LeftOut> leftOut,
            Past past,
            Forecast requests,
            Forecast tokens,
            Amounts spent) {
        Outcome costs = Volumes.isNothing(past.costs) ? null : outcome(past.costs);
        Forecast cost = costs instanceof Forecast forecast ? forecast : null;
        List<Coming> coming = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            Amounts amounts = Amounts.NONE;
            for (LineForecast line : said) {
                amounts = amounts.plus(line.steps().get(i).amounts());
            }
            coming.add(new Coming(
                    amounts,
                    ranges(amounts.requests(), requests, i, i + 1),
                    ranges(amounts.tokens(), tokens, i, i + 1),
                    costRanges(amounts, cost, i, i + 1)));
        }
        Amounts total = coming.stream().map(Coming::amounts).reduce(Amounts.NONE, Amounts::plus);
        Forecast telling = cost == null ? tokens : cost;
        return new Expectation(
                Collections.unmodifiableList(coming),
                total,
                periodEnd(total, spent, requests, tokens, cost),
                EffectSums.of(said),
                tokens,
                cost,
                Parts.of(lines),
                leftOut,
                notes(telling, costs, total, said, leftOut));
    }

    private PeriodEnd periodEnd(
            Amounts total, Amounts spent, Forecast requests, Forecast tokens, @Nullable Forecast cost) {
        Ranges costs = costRanges(total, cost, 0, steps);
        return new PeriodEnd(
                spent.plus(total),
                ranges(total.requests(), requests, 0, steps).plus(BigInteger.valueOf(spent.requests())),
                ranges(total.tokens(), tokens, 0, steps).plus(BigInteger.valueOf(spent.tokens())),
                costs == null ? null : costs.plus(spent.pricedCostPico()));
    }

    private static Ranges ranges(long point, Forecast series, int from, int to) {
        return Ranges.around(BigInteger.valueOf(point), series, from, to);
    }

    private static @Nullable Ranges costRanges(Amounts amounts, @Nullable Forecast series, int from, int to) {
        BigInteger cost = amounts.costPico();
        return series == null || cost == null ? null : Ranges.around(cost, series, from, to);
    }

    private static List<String> notes(
            Forecast telling, @Nullable Outcome costs, Amounts total, List<LineForecast> said, List<LeftOut> leftOut) {
        Set<String> notes = new LinkedHashSet<>(telling.notes());
        if (costs instanceof TooShort tooShort) {
            notes.add(WIDTH_NOT_KNOWN + tooShort.why());
        }
        if (total.unpricedRequests() > 0) {
            notes.add(total.unpricedRequests()
                    + " of the requests expected have no price: what they cost is not known, and"
                    + " no part of the cost");
        }
        long repeating = said.stream().filter(LineForecast::repeats).count();
        if (repeating > 0) {
            notes.add(repeating
                    + " of its price lists are known for too short a time to be forecast to the end: the last week"
                    + " that is, or the last day of hours, is repeated");
        }
        if (!leftOut.isEmpty()) {
            notes.add(leftOut.size() + " of its price lists are too short to be forecast and left out: see left_out");
        }
        return List.copyOf(notes);
    }
}
