package io.tokenledger.client;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of events. */
final class Tally {
    final LongAdder recorded = new LongAdder();
    final LongAdder delivered = new LongAdder();
    final LongAdder rejected = new LongAdder();
    final LongAdder spilled = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final Map<Loss.Reason, AtomicLong> untold = new EnumMap<>(Loss.Reason.class);
    private volatile @Nullable String trouble;

    Tally() {
        for (Loss.Reason reason : Loss.Reason.values()) {
            untold.put(reason, new AtomicLong());
        }
    }

    /** Counts a loss. It is told later, by a thread that may wait. */
    void lost(Loss.Reason reason, long events) {
        lost.add(events);
        AtomicLong sum = untold.get(reason);
        if (sum != null) {
            sum.addAndGet(events);
        }
    }

    /** The losses since the last call. */
    List<Loss> newLosses() {
        var losses = new ArrayList<Loss>();
        untold.forEach((reason, sum) -> {
            long events = sum.getAndSet(0);
            if (events > 0) {
                losses.add(new Loss(reason, events, reason.meaning()));
            }
        });
        return losses;
    }

    /** Why nothing can be delivered; null: nothing is known to be wrong. */
    @Nullable
    String trouble() {
        return trouble;
    }

    void trouble(@Nullable String reason) {
        trouble = reason;
    }

    ClientStats stats(MemoryBuffer buffer, long spilledBytes) {
        return new ClientStats(
                recorded.sum(),
                delivered.sum(),
                rejected.sum(),
                spilled.sum(),
                lost.sum(),
                buffer.events(),
                buffer.bytes(),
                spilledBytes,
                trouble);
    }
}
