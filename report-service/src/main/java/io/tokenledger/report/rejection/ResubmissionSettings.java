package io.tokenledger.report.rejection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are sent again. */
@ConfigMapping(prefix = "tokenledger.resubmission")
public interface ResubmissionSettings {
    /** Kafka's bootstrap servers. */
    String kafka();

    /** How often it is looked whether something is to be sent: as Quarkus' scheduler has it; off: this instance does not. */
    @WithDefault("1s")
    String look();

    /** How long Kafka has for an acknowledgement. */
    @WithDefault("10s")
    Duration timeout();
}
