package io.tokenledger.ingest.pipeline;

import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.RejectedEvent;
import io.tokenledger.ingest.rejection.IngestError;
import org.jspecify.annotations.Nullable;

/** What became of one event: it is used, or it says why not. There is nothing in between. */
public sealed interface Outcome {
    /** Goes to pricing. */
    record Accepted(MeteredUsage usage) implements Outcome {}

    /**
     * Goes to the rejected ones.
     *
     * @param defect what our own code threw; null where the event is at fault. Its message may quote the event, so it
     *     is not for logs
     */
    record Rejected(
            IngestError error,
            RejectedEvent event,
            @Nullable Throwable defect) implements Outcome {}
}
