package io.tokenledger.report.alert;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to an alert.
 *
 * @param by empty: nobody, it was found out
 * @param why empty: not said
 * @param until of a silence; else null
 * @param told whether a notice was queued for the alert's channels
 */
public record AlertEvent(
        What what,
        Instant at,
        String by,
        String why,
        @Nullable Instant until,
        boolean told) {
    /** What can happen to an alert. */
    public enum What {
        FIRED,
        REOPENED,
        ACKNOWLEDGED,
        SILENCED,
        UNSILENCED,
        RESOLVED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static AlertEvent found(What what, Instant at, String why, boolean told) {
        return new AlertEvent(what, at, "", why, null, told);
    }
}
