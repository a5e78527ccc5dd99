package io.tokenledger.report.forecast;

import java.util.List;

/**
 * The past forecast again, from several origins, by every method of a family, each time from what was before the origin alone
 * (Tashman, "Out-of-sample tests of forecasting accuracy", International Journal of Forecasting 16, 2000).
 */
final class RollingOrigin {
    private static final int MOST_ORIGINS = 12;
    private static final int PART = 3;

    private final List<Method> methods;
    private final int horizon;
    private final int stride;
    private final int[] origins;
    private final double[][][] errors;

    private RollingOrigin(List<Method> methods, int horizon, int stride, int[] origins, double[][][] errors) {
        this.methods = methods;
        this.horizon = horizon;
        this.stride = stride;
        this.origins = origins;
        this.errors = errors;
    }

    /**
     * A third of the history at most is forecast at once, and a third is always there to learn from. Origins lie whole days
     * apart where there is room for it, so that all of them begin at the hour at which the history ends.
     */
    static RollingOrigin of(List<Method> methods, Learnable learnable, int steps) {
        int length = learnable.length();
        int horizon = Math.max(1, Math.min(steps, length / PART));
        int least = Math.max(1, length / PART);
        int room = length - horizon - least;
        int stride = Math.max(1, room / (MOST_ORIGINS - 1));
        int perDay = learnable.step().perDay();
        stride = stride > perDay ? stride - stride % perDay : stride;
        int count = room < 0 ? 0 : Math.min(MOST_ORIGINS, room / stride + 1);
        int[] origins = new int[count];
        for (int k = 0; k < count; k++) {
            origins[k] = length - horizon - k * stride;
        }
        double[][][] errors = new double[methods.size()][count][];
        for (int k = 0; k < count; k++) {
            Learnable before = learnable.until(origins[k]);
            for (int m = 0; m < methods.size(); m++) {
                if (methods.get(m).least() <= origins[k]) {
                    double[] points = before.forecast(methods.get(m), horizon);
                    errors[m][k] = learnable.errors(origins[k], points);
                } else {
                    errors[m][k] = new double[0];
                }
            }
        }
        return new RollingOrigin(methods, horizon, stride, origins, errors);
    }

    int horizon() {
        return horizon;
    }

    /** Steps from one origin to the next. */
    int stride() {
        return stride;
    }

    int origins() {
        return origins.length;
    }

    int origin(int k) {
        return origins[k];
    }

    int methods() {
        return methods.size();
    }

    /** What came less what the method had expected; NaN where that is not known; empty where it had too little to say anything. */
    double[] errors(int method, int k) {
        return errors[method][k];
    }

    /** Whether a method is not left out where it could be tried at too few origins. */
    boolean countsUntried(int method) {
        return methods.get(method).countsUntried();
    }

    /** Whether the method could be tried at an origin. */
    boolean tried(int method, int k) {
        return errors[method][k].length > 0;
    }
}
