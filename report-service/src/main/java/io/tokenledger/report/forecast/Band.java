package io.tokenledger.report.forecast;

/**
 * An interval, in the unit of the history.
 *
 * @param low never negative: usage is not
 * @param high not below {@code low}
 */
public record Band(double low, double high) {
    public Band {
        if (!(low >= 0 && high >= low && high < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("interval from " + low + " to " + high + ": from 0 upwards, and finite");
        }
    }

    public boolean holds(double value) {
        return value >= low && value <= high;
    }
}
