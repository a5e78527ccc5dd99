package io.tokenledger.bench;

import java.util.Arrays;
import java.util.List;

/** Times of one kind of question, in ascending order. */
public final class Quantiles {
    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] nanos;

    public Quantiles(List<Long> measured) {
        nanos = measured.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(nanos);
    }

    public int count() {
        return nanos.length;
    }

    /** The smallest time that at least that many percent of all do not exceed, in milliseconds. */
    public double millis(double percent) {
        return nanos[(int) Math.ceil(nanos.length * percent / 100) - 1] / NANOS_PER_MILLI;
    }
}
