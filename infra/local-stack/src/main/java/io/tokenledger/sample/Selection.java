package io.tokenledger.sample;

import java.util.SplittableRandom;

/** Picks exactly so many out of so many that pass by, each with the same chance (Knuth, TAOCP 2, 3.4.2, S). */
final class Selection {
    private long wanted;
    private long left;

    Selection(long wanted, long of) {
        this.wanted = wanted;
        this.left = of;
    }

    /** Whether the next one is picked. */
    boolean picks(SplittableRandom random) {
        boolean picked = wanted > 0 && random.nextLong(left) < wanted;
        left--;
        if (picked) {
            wanted--;
        }
        return picked;
    }
}
