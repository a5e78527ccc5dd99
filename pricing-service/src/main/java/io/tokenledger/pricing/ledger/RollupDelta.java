package io.tokenledger.pricing.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the entries of one transaction add to one row of the rollup. Rollup and journal are written from the same deltas, so
 * that they cannot tell different things.
 */
final class RollupDelta {
    private final UsageRollup.Key key;
    private final UsageSums sums = new UsageSums();
    private Instant firstOccurredAt = Instant.MAX;
    private Instant lastOccurredAt = Instant.MIN;

    private RollupDelta(UsageRollup.Key key) {
        this.key = key;
    }

    /** One delta per row of the rollup, in the order in which rows are locked. */
    static List<RollupDelta> of(List<EntryRow> entries, ClosedBooks closed) {
        Map<UsageRollup.Key, RollupDelta> deltas = new HashMap<>();
        for (EntryRow entry : entries) {
            deltas.computeIfAbsent(UsageRollup.Key.of(entry, closed), RollupDelta::new)
                    .add(entry);
        }
        return deltas.values().stream()
                .sorted(Comparator.comparing(RollupDelta::key, UsageRollup.Key.ORDER))
                .toList();
    }

    private void add(EntryRow entry) {
        sums.add(entry);
        Instant occurredAt = entry.event().occurredAt();
        if (occurredAt.isBefore(firstOccurredAt)) {
            firstOccurredAt = occurredAt;
        }
        if (occurredAt.isAfter(lastOccurredAt)) {
            lastOccurredAt = occurredAt;
        }
    }

    UsageRollup.Key key() {
        return key;
    }

    UsageSums sums() {
        return sums;
    }

    /** The own time of the earliest event, wherever it is accounted. */
    Instant firstOccurredAt() {
        return firstOccurredAt;
    }

    /** The own time of the latest event. */
    Instant lastOccurredAt() {
        return lastOccurredAt;
    }
}
