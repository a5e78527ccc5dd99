package io.tokenledger.report.console;

import io.tokenledger.report.money.Money;
import io.tokenledger.report.period.Interval;
import io.tokenledger.report.timeseries.UsageSeries;
import io.tokenledger.report.usage.Usage;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Cost per day as bars, in whole units of the drawing.
 *
 * @param width of the drawing; its height is fixed
 * @param highest the cost of the highest bar
 */
public record DayChart(int width, List<Bar> bars, String highest) {
    private static final int STEP = 28;
    private static final int BAR_WIDTH = 20;
    private static final int BASE_LINE = 140;
    private static final int MAX_HEIGHT = 120;

    /**
     * A day.
     *
     * @param label the day of the month where there is room for it, else empty
     * @param text what the bar says
     */
    public record Bar(int x, int y, int width, int height, int middle, String label, String text) {}

    static DayChart of(UsageSeries byDay) {
        List<Usage> days = byDay.series().getFirst().points();
        BigInteger highest = days.stream().map(Usage::pricedCostPico).reduce(BigInteger.ZERO, BigInteger::max);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            bars.add(bar(i, byDay.starts().get(i), days.get(i), highest));
        }
        return new DayChart(days.size() * STEP, bars, Money.toTheCent(highest));
    }

    private static Bar bar(int place, ZonedDateTime start, Usage usage, BigInteger highest) {
        int height = Breakdown.share(usage.pricedCostPico(), highest, MAX_HEIGHT);
        int visible = height == 0 && usage.pricedCostPico().signum() > 0 ? 1 : height;
        LocalDate date = start.toLocalDate();
        int x = place * STEP + (STEP - BAR_WIDTH) / 2;
        String cost = usage.knownCostPico().map(Money::toTheCent).orElse("cost not known");
        return new Bar(
                x,
                BASE_LINE - visible,
                BAR_WIDTH,
                visible,
                x + BAR_WIDTH / 2,
                date.getDayOfMonth() % 2 == 1 ? String.valueOf(date.getDayOfMonth()) : "",
                Interval.DAY.label(start) + ": " + cost + ", " + Breakdown.count(usage.requests()) + " requests");
    }
}
