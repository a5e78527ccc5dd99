package io.tokenledger.report.recommendation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant decided about a recommendation.
 *
 * @param number from 1: how many decisions there are about it
 * @param reason empty: none was given
 * @param startsOn of an accepted one: when the move begins, in the zone of its period; else null
 * @param frozen the recommendation as it was then, as JSON
 */
record Decision(
        String tenant,
        String recommendationId,
        int number,
        State state,
        String author,
        String reason,
        Instant decidedAt,
        @Nullable LocalDate startsOn,
        String frozen) {
    /** What was decided. */
    enum State {
        ACCEPTED,
        DISMISSED,
        /** Neither, any more: it is as if nothing had been decided. */
        WITHDRAWN;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
