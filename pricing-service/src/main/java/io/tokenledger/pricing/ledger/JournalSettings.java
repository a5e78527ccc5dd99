package io.tokenledger.pricing.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the journal of changes is kept. */
@ConfigMapping(prefix = "tokenledger.ledger")
public interface JournalSettings {
    /**
     * A reader that was away for longer has lost its place and begins again from the sums, which takes longer and loses
     * nothing. Longer costs disk: a row per change, quarter of an hour, dimension and currency.
     */
    @WithDefault("P2D")
    Duration journalRetention();
}
