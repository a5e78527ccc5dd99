package io.tokenledger.report.forecast;

import io.tokenledger.report.fixture.ReferenceData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The M4 competition: its hourly series, and its measures as its rules define them. Nothing here is the product's own code. */
final class M4 {
    static final String TRAIN = "m4/Hourly-train.csv";
    static final String TEST = "m4/Hourly-test.csv";
    static final String POINTS = "m4/m4_point_results.csv";
    static final String INTERVALS = "m4/m4_interval_results.csv";
    private static final int SEASON = 24;
    /** The 90 % point of the normal distribution, two-sided, with which the competition tested for a season. */
    private static final double SIGNIFICANT = 1.645;

    private M4() {}

    /** What was given, and what was to be forecast. */
    static final class Series {
        private final double[] train;
        private final double[] test;

        private Series(double[] train, double[] test) {
            this.train = train;
            this.test = test;
        }

        double[] train() {
            return train.clone();
        }

        double[] test() {
            return test.clone();
        }
    }

    static List<Series> hourly() throws IOException {
        List<String> train = Files.readAllLines(file(TRAIN));
        List<String> test = Files.readAllLines(file(TEST));
        List<Series> series = new ArrayList<>();
        for (int i = 1; i < train.size(); i++) {
            String[] cells = train.get(i).replace("\"", "").split(",");
            String[] testCells = test.get(i).replace("\"", "").split(",");
            if (!cells[0].equals(testCells[0])) {
                throw new IllegalStateException(cells[0] + " stands beside " + testCells[0]);
            }
            series.add(new Series(numbers(cells), numbers(testCells)));
        }
        return series;
    }

    static Path file(String name) {
        return ReferenceData.file(name);
    }

    private static double[] numbers(String[] cells) {
        return Arrays.stream(cells, 1, cells.length)
                .filter(cell -> !cell.isBlank() && !cell.equals("NA"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** In percent; 200 at most. */
    static double smape(double[] actual, double[] points) {
        double sum = 0;
        for (int h = 0; h < actual.length; h++) {
            double both = Math.abs(actual[h]) + Math.abs(points[h]);
            sum += both == 0 ? 0 : 200 * Math.abs(actual[h] - points[h]) / both;
        }
        return sum / actual.length;
    }

    static double mase(double[] train, double[] actual, double[] points) {
        double sum = 0;
        for (int h = 0; h < actual.length; h++) {
            sum += Math.abs(actual[h] - points[h]);
        }
        return sum / actual.length / scale(train);
    }

    /** Mean scaled interval score of a 95 % interval. */
    static double msis(double[] train, double[] actual, List<Band> bands) {
        double sum = 0;
        for (int h = 0; h < actual.length; h++) {
            Band band = bands.get(h);
            sum += band.high()
                    - band.low()
                    + 2 / 0.05 * (Math.max(0, band.low() - actual[h]) + Math.max(0, actual[h] - band.high()));
        }
        return sum / actual.length / scale(train);
    }

    /** The mean absolute difference from a day before. */
    static double scale(double[] train) {
        double sum = 0;
        for (int t = SEASON; t < train.length; t++) {
            sum += Math.abs(train[t] - train[t - SEASON]);
        }
        return sum / (train.length - SEASON);
    }

    static double[] seasonalNaive(double[] train, int steps, int season) {
        double[] points = new double[steps];
        for (int h = 0; h < steps; h++) {
            points[h] = train[train.length - season + h % season];
        }
        return points;
    }

    /** The naive method on what multiplicative decomposition leaves, where a season is significant. */
    static double[] naive2(double[] train, int steps) {
        double[] indices = isSeasonal(train) ? indices(train) : new double[SEASON];
        if (indices[0] == 0) {
            Arrays.fill(indices, 1);
        }
        double last = train[train.length - 1] / indices[(train.length - 1) % SEASON];
        double[] points = new double[steps];
        for (int h = 0; h < steps; h++) {
            points[h] = last * indices[(train.length + h) % SEASON];
        }
        return points;
    }

    private static boolean isSeasonal(double[] values) {
        if (values.length < 3 * SEASON) {
            return false;
        }
        double sum = 1;
        for (int lag = 1; lag < SEASON; lag++) {
            double correlation = correlation(values, lag);
            sum += 2 * correlation * correlation;
        }
        return Math.abs(correlation(values, SEASON)) > SIGNIFICANT * Math.sqrt(sum / values.length);
    }

    private static double correlation(double[] values, int lag) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = 0;
        double covariance = 0;
        for (int t = 0; t < values.length; t++) {
            variance += (values[t] - mean) * (values[t] - mean);
            covariance += t < lag ? 0 : (values[t] - mean) * (values[t - lag] - mean);
        }
        return covariance / variance;
    }

    /** Ratios to the centred moving average of a day, by the index of the hour, with a mean of 1. */
    private static double[] indices(double[] values) {
        double[] sums = new double[SEASON];
        int[] counts = new int[SEASON];
        for (int t = SEASON / 2; t < values.length - SEASON / 2; t++) {
            double around = (values[t - SEASON / 2] + values[t + SEASON / 2]) / 2;
            for (int i = t - SEASON / 2 + 1; i < t + SEASON / 2; i++) {
                around += values[i];
            }
            sums[t % SEASON] += values[t] / (around / SEASON);
            counts[t % SEASON]++;
        }
        double[] indices = new double[SEASON];
        for (int i = 0; i < SEASON; i++) {
            indices[i] = sums[i] / counts[i];
        }
        double mean = Arrays.stream(indices).average().orElseThrow();
        return Arrays.stream(indices).map(index -> index / mean).toArray();
    }
}
