package io.tokenledger.report.forecast;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The forecaster on hourly series of the M4 competition, measured as the competition did. Means over series. */
final class M4Accuracy {
    private static final ZonedDateTime START = ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final int DAY = 24;
    private static final int WEEK = 168;

    final Score ours = new Score();
    final Score naive2 = new Score();
    final Score seasonalNaive = new Score();
    final Score weekNaive = new Score();
    int series;
    double msis;
    private int steps;
    private final Map<Level, Integer> within = new EnumMap<>(Level.class);
    private final Map<Level, Integer> sumsWithin = new EnumMap<>(Level.class);
    private double toldCoverage80;

    /** Sums of two measures. */
    static final class Score {
        private double smape;
        private double mase;
        private int count;

        void add(M4.Series series, double[] points) {
            smape += M4.smape(series.test(), points);
            mase += M4.mase(series.train(), series.test(), points);
            count++;
        }

        double smape() {
            return smape / count;
        }

        double mase() {
            return mase / count;
        }

        /** Overall weighted average: of both measures in proportion to those of Naive2. */
        double owa(Score naive2) {
            return (smape() / naive2.smape() + mase() / naive2.mase()) / 2;
        }
    }

    static M4Accuracy of(List<M4.Series> all) {
        var accuracy = new M4Accuracy();
        all.forEach(accuracy::add);
        return accuracy;
    }

    private void add(M4.Series series) {
        double[] actual = series.test();
        Forecast forecast =
                (Forecast) new Forecaster().forecast(History.of(Step.HOUR, START, series.train()), actual.length);
        double[] points = new double[actual.length];
        List<Band> bands = new ArrayList<>();
        double sum = 0;
        for (int h = 0; h < actual.length; h++) {
            points[h] = forecast.point(h);
            bands.add(forecast.band(Level.NINETY_FIVE, h));
            sum += actual[h];
            for (Level level : Level.values()) {
                within.merge(level, forecast.band(level, h).holds(actual[h]) ? 1 : 0, Integer::sum);
            }
        }
        for (Level level : Level.values()) {
            sumsWithin.merge(level, forecast.total(level, 0, actual.length).holds(sum) ? 1 : 0, Integer::sum);
        }
        ours.add(series, points);
        naive2.add(series, M4.naive2(series.train(), actual.length));
        seasonalNaive.add(series, M4.seasonalNaive(series.train(), actual.length, DAY));
        weekNaive.add(series, M4.seasonalNaive(series.train(), actual.length, WEEK));
        msis += M4.msis(series.train(), actual, bands);
        toldCoverage80 += forecast.accuracy().coverage80().orElseThrow();
        steps += actual.length;
        this.series++;
    }

    double coverage(Level level) {
        return (double) within.getOrDefault(level, 0) / steps;
    }

    /** Of the sum of all steps. */
    double coverageOfSums(Level level) {
        return (double) sumsWithin.getOrDefault(level, 0) / series;
    }

    double msis() {
        return msis / series;
    }

    /** What the answers themselves say of their 80 % interval, from their backtests. */
    double toldCoverage80() {
        return toldCoverage80 / series;
    }
}
