package io.tokenledger.pricing.contract;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which periods a settlement looks at: those that are over, and the running ones where it goes up to now.
 *
 * @param after periods that ended at or before it are left as they are; null: none is
 * @param until periods that are not over by then are left as they are, unless {@code running}
 * @param running whether a month that has begun is settled as far as it has come
 */
record SettlementSpan(@Nullable Instant after, Instant until, boolean running) {
    private static final long QUARTER_HOUR_SECONDS = 15 * 60;

    static SettlementSpan everything(Instant now) {
        return new SettlementSpan(null, now, true);
    }

    static SettlementSpan recent(Instant now, Duration recent) {
        return new SettlementSpan(now.minus(recent), now, true);
    }

    /** All that was over by a time, and nothing of what was running then. */
    static SettlementSpan overBy(Instant until) {
        return new SettlementSpan(null, until, false);
    }

    /** Whether what ends then is new enough to be looked at. */
    boolean reaches(Instant end) {
        return after == null || end.isAfter(after);
    }

    boolean isEverything() {
        return after == null;
    }

    /** The start of the quarter of an hour: usage is settled by whole ones, as the rollups have it. */
    static Instant quarterHour(Instant time) {
        long second = time.getEpochSecond();
        return Instant.ofEpochSecond(second - Math.floorMod(second, QUARTER_HOUR_SECONDS));
    }
}
