package io.tokenledger.report.rejection;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Events that were asked to be sent again together.
 *
 * @param id null: it was a dry run, or there was nothing to send
 * @param events how many are, or would be, sent
 * @param sent how many Kafka has acknowledged
 * @param rejectedAgain how many were rejected since
 * @param skipped those that are not sent, and why; the first hundred of them
 * @param skippedInAll how many are not sent
 * @param remaining whether there are more of the code than one request takes: ask again
 */
@Schema(name = "Resubmission")
public record Resubmission(
        @Nullable UUID id,
        @Nullable String tenant,
        String author,
        String reason,
        @Nullable Instant requestedAt,
        long events,
        long sent,
        long rejectedAgain,
        List<Skipped> skipped,
        long skippedInAll,
        boolean remaining) {
    /** A rejection that is not sent again. */
    @Schema(name = "SkippedRejection")
    public record Skipped(String rejectionId, String why) {}
}
