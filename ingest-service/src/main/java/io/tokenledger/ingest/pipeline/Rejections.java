package io.tokenledger.ingest.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.RejectedEvent;
import io.tokenledger.ingest.event.Origin;
import io.tokenledger.ingest.event.SenderFacts;
import io.tokenledger.ingest.rejection.ContentFreePayload;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes down why an event is not used.
 *
 * @param tenant whose it is by the way it came; null: only the event says it
 * @param ofBatch whether the event is one of an array
 */
record Rejections(
        Origin origin, Instant receivedAt, @Nullable String tenant, boolean ofBatch) {

    Outcome.Rejected refused(int index, long bytes, @Nullable JsonNode event, Refusal refusal) {
        return rejected(refusal.error(), refusal.detail(), index, bytes, event, null);
    }

    /** For an event that our own code failed on. */
    Outcome.Rejected unprocessable(int index, long bytes, Throwable defect) {
        String detail = "the event could not be processed; the fault is ours and has been logged";
        return rejected(IngestError.EVENT_UNPROCESSABLE, detail, index, bytes, null, defect);
    }

    private Outcome.Rejected rejected(
            IngestError error,
            String detail,
            int index,
            long bytes,
            @Nullable JsonNode event,
            @Nullable Throwable defect) {
        SenderFacts facts = event == null ? SenderFacts.UNKNOWN : SenderFacts.of(event);
        var record = origin instanceof Origin.KafkaRecord kafka ? kafka : null;
        return new Outcome.Rejected(
                error,
                new RejectedEvent(
                        origin.rejectionId(index, ofBatch),
                        tenant == null ? facts.tenant() : tenant,
                        error.code(),
                        detail,
                        record == null ? null : record.topic(),
                        record == null ? null : record.partition(),
                        record == null ? null : record.offset(),
                        index,
                        facts.source(),
                        facts.id(),
                        facts.type(),
                        receivedAt,
                        bytes,
                        event == null ? null : ContentFreePayload.of(event, bytes)),
                defect);
    }
}
