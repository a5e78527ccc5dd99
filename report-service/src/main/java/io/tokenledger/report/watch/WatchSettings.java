package io.tokenledger.report.watch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How budgets are watched. */
@ConfigMapping(prefix = "tokenledger.watch")
public interface WatchSettings {
    /** False: this instance answers, and leaves watching to others. Where none watches no alert of a budget is raised. */
    @WithDefault("true")
    boolean enabled();

    /** From the end of one look at the journal to the next; there is none in between where more is waiting. */
    @WithDefault("PT0.2S")
    Duration every();

    /** About how many lines of one stream of the journal are read at once. More is faster and makes a retry longer. */
    @WithDefault("50000")
    int rowsPerTick();

    /** How long a tick sums up budgets that are new or were changed, before it looks at the others again. */
    @WithDefault("1000")
    long startMillis();

    /** How often it is looked whether other exchange rates were published. */
    @WithDefault("PT30S")
    Duration ratesEvery();

    /** How many budgets are held against the ledger's entries in a minute; the one that waited longest comes first. */
    @WithDefault("20")
    int auditsPerMinute();
}
