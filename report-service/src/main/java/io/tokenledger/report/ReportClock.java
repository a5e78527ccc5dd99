package io.tokenledger.report;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The clock that decides what this month is. */
@Singleton
public class ReportClock {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
