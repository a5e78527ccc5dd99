package io.tokenledger.report.forecast;

/** Where exponential smoothing stands after a step: level, trend, the two seasons and the last error. */
final class SmoothingState {
    private static final int WARMING_UP = 4;

    private final double[] ofDay;
    private final double[] ofWeek;
    private double level;
    private double trend;
    private double error;
    private int steps;

    SmoothingState(double level, double[] ofDay, double[] ofWeek) {
        this.level = level;
        this.ofDay = ofDay;
        this.ofWeek = ofWeek;
    }

    SmoothingState copy() {
        return new SmoothingState(level, ofDay.clone(), ofWeek.clone());
    }

    /** Takes in the values, and returns the sum of the absolute errors one step ahead; those of the first season do not count. */
    double learn(double[] values, double[] parameters) {
        double alpha = parameters[0];
        double ofDayRate = parameters[1];
        double ofWeekRate = parameters[2];
        double left = parameters[3];
        double beta = parameters[4];
        double damping = parameters[5];
        int warm = Math.min(values.length / WARMING_UP, ofDay.length);
        double sum = 0;
        int d = 0;
        int w = 0;
        for (int t = 0; t < values.length; t++) {
            double residual = values[t] - (level + damping * trend + ofDay[d] + ofWeek[w]);
            if (t >= warm) {
                sum += Math.abs(residual - left * error);
            }
            level += damping * trend + alpha * residual;
            trend = damping * trend + alpha * beta * residual;
            ofDay[d] += ofDayRate * residual;
            ofWeek[w] += ofWeekRate * residual;
            error = values[t] - (level + ofDay[d] + ofWeek[w]);
            d = d + 1 == ofDay.length ? 0 : d + 1;
            w = w + 1 == ofWeek.length ? 0 : w + 1;
        }
        steps = values.length;
        return sum;
    }

    /** What the next steps bring. */
    double[] goOn(double[] parameters, int ahead) {
        double[] points = new double[ahead];
        double rise = 0;
        double damped = 1;
        double left = 1;
        for (int h = 0; h < ahead; h++) {
            damped *= parameters[5];
            rise += damped * trend;
            left *= parameters[3];
            points[h] = level
                    + rise
                    + ofDay[(steps + h) % ofDay.length]
                    + ofWeek[(steps + h) % ofWeek.length]
                    + left * error;
        }
        return points;
    }
}
