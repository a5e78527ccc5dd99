package io.tokenledger.report.forecast;

import java.util.Arrays;

/** The errors of a backtest by origin and step: what came less what had been expected. NaN: not known. */
final class ErrorTable {
    private static final int NEIGHBOURS = 2;

    private final double[][] errors;
    private final int horizon;
    private final int stride;
    private final double growth;
    private final double[] profile;

    /**
     * @param errors rows of equal length, at least one of at least one step
     * @param stride steps from one origin to the next
     */
    ErrorTable(double[][] errors, int stride) {
        this.errors = errors;
        this.stride = stride;
        this.horizon = errors[0].length;
        double[] means = means();
        this.growth = growth(means);
        this.profile = profile(means, growth);
    }

    int horizon() {
        return horizon;
    }

    int origins() {
        return errors.length;
    }

    /** The same without one origin, of which there are at least two. */
    ErrorTable without(int origin) {
        double[][] others = new double[errors.length - 1][];
        for (int k = 0, i = 0; k < errors.length; k++) {
            if (k != origin) {
                others[i++] = errors[k];
            }
        }
        return new ErrorTable(others, stride);
    }

    double[] row(int origin) {
        return errors[origin].clone();
    }

    private double[] means() {
        double[] means = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            double sum = 0;
            int n = 0;
            for (double[] row : errors) {
                if (!Double.isNaN(row[h])) {
                    sum += Math.abs(row[h]);
                    n++;
                }
            }
            means[h] = n == 0 ? Double.NaN : sum / n;
        }
        return means;
    }

    /** The exponent with which errors grow with the horizon, between 0 and 1: the line through their logarithms. */
    private static double growth(double[] means) {
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        int n = 0;
        for (int h = 0; h < means.length; h++) {
            if (means[h] > 0) {
                double logStep = Math.log(h + 1.0);
                double logMean = Math.log(means[h]);
                x += logStep;
                y += logMean;
                xx += logStep * logStep;
                xy += logStep * logMean;
                n++;
            }
        }
        double spread = n * xx - x * x;
        return spread <= 1e-9 ? 0 : Math.clamp((n * xy - x * y) / spread, 0, 1);
    }

    /** How large errors are at each step: half what was seen at the step and its neighbours, half the growth over all. */
    private static double[] profile(double[] means, double growth) {
        double[] smooth = new double[means.length];
        double sum = 0;
        double mean = 0;
        int known = 0;
        for (int h = 0; h < means.length; h++) {
            smooth[h] = Math.pow(h + 1, growth);
            if (!Double.isNaN(means[h])) {
                sum += smooth[h];
                mean += means[h];
                known++;
            }
        }
        double[] profile = new double[means.length];
        for (int h = 0; h < means.length; h++) {
            int from = Math.max(0, h - NEIGHBOURS);
            int to = Math.min(means.length, h + NEIGHBOURS + 1);
            double fitted = known == 0 ? 0 : smooth[h] * mean / sum;
            double seen = Arrays.stream(means, from, to)
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(fitted);
            profile[h] = (fitted + seen) / 2;
        }
        return profile;
    }

    /** The mean size of the errors from one step to another, which may lie beyond what was tested. */
    double scale(int from, int to, double leastGrowthBeyond) {
        double sum = 0;
        double beyond = Math.max(growth, leastGrowthBeyond);
        for (int h = from; h < to; h++) {
            sum += h < horizon ? profile[h] : profile[horizon - 1] * Math.pow((h + 1.0) / horizon, beyond);
        }
        return sum / (to - from);
    }

    /** The sizes of the errors of all sums of so many steps, in the measure of their scale. */
    Scores scores(int steps) {
        double[][] scores = new double[errors.length][];
        for (int k = 0; k < errors.length; k++) {
            double[] row = new double[horizon - steps + 1];
            int count = 0;
            for (int from = 0; from < row.length; from++) {
                double score = score(errors[k], from, steps);
                if (!Double.isNaN(score)) {
                    row[count++] = score;
                }
            }
            scores[k] = Arrays.copyOf(row, count);
        }
        double span = (errors.length - 1.0) * stride;
        return new Scores(scores, 1 + span / horizon);
    }

    private double score(double[] row, int from, int steps) {
        double sum = 0;
        int known = 0;
        for (int h = from; h < from + steps; h++) {
            if (!Double.isNaN(row[h])) {
                sum += row[h];
                known++;
            }
        }
        double scale = scale(from, from + steps, 0);
        if (2 * known < steps || known == 0) {
            return Double.NaN;
        }
        return scale == 0 ? 0 : Math.abs(sum) * steps / known / scale;
    }

    /** Scores by origin. */
    static final class Scores {
        private final double[][] byOrigin;
        private final double[] sorted;
        private final double apart;

        /** @param apart how many origins could stand so far apart that what came after them does not overlap */
        private Scores(double[][] byOrigin, double apart) {
            this.byOrigin = byOrigin;
            this.apart = apart;
            sorted = Arrays.stream(byOrigin)
                    .flatMapToDouble(Arrays::stream)
                    .sorted()
                    .toArray();
        }

        int count() {
            return sorted.length;
        }

        /** The score that a share of them does not exceed, between two of them where the share falls between. */
        double quantile(double share) {
            double rank = Math.clamp(share * sorted.length - 1, 0, sorted.length - 1);
            int below = (int) rank;
            int above = Math.min(below + 1, sorted.length - 1);
            return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
        }

        double rootMeanSquare() {
            return Math.sqrt(Arrays.stream(sorted).map(score -> score * score).sum() / sorted.length);
        }

        /** For how many independent ones they count: by how much those of one origin resemble each other. At least 1. */
        double independent() {
            double all = Arrays.stream(sorted).sum() / sorted.length;
            double between = 0;
            double within = 0;
            int groups = 0;
            for (double[] scores : byOrigin) {
                double mean = Arrays.stream(scores).average().orElse(all);
                groups += scores.length > 0 ? 1 : 0;
                between += scores.length * (mean - all) * (mean - all);
                for (double score : scores) {
                    within += (score - mean) * (score - mean);
                }
            }
            double size = (double) sorted.length / groups;
            double alike = alike(between, within, groups, size);
            return Math.max(1, sorted.length / (1 + (size - 1) * alike) * Math.min(1, apart / groups));
        }

        /** The correlation within origins: 1 where those of one origin are all the same, 0 where origins do not differ. */
        private double alike(double between, double within, int groups, double size) {
            if (groups < 2 || size <= 1 || between + within <= 0) {
                return 1;
            }
            double meanBetween = between / (groups - 1);
            double meanWithin = within / (sorted.length - groups);
            return Math.clamp((meanBetween - meanWithin) / (meanBetween + (size - 1) * meanWithin), 0, 1);
        }
    }
}
