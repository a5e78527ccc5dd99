package io.tokenledger.ingest.http;

import io.tokenledger.ingest.pipeline.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on every event of a request. Both kinds are durable when it is given.
 *
 * @param accepted number of events that go to pricing
 * @param rejected those that do not, with the reason
 */
@Schema(name = "Receipt")
public record Receipt(int accepted, List<RejectedLine> rejected) {
    /**
     * An event that is not used, and why.
     *
     * @param index place in the batch, from 0
     * @param id the event's id; null where it could not be read
     */
    @Schema(name = "RejectedLine")
    public record RejectedLine(int index, @Nullable String id, String code, String detail) {}

    static Receipt of(List<? extends Outcome> outcomes) {
        int accepted = 0;
        var rejected = new ArrayList<RejectedLine>();
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Accepted _ -> accepted++;
                case Outcome.Rejected refused ->
                    rejected.add(new RejectedLine(
                            refused.event().index(),
                            refused.event().eventId(),
                            refused.event().code(),
                            refused.event().detail()));
            }
        }
        return new Receipt(accepted, rejected);
    }
}
