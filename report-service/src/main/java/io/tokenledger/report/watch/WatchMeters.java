package io.tokenledger.report.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What can be measured of the watch. Gauges are of this instance's last tick; of one that does not lead they are 0. */
final class WatchMeters {
    private static final double MILLIS_OF_A_SECOND = 1_000;
    private static final TickOutcome.Watched NOTHING = new TickOutcome.Watched(0, true, 0, 0, 0);

    private final Timer ticks;
    private final Counter changes;
    private final Counter lostPlaces;
    private volatile TickOutcome.Watched last = NOTHING;
    private volatile boolean leads;

    WatchMeters(MeterRegistry meters) {
        ticks = Timer.builder("tokenledger.watch.tick")
                .description("One look at the journal by the instance that watches, with all that came of it")
                .publishPercentileHistogram()
                .register(meters);
        changes = Counter.builder("tokenledger.watch.changes")
                .description("Lines of the journal of changes that were added to budgets")
                .register(meters);
        lostPlaces = Counter.builder("tokenledger.watch.places.lost")
                .description("The journal was pruned beyond what was read: all budgets were summed up anew")
                .register(meters);
        Gauge.builder("tokenledger.watch.lag.seconds", () -> last.lagMillis() / MILLIS_OF_A_SECOND)
                .description("For how long something is booked that the watch has not seen")
                .register(meters);
        Gauge.builder("tokenledger.watch.budgets", () -> last.budgets())
                .description("Budgets that are watched")
                .register(meters);
        Gauge.builder("tokenledger.watch.due", () -> last.due())
                .description("Periods of budgets that are still to be summed up")
                .register(meters);
        Gauge.builder("tokenledger.watch.leads", () -> leads ? 1 : 0)
                .description("Whether this instance is the one that watches")
                .register(meters);
    }

    void ticked(TickOutcome outcome, Duration took) {
        switch (outcome) {
            case TickOutcome.Idle() -> {
                leads = false;
                last = NOTHING;
            }
            case TickOutcome.Watched watched -> {
                leads = true;
                last = watched;
                ticks.record(took);
                changes.increment(watched.changes());
            }
        }
    }

    void lostPlace() {
        lostPlaces.increment();
    }
}
