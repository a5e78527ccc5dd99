package io.tokenledger.report.guard;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes what does not count any more. Whatever still stands there changes no answer, so nothing waits for this. */
@ApplicationScoped
public class ExpiredReservationJob {
    private final ExpiredReservationWriter expired;

    public ExpiredReservationJob(ExpiredReservationWriter expired) {
        this.expired = expired;
    }

    @Scheduled(every = "10s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void deleteReservations() {
        expired.deleteReservations();
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void deleteHolds() {
        expired.deleteHolds();
    }
}
