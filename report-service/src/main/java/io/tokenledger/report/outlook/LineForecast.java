package io.tokenledger.report.outlook;

import io.tokenledger.report.forecast.Forecast;
import io.tokenledger.report.forecast.Outcome;
import io.tokenledger.report.forecast.Step;
import io.tokenledger.report.forecast.TooShort;
import io.tokenledger.report.outlook.UnitCosts.Priced;
import io.tokenledger.report.outlook.UnitCosts.Volume;
import io.tokenledger.report.whatif.Basket;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one line brings in the steps to come: requests and tokens first, in whole numbers, then what they cost. Pure.
 *
 * @param method of its requests
 * @param repeats whether it is known for so short a time that its last days are repeated to the end
 */
record LineForecast(List<OfStep> steps, String method, boolean repeats) {
    private static final int DAYS_OF_A_WEEK = 7;
    private static final int HOURS_OF_A_DAY = 24;

    /**
     * @param amounts at the prices of their own time
     * @param asNowPico at the prices of now; null: nothing has one
     * @param referencePico what the mean of the recent window would cost at the prices of now; null: nothing has one
     */
    record OfStep(
            Amounts amounts,
            @Nullable BigInteger asNowPico,
            @Nullable BigInteger referencePico) {}

    /**
     * What the volumes are priced by.
     *
     * @param asNow as if the prices of now went on
     * @param lately whether the basket is of the recent window
     * @param profile how a day is spread
     */
    record Prices(Basket basket, boolean lately, UnitCosts known, UnitCosts asNow, DayProfile profile) {}

    /**
     * The steps of one meter as whole numbers. What is rounded off of one step goes into the next: so they add up to the
     * whole period's, and a model that is used twice a week is not forecast as nothing.
     *
     * @param forecast that may end before the steps do: it goes on as its last week, or its last day of hours, was
     * @param restOfFirst what part of the first step is still to come
     */
    static long[] wholeNumbers(@Nullable Forecast forecast, Step step, int steps, double restOfFirst) {
        long[] whole = new long[steps];
        if (forecast == null) {
            return whole;
        }
        double sum = 0;
        long before = 0;
        for (int i = 0; i < steps; i++) {
            sum += i == 0 ? forecast.point(0) * restOfFirst : forecast.point(place(forecast, step, i));
            long until = Math.round(sum);
            whole[i] = until - before;
            before = until;
        }
        return whole;
    }

    private static int place(Forecast forecast, Step step, int i) {
        int season = Math.min(step == Step.HOUR ? HOURS_OF_A_DAY : DAYS_OF_A_WEEK, forecast.steps());
        return i < forecast.steps() ? i : forecast.steps() - season + (i - forecast.steps()) % season;
    }

    /** The first of the outcomes that says nothing; null: all of them speak. */
    static @Nullable TooShort tooShort(List<@Nullable Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            if (outcome instanceof TooShort tooShort) {
                return tooShort;
            }
        }
        return null;
    }

    /**
     * Prices the volumes.
     *
     * @param prices null: nothing is known that they could be priced by
     * @param costs whether costs are asked for: else nothing is said to have no price
     * @param volumes requests, input and output tokens of each step
     */
    static LineForecast of(
            List<long[]> volumes,
            @Nullable Prices prices,
            boolean costs,
            OutlookTimes times,
            String method,
            boolean repeats) {
        List<OfStep> steps = new ArrayList<>();
        for (int i = 0; i < times.steps().size(); i++) {
            Volume volume = Volume.of(volumes.get(0)[i], volumes.get(1)[i], volumes.get(2)[i]);
            steps.add(prices == null ? unknown(volume, costs) : priced(volume, prices, times, i));
        }
        return new LineForecast(steps, method, repeats);
    }

    private static OfStep unknown(Volume volume, boolean costs) {
        return new OfStep(
                new Amounts(
                        volume.requests(),
                        volume.inputTokens(),
                        volume.outputTokens(),
                        null,
                        costs ? volume.requests() : 0),
                null,
                null);
    }

    private static OfStep priced(Volume volume, Prices prices, OutlookTimes times, int step) {
        Instant from = times.comingFrom(step).toInstant();
        Instant until = times.endOf(step).toInstant();
        Priced known = prices.known.price(volume, from, until, prices.profile);
        Priced asNow = prices.asNow.price(volume, from, until, prices.profile);
        Priced reference = prices.asNow.price(mean(prices, times, step), from, until, prices.profile);
        return new OfStep(
                new Amounts(
                        volume.requests(),
                        volume.inputTokens(),
                        volume.outputTokens(),
                        known.costPico(),
                        known.unpricedRequests()),
                asNow.costPico(),
                reference.costPico());
    }

    /** What a step of the recent window brought in the mean; of the running one the part that is still to come. */
    private static Volume mean(Prices prices, OutlookTimes times, int step) {
        if (!prices.lately) {
            return Volume.of(0, 0, 0);
        }
        Basket basket = prices.basket;
        long parts = 10_000;
        long rest = step > 0 ? parts : Math.round(parts * restOfFirst(times, prices.profile));
        return new Volume(
                Math.multiplyExact(basket.requests(), rest),
                Math.multiplyExact(basket.inputTokens(), rest),
                Math.multiplyExact(basket.outputTokens(), rest),
                Math.multiplyExact(times.windowSteps(), parts));
    }

    /** What part of the running step is still to come, by how days were spread lately. */
    static double restOfFirst(OutlookTimes times, DayProfile profile) {
        return profile.shareBehind(
                times.running().toInstant(),
                times.at().toInstant(),
                times.endOf(0).toInstant());
    }
}
