package io.tokenledger.report.console;

import java.math.BigInteger;

/**
 * A span on a scale with a mark in it, in thousandths of the scale. Pure.
 *
 * @param start where the span begins
 * @param width at least 4, to be seen
 * @param mark where what is expected lies
 * @param zero where nothing is saved, on or outside the scale's ends where it is not on it
 */
public record SpanBar(int start, int width, int mark, int zero) {
    private static final int STEPS = 1_000;
    private static final int LEAST_WIDTH = 4;

    static SpanBar of(BigInteger low, BigInteger expected, BigInteger high, BigInteger left, BigInteger right) {
        int start = place(low, left, right);
        int end = place(high, left, right);
        return new SpanBar(
                Math.min(start, STEPS - LEAST_WIDTH),
                Math.max(end - start, LEAST_WIDTH),
                place(expected, left, right),
                place(BigInteger.ZERO, left, right));
    }

    private static int place(BigInteger value, BigInteger left, BigInteger right) {
        BigInteger whole = right.subtract(left);
        if (whole.signum() <= 0) {
            return 0;
        }
        return Breakdown.share(value.subtract(left), whole, STEPS);
    }
}
