package io.tokenledger.report.forecast;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/** Statistics that a few wild values do not move. */
final class Robust {
    /** Makes the median absolute deviation of a normal distribution its standard deviation. */
    private static final double NORMAL = 1.4826;

    private Robust() {}

    /** NaN of nothing. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? Double.NaN : n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }

    /** The median distance from the median, in the measure of a standard deviation. */
    static double deviation(double[] values) {
        double median = median(values);
        return NORMAL
                * median(Arrays.stream(values)
                        .map(value -> Math.abs(value - median))
                        .toArray());
    }

    /** Three digits, for a sentence. */
    static String rounded(double value) {
        return new BigDecimal(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }
}
