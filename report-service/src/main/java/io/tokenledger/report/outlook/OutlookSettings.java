package io.tokenledger.report.outlook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the forecasts of budgets are kept up. */
@ConfigMapping(prefix = "tokenledger.outlook")
public interface OutlookSettings {
    /** False: this instance leaves it to others. Where none does it, budgets have no forecast and no alert of one. */
    @WithDefault("true")
    boolean enabled();

    /** How old a forecast may become where nothing moves. */
    @WithDefault("PT15M")
    Duration every();

    /** How old it becomes at least, however much is used and however often the price book changes. */
    @WithDefault("PT1M")
    Duration rest();

    /** How many are made in one go, the one that waited longest first. */
    @WithDefault("100")
    int perLook();

    /** How often it is looked whether any is to be made: as Quarkus' scheduler has it. */
    @WithDefault("5s")
    String look();
}
