package io.tokenledger.report.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far the watch over budgets has come, as it is sent. */
@Schema(name = "BudgetWatch")
public record WatchJson(
        @Schema(description = "All that was booked until then is in the states of budgets")
        Instant asOf,

        long lagMillis,
        List<StreamJson> streams) {

    /** A stream of the journal. */
    @Schema(name = "BudgetWatchStream")
    public record StreamJson(
            @Schema(examples = "usage.metered.v1/0") String stream,
            long position,
            long last,
            Instant movedAt,

            @Schema(description = "All that was booked into it until then has been seen", nullable = true) @Nullable
            Instant seenUntil) {}

    static WatchJson of(List<WatchPosition> positions, Instant now) {
        Instant asOf = WatchPosition.asOf(positions, now);
        return new WatchJson(
                asOf,
                Math.max(0, Duration.between(asOf, now).toMillis()),
                positions.stream()
                        .map(at -> new StreamJson(at.stream(), at.position(), at.last(), at.movedAt(), at.seenUntil()))
                        .toList());
    }
}
