package io.tokenledger.report.forecast;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A day brings what the same day of the week brought in the mean of the last whole weeks, eight of them or as many as there
 * are. It knows the rhythm of the week and nothing of growth: simple, and told with its error.
 */
public final class SeasonalMean implements DailyForecast {
    private static final int MOST_WEEKS = 8;
    private static final int LEAST_WEEKS = 2;
    private static final int DAYS_OF_A_WEEK = 7;
    /** Places behind the unit of the history, where a mean does not end. */
    private static final int PLACES = 12;

    @Override
    public String method() {
        return "seasonal_mean_by_weekday";
    }

    @Override
    public int leastDays() {
        return LEAST_WEEKS * DAYS_OF_A_WEEK;
    }

    @Override
    public List<BigDecimal> days(DailyHistory history, LocalDate from, LocalDate to) {
        if (history.days() < leastDays()) {
            throw new IllegalArgumentException(history.days() + " days of history: " + leastDays() + " are needed");
        }
        int weeks = Math.min(MOST_WEEKS, history.days() / DAYS_OF_A_WEEK);
        DailyHistory last = history.last(weeks * DAYS_OF_A_WEEK);
        Map<DayOfWeek, BigDecimal> sums = new EnumMap<>(DayOfWeek.class);
        for (int i = 0; i < last.days(); i++) {
            sums.merge(last.firstDay().plusDays(i).getDayOfWeek(), last.values().get(i), BigDecimal::add);
        }
        return from.datesUntil(to.isBefore(from) ? from : to)
                .map(day -> sums.getOrDefault(day.getDayOfWeek(), BigDecimal.ZERO))
                .map(sum -> sum.divide(BigDecimal.valueOf(weeks), PLACES, RoundingMode.HALF_EVEN))
                .toList();
    }
}
