package io.tokenledger.bench.whatif;

import java.util.Arrays;
import java.util.List;

/** Times of one kind of question, in ascending order. */
final class Quantiles {
    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] nanos;

    Quantiles(List<Long> measured) {
        nanos = measured.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(nanos);
    }

    int count() {
        return nanos.length;
    }

    /** The smallest time that at least that many percent of all do not exceed, in milliseconds. */
    double millis(int percent) {
        return nanos[Math.ceilDiv(nanos.length * percent, 100) - 1] / NANOS_PER_MILLI;
    }
}
