package io.tokenledger.report.outlook;

import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.Span;
import io.tokenledger.report.forecast.Forecast;
import io.tokenledger.report.forecast.History;
import io.tokenledger.report.forecast.Outcome;
import io.tokenledger.report.forecast.TooShort;
import io.tokenledger.report.outlook.LineForecast.Prices;
import io.tokenledger.report.outlook.Outlook.LeftOut;
import io.tokenledger.report.outlook.Outlook.Series;
import io.tokenledger.report.whatif.Basket;
import io.tokenledger.report.whatif.BasketLine;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts from the bottom up: each line's requests and tokens by themselves, priced by what the book knows of the time to
 * come; groups and the whole are their sums. How sure a sum is comes from the forecast of the sum's own past. Pure.
 */
final class OutlookEngine {
    /** How far ahead the forecaster goes for each step that is known. */
    private static final int STEPS_FOR_A_KNOWN_ONE = 10;

    private final OutlookFacts facts;
    private final OutlookTimes times;
    private final FittedSeries fitted;
    private final PriceBook goingOn;
    private final Map<BasketLine, Prices> prices;
    private final int steps;
    private final int first;

    /** What a line was, and what is said of it. */
    record Told(BasketLine line, Volumes volumes, @Nullable Prices prices, Saying saying) {}

    /** Whether anything is said of a line. */
    sealed interface Saying {
        record Expected(LineForecast forecast) implements Saying {}

        record Omitted(LeftOut leftOut) implements Saying {}
    }

    /** What came out. */
    record Answer(int firstStep, Series whole, List<Series> groups, List<PriceChange> changes, List<Told> lines) {}

    /** Prices what is known of the lines: rates of exchange are asked for here, and not later. */
    OutlookEngine(OutlookFacts facts, FittedSeries fitted) {
        this.facts = facts;
        this.times = facts.times();
        this.fitted = fitted;
        this.steps = times.steps().size();
        this.goingOn = facts.book().goingOnFrom(times.at().toInstant());
        this.first = facts.actuals().values().stream()
                .mapToInt(actuals -> volumes(actuals).firstUsed())
                .min()
                .orElse(0);
        this.prices = prices();
    }

    /**
     * The whole, and its groups.
     *
     * @param grouped whether groups were asked for
     */
    Answer answer(boolean grouped, List<ZonedDateTime> historyStarts) {
        ZonedDateTime start = first < historyStarts.size() ? historyStarts.get(first) : times.running();
        List<Told> lines = facts.actuals().entrySet().parallelStream()
                .map(line -> told(line.getKey(), line.getValue(), prices.get(line.getKey()), start))
                .toList();
        Map<List<@Nullable String>, List<Told>> byGroup = new LinkedHashMap<>();
        if (grouped) {
            lines.forEach(line -> byGroup.computeIfAbsent(line.line().group(), _ -> new ArrayList<>())
                    .add(line));
            groupsBesides().forEach(group -> byGroup.computeIfAbsent(group, _ -> new ArrayList<>()));
        }
        var summing = new SeriesForecast(facts, fitted, start, first);
        List<Series> groups = byGroup.entrySet().parallelStream()
                .map(group -> summing.of(
                        group.getKey(),
                        group.getValue(),
                        facts.soFar().getOrDefault(group.getKey(), Amounts.NONE),
                        facts.spent().getOrDefault(group.getKey(), Amounts.NONE)))
                .sorted(SeriesForecast.HIGHEST_COST_FIRST)
                .toList();
        Series whole = summing.of(List.of(), lines, sum(facts.soFar()), sum(facts.spent()));
        return new Answer(first, whole, groups, changes(lines), lines);
    }

