package io.tokenledger.report.forecast;

import java.util.Arrays;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;

/**
 * A step is a weighted sum of what steps before it brought, some just before and some a day or a week before; the weights are
 * those of least squares, held back a little (ridge), and the forecast feeds on itself.
 */
final class Autoregression implements Method {
    /** With fewer steps of history per weight, the weights follow chance. */
    private static final int STEPS_PER_WEIGHT = 20;

    private static final double RIDGE = 1e-5;
    /** A series without any variation has nothing to regress on. */
    private static final double NOTHING = 1e-9;

    private final String id;
    private final int[] lags;
    private final Scale scale;

    /** @param lags in steps, ascending */
    Autoregression(String id, int[] lags, Scale scale) {
        this.id = id;
        this.lags = lags.clone();
        this.scale = scale;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int least() {
        return Math.max(2 * lags[lags.length - 1], STEPS_PER_WEIGHT * lags.length);
    }

    @Override
    public double[] forecast(double[] values, int steps) {
        double[] series = Arrays.copyOf(scale.apply(values), values.length + steps);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double mean = 0;
        for (int t = 0; t < values.length; t++) {
            low = Math.min(low, series[t]);
            high = Math.max(high, series[t]);
            mean += series[t] / values.length;
        }
        double[] weights = weights(series, values.length, mean);
        for (int t = values.length; t < series.length; t++) {
            double sum = mean;
            for (int j = 0; j < lags.length; j++) {
                sum += weights[j] * (series[t - lags[j]] - mean);
            }
            // A fit that explodes is stopped one range beyond what was seen.
            series[t] = Math.clamp(sum, low - (high - low), high + (high - low));
        }
        return scale.invert(Arrays.copyOfRange(series, values.length, series.length));
    }

    private double[] weights(double[] series, int length, double mean) {
        int count = lags.length;
        double[][] products = new double[count][count];
        double[] targets = new double[count];
        for (int t = lags[count - 1]; t < length; t++) {
            for (int j = 0; j < count; j++) {
                double before = series[t - lags[j]] - mean;
                targets[j] += before * (series[t] - mean);
                for (int k = 0; k <= j; k++) {
                    products[j][k] += before * (series[t - lags[k]] - mean);
                }
            }
        }
        double trace = 0;
        for (int j = 0; j < count; j++) {
            trace += products[j][j];
        }
        for (int j = 0; j < count; j++) {
            products[j][j] += RIDGE * trace / count + NOTHING;
            for (int k = 0; k < j; k++) {
                products[k][j] = products[j][k];
            }
        }
        return solve(products, targets);
    }

    private static double[] solve(double[][] products, double[] targets) {
        try {
            return new CholeskyDecomposition(new Array2DRowRealMatrix(products, false))
                    .getSolver()
                    .solve(new ArrayRealVector(targets, false))
                    .toArray();
        } catch (MathIllegalArgumentException notPositiveDefinite) {
            return new double[targets.length]; // nothing to regress on: the mean
        }
    }
}
