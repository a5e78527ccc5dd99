package io.tokenledger.report.rejection;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How many rejections have one code, from one source of one tenant.
 *
 * @param tenant null where it could not be read, as is source
 * @param resubmitted how many of them were asked to be sent again
 */
@Schema(name = "RejectionCount")
public record RejectionCount(
        @Nullable String tenant,
        @Schema(examples = "dialect.unknown") String code,
        @Nullable String source,
        long events,
        long resubmitted,
        Instant firstReceivedAt,
        Instant lastReceivedAt) {}
