package io.tokenledger.report.forecast;

import java.util.ArrayList;
import java.util.List;

/** The methods that are tried. The same for every series of a step and a length; which of them count, its backtest decides. */
final class Family {
    static final int HOURS_OF_A_DAY = 24;
    static final int HOURS_OF_A_WEEK = 168;
    static final int DAYS_OF_A_WEEK = 7;
    private static final int DAYS_OF_FOUR_WEEKS = 28;
    private static final int WEEKS = 6;
    private static final int DAYS_OF_TWO_YEARS = 730;
    // Just before, and around the same step a day or a week ago: what follows from a season times a level that moves.
    private static final int[] HOURS_BEFORE = {1, 2, 3, 23, 24, 25, 47, 48, 49, 72};
    private static final int[] HOURS_BEFORE_WITH_WEEK = {1, 2, 3, 23, 24, 25, 48, 72, 144, 167, 168, 169};
    private static final int[] DAYS_BEFORE = {1, 7, 8};

    private Family() {}

    /** The methods for a series, the plainest first. */
    static List<Method> of(Step step, double[] values) {
        List<Scale> scales = Scale.allPositive(values) ? List.of(Scale.PLAIN, Scale.LOG) : List.of(Scale.PLAIN);
        return step == Step.HOUR ? hourly(scales) : daily(scales, values.length);
    }

    private static List<Method> hourly(List<Scale> scales) {
        List<Method> methods = new ArrayList<>();
        methods.add(new RecentMean("mean_of_a_day", HOURS_OF_A_DAY));
        methods.add(new RecentMean("mean_of_a_week", HOURS_OF_A_WEEK));
        methods.add(new SeasonalNaive("seasonal_naive_day", HOURS_OF_A_DAY));
        methods.add(new SeasonalNaive("seasonal_naive_week", HOURS_OF_A_WEEK));
        methods.add(new SeasonalMedian("median_of_days", HOURS_OF_A_DAY, DAYS_OF_A_WEEK));
        methods.add(new SeasonalMedian("median_of_day", 1, HOURS_OF_A_DAY));
        methods.add(new Theta("theta_day", HOURS_OF_A_DAY, Scale.PLAIN));
        methods.add(new Smoothing("smoothing", 1, 1, false, Scale.PLAIN));
        for (Scale scale : scales) {
            String of = scale == Scale.LOG ? "_log" : "";
            methods.add(new Smoothing("smoothing_day" + of, HOURS_OF_A_DAY, 1, false, scale));
            methods.add(new Smoothing("smoothing_day_week" + of, HOURS_OF_A_DAY, HOURS_OF_A_WEEK, false, scale));
            methods.add(new Smoothing("damped_trend_day_week" + of, HOURS_OF_A_DAY, HOURS_OF_A_WEEK, true, scale));
            methods.add(new Autoregression("autoregression_day" + of, HOURS_BEFORE, scale));
            methods.add(new Autoregression("autoregression_week" + of, HOURS_BEFORE_WITH_WEEK, scale));
        }
        methods.add(new Theta("theta_week", HOURS_OF_A_WEEK, scales.getLast()));
        return methods;
    }

    private static List<Method> daily(List<Scale> scales, int length) {
        List<Method> methods = new ArrayList<>();
        methods.add(new RecentMean("mean_of_four_weeks", DAYS_OF_FOUR_WEEKS));
        methods.add(new SeasonalNaive("naive", 1));
        methods.add(new SeasonalNaive("seasonal_naive_week", DAYS_OF_A_WEEK));
        methods.add(new SeasonalMedian("median_of_weekdays", DAYS_OF_A_WEEK, WEEKS));
        methods.add(new Smoothing("smoothing", 1, 1, false, Scale.PLAIN));
        for (Scale scale : scales) {
            String of = scale == Scale.LOG ? "_log" : "";
            methods.add(new Smoothing("smoothing_week" + of, DAYS_OF_A_WEEK, 1, false, scale));
            methods.add(new Smoothing("damped_trend_week" + of, DAYS_OF_A_WEEK, 1, true, scale));
            methods.add(new Autoregression("autoregression_week" + of, DAYS_BEFORE, scale));
        }
        methods.add(new Theta("theta_week", DAYS_OF_A_WEEK, scales.getLast()));
        if (length >= DAYS_OF_TWO_YEARS) {
            methods.add(new YearBefore("year_before"));
        }
        return methods;
    }
}
