package io.tokenledger.report.guard;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is held of one period of a budget, by the second at which it stops to count. Not thread-safe: of one decision, which
 * has the row locked.
 */
final class Hold {
    private final TreeMap<Long, BigInteger> byEnd;
    private boolean changed;

    /** @param byEnd amounts by seconds since 1970 */
    Hold(SortedMap<Long, BigInteger> byEnd) {
        this.byEnd = new TreeMap<>(byEnd);
    }

    /** What still counts at that moment: all that ends later. */
    BigInteger heldAt(Instant now) {
        BigInteger sum = BigInteger.ZERO;
        for (BigInteger amount : byEnd.tailMap(now.getEpochSecond(), false).values()) {
            sum = sum.add(amount);
        }
        return sum;
    }

    void add(long endSecond, BigInteger amount) {
        byEnd.merge(endSecond, amount, BigInteger::add);
        changed = true;
    }

    /** Takes back what was added; what has ended before is gone already. */
    void take(long endSecond, BigInteger amount) {
        BigInteger held = byEnd.get(endSecond);
        if (held == null) {
            return;
        }
        if (held.compareTo(amount) < 0) {
            throw new IllegalStateException("only " + held + " of " + amount + " is held until " + endSecond);
        }
        if (held.equals(amount)) {
            byEnd.remove(endSecond);
        } else {
            byEnd.put(endSecond, held.subtract(amount));
        }
        changed = true;
    }

    /** Whether it differs from what was read. */
    boolean isChanged() {
        return changed;
    }

    /** What is worth keeping at that moment, by the second of its end. */
    SortedMap<Long, BigInteger> keptAt(Instant now) {
        return Collections.unmodifiableSortedMap(byEnd.tailMap(now.getEpochSecond(), false));
    }
}
