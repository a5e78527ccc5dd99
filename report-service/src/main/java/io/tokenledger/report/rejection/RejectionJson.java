package io.tokenledger.report.rejection;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rejection as it is sent. */
@Schema(name = "RejectedEvent")
public record RejectionJson(
        @Schema(description = "null: it could not be read") @Nullable
        String tenant,

        @Schema(examples = "usage.events.v1/3/1234/0", description = "Where it came from; unique within its tenant")
        String rejectionId,

        @Schema(examples = "dialect.unknown") String code,
        String detail,

        @Schema(description = "null: it came over HTTP") @Nullable
        String topic,

        @Schema(description = "The place in its batch, from 0; the line of an import")
        int index,

        @Nullable String source,
        @Nullable String eventId,
        @Nullable String type,
        Instant receivedAt,
        long payloadBytes,

        @Schema(
                description = "What came, without its content; null: not readable, or too large to be kept",
                implementation = Object.class,
                nullable = true)
        @JsonRawValue
        @Nullable
        String payload,

        @Schema(description = "When it was asked to be sent again; null: never") @Nullable
        Instant resubmittedAt) {

    /**
     * A page of rejections.
     *
     * @param next for {@code cursor=} of the next page; null: there is none
     */
    @Schema(name = "RejectedEvents")
    public record Page(List<RejectionJson> events, @Nullable String next) {}

    /** How many there are by tenant, code and source. */
    @Schema(name = "RejectionCounts")
    public record Counts(List<RejectionCount> counts) {}

    static RejectionJson of(Rejection rejection) {
        return new RejectionJson(
                rejection.tenant().isEmpty() ? null : rejection.tenant(),
                rejection.rejectionId(),
                rejection.code(),
                rejection.detail(),
                rejection.topic(),
                rejection.index(),
                rejection.source(),
                rejection.eventId(),
                rejection.eventType(),
                rejection.receivedAt(),
                rejection.payloadBytes(),
                rejection.payload(),
                rejection.resubmittedAt());
    }

    static Page page(List<Rejection> found, int rows) {
        List<Rejection> page = found.subList(0, Math.min(rows, found.size()));
        return new Page(
                page.stream().map(RejectionJson::of).toList(),
                found.size() > rows ? page.getLast().place().toString() : null);
    }
}
