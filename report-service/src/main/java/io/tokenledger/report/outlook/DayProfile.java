package io.tokenledger.report.outlook;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * How a day's usage is spread over its hours: by what each hour of the UTC day brought in the recent window, evenly where
 * nothing was used. It says what part of a running day is still to come, and how a day is divided where a price changes
 * within it. Weights are whole numbers, so that shares are exact fractions. Pure.
 */
public final class DayProfile {
    private static final int HOURS = 24;
    private static final int SECONDS_OF_AN_HOUR = 3_600;
    /** So that the weight of a year fits. */
    private static final int MOST_BITS = 30;

    private final long[] weights;

    private DayProfile(long[] weights) {
        this.weights = weights;
    }

    /** Every hour like every other. */
    public static DayProfile even() {
        long[] weights = new long[HOURS];
        Arrays.fill(weights, 1);
        return new DayProfile(weights);
    }

    /**
     * By the tokens of each hour of the day.
     *
     * @param tokens 24 sums, by the hour in UTC
     */
    public static DayProfile of(long[] tokens) {
        long most = Arrays.stream(tokens).max().orElse(0);
        if (most <= 0) {
            return even();
        }
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(most) - MOST_BITS);
        return new DayProfile(
                Arrays.stream(tokens).map(sum -> Math.max(0, sum) >> shift).toArray());
    }

    /** The weight of a span of time, in no unit: to be set against another. */
    BigInteger weight(Instant from, Instant until) {
        long weight = 0;
        Instant time = from;
        while (time.isBefore(until)) {
            Instant next = nextHour(time);
            Instant stop = next.isBefore(until) ? next : until;
            weight += weights[hour(time)] * Duration.between(time, stop).toSeconds();
            time = stop;
        }
        return BigInteger.valueOf(weight);
    }

    /** What part of a span lies behind an instant in it, from 0 to 1; where the span has no weight, by its seconds. */
    double shareBehind(Instant from, Instant instant, Instant until) {
        BigInteger whole = weight(from, until);
        return whole.signum() == 0
                ? (double) Duration.between(instant, until).toSeconds()
                        / Duration.between(from, until).toSeconds()
                : weight(instant, until).doubleValue() / whole.doubleValue();
    }

    /** The instant at which that part of a span's usage, from 0 to 1, has come, to the second. */
    Instant at(Instant from, Instant until, double share) {
        double whole = weight(from, until).doubleValue();
        if (whole == 0) {
            return from.plusSeconds(
                    (long) (share * Duration.between(from, until).toSeconds()));
        }
        double wanted = share * whole;
        Instant time = from;
        while (time.isBefore(until)) {
            Instant next = nextHour(time);
            Instant stop = next.isBefore(until) ? next : until;
            double ofHour = weight(time, stop).doubleValue();
            if (ofHour > 0 && wanted <= ofHour) {
                return time.plusSeconds(
                        (long) (wanted / ofHour * Duration.between(time, stop).toSeconds()));
            }
            wanted -= ofHour;
            time = stop;
        }
        return until;
    }

    private static int hour(Instant time) {
        return (int) (Math.floorMod(time.getEpochSecond(), (long) HOURS * SECONDS_OF_AN_HOUR) / SECONDS_OF_AN_HOUR);
    }

    private static Instant nextHour(Instant time) {
        return Instant.ofEpochSecond(
                (Math.floorDiv(time.getEpochSecond(), SECONDS_OF_AN_HOUR) + 1) * SECONDS_OF_AN_HOUR);
    }
}
