package io.tokenledger.report.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an alert.
 *
 * @param firedAt for the first time
 * @param resolved null: firing
 * @param acknowledged null: nobody did, or it fired again since
 * @param silence null: never, or lifted; it may be over
 * @param timesReopened how often it was so again after it was resolved
 * @param updatedAt of the last change, figures included
 */
public record AlertLife(
        Instant firedAt,
        @Nullable Resolved resolved,
        @Nullable Acknowledged acknowledged,
        @Nullable Silence silence,
        int timesReopened,
        Instant updatedAt) {

    /** It is over.
     *
     * @param why for people
     */
    public record Resolved(Instant at, String why) {}

    /** Somebody looks after it.
     *
     * @param note empty: none
     */
    public record Acknowledged(Instant at, String by, String note) {}

    /** Nothing is told of the alert before {@code until}. */
    public record Silence(Instant until, String by, String why) {}

    public boolean firing() {
        return resolved == null;
    }

    public boolean silencedAt(Instant now) {
        return silence != null && now.isBefore(silence.until());
    }

    /** {@code firing} or {@code resolved}. */
    public String state() {
        return firing() ? "firing" : "resolved";
    }
}