    /** Groups that had usage in the period alone, and none in the complete steps that are looked at. */
    private Set<List<@Nullable String>> groupsBesides() {
        return Stream.concat(facts.spent().keySet().stream(), facts.soFar().keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Amounts sum(Map<List<@Nullable String>, Amounts> byGroup) {
        return byGroup.values().stream().reduce(Amounts.NONE, Amounts::plus);
    }

    private static Volumes volumes(List<Amounts> actuals) {
        var volumes = new Volumes(actuals.size());
        for (int i = 0; i < actuals.size(); i++) {
            volumes.add(i, actuals.get(i));
        }
        return volumes;
    }

    private Told told(BasketLine line, List<Amounts> actuals, @Nullable Prices prices, ZonedDateTime start) {
        Volumes volumes = volumes(actuals).from(first);
        List<double[]> meters = List.of(volumes.requests(), volumes.inputTokens(), volumes.outputTokens());
        List<@Nullable Outcome> outcomes = new ArrayList<>();
        for (double[] meter : meters) {
            outcomes.add(
                    Volumes.isNothing(meter) ? null : asFarAsItReaches(Volumes.history(times.step(), start, meter)));
        }
        TooShort tooShort = LineForecast.tooShort(outcomes);
        if (tooShort != null) {
            Amounts used = actuals.stream().reduce(Amounts.NONE, Amounts::plus);
            return new Told(line, volumes, prices, new Saying.Omitted(new LeftOut(line, used, tooShort.why())));
        }
        return new Told(line, volumes, prices, new Saying.Expected(expected(outcomes, prices)));
    }

    /** Too short for all of the steps, but not for a part of them: a model of three weeks in a question about a year. */
    private Outcome asFarAsItReaches(History history) {
        Outcome all = fitted.forecast(history, steps);
        if (!(all instanceof TooShort tooShort) || tooShort.have() == 0) {
            return all;
        }
        int reach = Math.min(steps, tooShort.have() * STEPS_FOR_A_KNOWN_ONE);
        Outcome part = fitted.forecast(history, reach);
        return part instanceof Forecast ? part : all;
    }

    private LineForecast expected(List<@Nullable Outcome> outcomes, @Nullable Prices prices) {
        double rest = LineForecast.restOfFirst(times, facts.profile());
        List<long[]> volumes = new ArrayList<>();
        String method = "nothing_used";
        boolean repeats = false;
        for (Outcome outcome : outcomes.reversed()) {
            Forecast forecast = outcome instanceof Forecast said ? said : null;
            volumes.addFirst(LineForecast.wholeNumbers(forecast, times.step(), steps, rest));
            repeats |= forecast != null && forecast.steps() < steps;
            method = forecast == null ? method : forecast.method();
        }
        return LineForecast.of(volumes, prices, facts.costs(), times, method, repeats);
    }

    private Span coming() {
        return new Span(times.at().toInstant(), times.end().toInstant());
    }

    private Map<BasketLine, Prices> prices() {
        Map<BasketLine, Prices> byLine = new HashMap<>();
        for (BasketLine line : facts.actuals().keySet()) {
            Prices prices = prices(line);
            if (prices != null) {
                byLine.put(line, prices);
            }
        }
        return byLine;
    }

    private @Nullable Prices prices(BasketLine line) {
        Basket former = facts.formerBaskets().get(line);
        Basket basket = former == null ? facts.baskets().get(line) : former;
        return basket == null
                ? null
                : new Prices(
                        basket,
                        former == null,
                        unitCosts(line, basket, facts.book()),
                        unitCosts(line, basket, goingOn),
                        facts.profile());
    }

    private UnitCosts unitCosts(BasketLine line, Basket basket, PriceBook book) {
        return new UnitCosts(basket, book, PriceSpans.starts(book, line, coming()), facts.conversion());
    }

    /** The changes that are known, in the order in which they come; one that several groups share is told once. */
    private List<PriceChange> changes(List<Told> lines) {
        Set<PriceChange> changes = new LinkedHashSet<>();
        for (Told told : lines) {
            SortedSet<Instant> starts = PriceSpans.starts(facts.book(), told.line(), coming());
            Prices prices = told.prices();
            if (prices != null && starts.size() > 1) {
                changes.addAll(PriceChange.of(told.line(), prices.basket(), facts.book(), goingOn, starts));
            }
        }
        PriceChange[] sorted = changes.toArray(PriceChange[]::new);
        Arrays.sort(sorted, PriceChange.IN_TIME);
        return List.of(sorted);
    }
}
