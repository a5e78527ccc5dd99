package io.tokenledger.report.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A delivery as it is sent. */
@Schema(name = "Delivery")
public record DeliveryJson(
        UUID id,

        @Schema(description = "The same whenever it is sent again: a webhook's webhook-id")
        UUID noticeId,

        UUID alertId,

        @Schema(enumeration = {"firing", "resolved"}) String event,

        String severity,
        String title,

        @Schema(enumeration = {"queued", "delivered", "cancelled", "dead"})
        String state,

        int attempts,
        Instant queuedAt,

        @Schema(description = "The end of quiet hours or of a digest's collecting; else as queued_at")
        Instant notBefore,

        @Nullable Instant nextAttemptAt,
        @Nullable Instant deliveredAt,
        @Nullable String lastError,

        @Schema(description = "The message that it went with; null: by itself") @Nullable
        UUID digestId) {

    /** A page of them, the latest first. */
    @Schema(name = "Deliveries")
    public record Page(
            List<DeliveryJson> deliveries,

            @Schema(description = "The cursor of the next page; null: this is the last") @Nullable
            String next) {}

    /** What came of trying a channel. */
    @Schema(name = "ChannelTrial")
    public record TrialJson(
            UUID noticeId,
            boolean delivered,
            @Nullable Integer status,
            long millis,
            @Nullable String error) {
        static TrialJson of(TrialWriter.Trial trial) {
            return new TrialJson(trial.noticeId(), trial.delivered(), trial.status(), trial.millis(), trial.error());
        }
    }

    /** How many are tried again. */
    @Schema(name = "Retried")
    public record RetriedJson(int retried) {}

    static DeliveryJson of(Delivery delivery) {
        return new DeliveryJson(
                delivery.id(),
                delivery.noticeId(),
                delivery.alertId(),
                delivery.event(),
                delivery.severity(),
                delivery.title(),
                delivery.state(),
                delivery.attempts(),
                delivery.queuedAt(),
                delivery.notBefore(),
                delivery.nextAttemptAt(),
                delivery.deliveredAt(),
                delivery.lastError(),
                delivery.digestId());
    }
}
