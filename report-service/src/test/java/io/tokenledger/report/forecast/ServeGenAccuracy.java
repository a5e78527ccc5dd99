package io.tokenledger.report.forecast;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Three days ahead, from the end of each day from the seventh to the eleventh, with what was before alone. A client's scale is
 * that of its first seven days, before anything is forecast, so that its MASE is in proportion to its mean absolute error.
 */
final class ServeGenAccuracy {
    static final int FIRST_ORIGIN = 7 * 24;
    private static final int HORIZON = 3 * 24;
    private static final int DAY = 24;
    private static final ZonedDateTime START = ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    int clients;
    int forecasts;
    private double mase;
    private double naiveMase;
    private double weekMase;
    private double maseAtMovingScale;
    private double naiveMaseAtMovingScale;
    private final List<Double> ratios = new ArrayList<>();
    private int steps;
    private final Map<Level, Integer> within = new EnumMap<>(Level.class);
    private final Map<Level, Integer> sumsWithin = new EnumMap<>(Level.class);

    /**
     * Clients in use in a share of the hours before the first origin.
     *
     * @param least share, included
     * @param below share, excluded
     */
    static ServeGenAccuracy of(Map<Integer, double[]> requests, double least, double below) {
        var accuracy = new ServeGenAccuracy();
        for (double[] client : requests.values()) {
            double used = ServeGen.used(client, FIRST_ORIGIN);
            if (used >= least && used < below) {
                accuracy.add(client);
            }
        }
        return accuracy;
    }

    private void add(double[] requests) {
        double scale = M4.scale(Arrays.copyOf(requests, FIRST_ORIGIN));
        double own = 0;
        double naive = 0;
        double week = 0;
        int origins = 0;
        for (int origin = FIRST_ORIGIN; origin + HORIZON <= requests.length; origin += DAY) {
            double[] before = Arrays.copyOf(requests, origin);
            double[] after = Arrays.copyOfRange(requests, origin, origin + HORIZON);
            double ownError = error(after, judge(before, after));
            double naiveError = error(after, M4.seasonalNaive(before, HORIZON, DAY));
            own += ownError;
            naive += naiveError;
            maseAtMovingScale += ownError / M4.scale(before);
            naiveMaseAtMovingScale += naiveError / M4.scale(before);
            week += error(after, M4.seasonalNaive(before, HORIZON, FIRST_ORIGIN));
            origins++;
        }
        clients++;
        forecasts += origins;
        mase += own / origins / scale;
        naiveMase += naive / origins / scale;
        weekMase += week / origins / scale;
        ratios.add(own / naive);
    }

    private double[] judge(double[] before, double[] after) {
        Forecast forecast = (Forecast) new Forecaster().forecast(History.of(Step.HOUR, START, before), after.length);
        double[] points = new double[after.length];
        for (int h = 0; h < after.length; h++) {
            points[h] = forecast.point(h);
            steps++;
            for (Level level : Level.values()) {
                within.merge(level, forecast.band(level, h).holds(after[h]) ? 1 : 0, Integer::sum);
            }
        }
        for (Level level : Level.values()) {
            Band total = forecast.total(level, 0, after.length);
            sumsWithin.merge(level, total.holds(Arrays.stream(after).sum()) ? 1 : 0, Integer::sum);
        }
        return points;
    }

    private static double error(double[] actual, double[] points) {
        double sum = 0;
        for (int h = 0; h < actual.length; h++) {
            sum += Math.abs(actual[h] - points[h]);
        }
        return sum / actual.length;
    }

    double mase() {
        return mase / clients;
    }

    double naiveMase() {
        return naiveMase / clients;
    }

    double weekMase() {
        return weekMase / clients;
    }

    /** Scaled at each origin by all that was before it, as the M4 competition scales, in proportion to seasonal naive's. */
    double ratioAtMovingScale() {
        return maseAtMovingScale / naiveMaseAtMovingScale;
    }

    /** The geometric mean over clients of our MASE in proportion to that of the seasonal naive method. */
    double meanRatio() {
        return Math.exp(ratios.stream().mapToDouble(Math::log).average().orElseThrow());
    }

    long better() {
        return ratios.stream().filter(ratio -> ratio < 1).count();
    }

    double coverage(Level level) {
        return (double) within.getOrDefault(level, 0) / steps;
    }

    double coverageOfSums(Level level) {
        return (double) sumsWithin.getOrDefault(level, 0) / forecasts;
    }
}
