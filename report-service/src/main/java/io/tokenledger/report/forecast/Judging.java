package io.tokenledger.report.forecast;

import java.util.OptionalDouble;

/** How well a choice of methods did in the backtest, as answers tell it. */
final class Judging {
    private static final double PERCENT = 200;
    private static final int LEAST_ORIGINS = 3;

    private Judging() {}

    /**
     * Each origin is judged by the weights and by the intervals of the others.
     *
     * @param errors as they were
     * @param table the same at the level of today, of which the intervals are made
     */
    static Accuracy of(double[][] errors, ErrorTable table, RollingOrigin backtest, Learnable learnable, double floor) {
        double absolute = 0;
        double percent = 0;
        int count = 0;
        for (int k = 0; k < errors.length; k++) {
            for (int h = 0; h < errors[k].length; h++) {
                double error = Math.abs(errors[k][h]);
                if (!Double.isNaN(error)) {
                    double actual = learnable.actual()[backtest.origin(k) + h];
                    double both = 2 * actual - errors[k][h]; // what came, and what was expected
                    absolute += error;
                    percent += both > 0 ? PERCENT * error / both : 0;
                    count++;
                }
            }
        }
        double naive = naiveError(learnable);
        return new Accuracy(
                errors.length,
                backtest.horizon(),
                count > 0 && naive > 0 ? OptionalDouble.of(absolute / count / naive) : OptionalDouble.empty(),
                count > 0 ? OptionalDouble.of(percent / count) : OptionalDouble.empty(),
                coverage(table, Level.EIGHTY, floor),
                coverage(table, Level.NINETY_FIVE, floor));
    }

    /** The share of each origin's errors that lies within the interval made from the others. */
    private static OptionalDouble coverage(ErrorTable table, Level level, double floor) {
        int within = 0;
        int count = 0;
        for (int k = 0; table.origins() >= LEAST_ORIGINS && k < table.origins(); k++) {
            Spread spread = new ConformalSpread(table.without(k), floor);
            double[] row = table.row(k);
            for (int h = 0; h < row.length; h++) {
                if (!Double.isNaN(row[h])) {
                    within += Math.abs(row[h]) <= spread.width(level, h, h + 1) ? 1 : 0;
                    count++;
                }
            }
        }
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) within / count);
    }

    /** The mean absolute difference of a step from the same one a day (of hours) or a week (of days) before. */
    private static double naiveError(Learnable learnable) {
        int season = learnable.step() == Step.HOUR ? Family.HOURS_OF_A_DAY : Family.DAYS_OF_A_WEEK;
        double[] actual = learnable.actual();
        double sum = 0;
        int count = 0;
        for (int i = season; i < actual.length; i++) {
            double difference = actual[i] - actual[i - season];
            if (!Double.isNaN(difference)) {
                sum += Math.abs(difference);
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }
}
