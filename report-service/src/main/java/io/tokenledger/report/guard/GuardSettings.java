package io.tokenledger.report.guard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the guard answers. */
@ConfigMapping(prefix = "tokenledger.guard")
public interface GuardSettings {
    /** How long room is held where the request does not say. Longer: what was never used blocks others for longer. */
    @WithDefault("60")
    int reserveSeconds();

    /** How long room may be held at most. */
    @WithDefault("3600")
    int mostReserveSeconds();

    /**
     * How long room is still held after it was said to be used: the time from ingest to the states of budgets. Shorter: a
     * gap in which neither the reservation nor the usage counts.
     */
    @WithDefault("PT5S")
    Duration untilUsageIsSeen();

    /** How many transactions decide at once in this instance; the connection pool has at least as many. */
    @WithDefault("2")
    int lanes();

    /** True where the database is distributed (Citus), which locks rows of one tenant in a statement. */
    @WithDefault("false")
    boolean lockByTenant();

    /** How many requests may wait in each lane; more are refused with 503 at once. */
    @WithDefault("5000")
    int mostWaiting();

    /** Who waits longer than this is refused with 503. */
    @WithDefault("PT1S")
    Duration patience();

    /** How long the first of a batch waits for others. Longer: fewer transactions, and every answer so much later. */
    @WithDefault("PT0S")
    Duration gather();
}
