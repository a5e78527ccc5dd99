package io.tokenledger.report.guard;

import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Deletes reservations that have expired, in transactions of a few seconds' worth of them, and holds of periods long over. */
@ApplicationScoped
public class ExpiredReservationWriter {
    private static final int SECONDS_AT_ONCE = 2;

    /** Clocks of instances differ. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Longer than anything is held. */
    private static final Duration AFTER_PERIOD = Duration.ofDays(2);

    private final ReportingStore store;
    private final Clock clock;

    public ExpiredReservationWriter(ReportingStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** How many were deleted. */
    int deleteReservations() {
        Instant before = clock.instant().minus(GRACE);
        int all = 0;
        int some;
        do {
            some = store.write(connection -> ReservationTable.deleteExpired(connection, before, SECONDS_AT_ONCE));
            all += some;
        } while (some > 0);
        return all;
    }

    /** How many were deleted. */
    int deleteHolds() {
        Instant before = clock.instant().minus(AFTER_PERIOD);
        return store.write(connection -> HoldTable.deleteEnded(connection, before));
    }
}
