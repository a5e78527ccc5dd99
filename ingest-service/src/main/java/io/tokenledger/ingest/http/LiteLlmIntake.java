package io.tokenledger.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.RejectedEvent;
import io.tokenledger.ingest.dialect.Asked;
import io.tokenledger.ingest.dialect.litellm.LiteLlmBody;
import io.tokenledger.ingest.dialect.litellm.LiteLlmEvents;
import io.tokenledger.ingest.event.Delivery;
import io.tokenledger.ingest.event.EventReader;
import io.tokenledger.ingest.event.Slice;
import io.tokenledger.ingest.pipeline.Outcome;
import io.tokenledger.ingest.pipeline.Pipeline;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides every payload of a body that LiteLLM sends: an event of the pipeline, or nothing that could be booked. */
record LiteLlmIntake(Pipeline pipeline, EventReader reader) {
    /**
     * What became of a body.
     *
     * @param skipped failed calls that used nothing
     * @param unreadable why the body as a whole is nothing that could be read; it is the one outcome then. Null: it is
     */
    record Taken(List<Outcome> outcomes, int skipped, Outcome.@Nullable Rejected unreadable) {}

    /**
     * Decides every payload.
     *
     * @param standing whose the calls are that neither the request nor the caller's key names a tenant for
     */
    Taken take(Delivery delivery, @Nullable String standing) {
        List<Slice> slices;
        try {
            slices = LiteLlmBody.payloads(delivery, reader);
        } catch (Refusal refusal) {
            return unreadable(rejected(Slice.whole(delivery.body()), 0, delivery, refusal));
        }
        var outcomes = new ArrayList<Outcome>();
        int index = 0;
        int skipped = 0;
        for (Slice slice : slices) {
            Outcome outcome = decide(slice, index++, delivery, standing);
            if (outcome == null) {
                skipped++;
            } else {
                outcomes.add(outcome);
            }
        }
        boolean isWhole = slices.size() == 1 && !EventReader.isBatch(delivery);
        return isWhole
                        && outcomes.size() == 1
                        && outcomes.getFirst() instanceof Outcome.Rejected rejected
                        && rejected.error() == IngestError.EVENT_MALFORMED_JSON
                ? unreadable(rejected)
                : new Taken(outcomes, skipped, null);
    }

    private static Taken unreadable(Outcome.Rejected rejected) {
        return new Taken(List.of(rejected), 0, rejected);
    }

    private @Nullable Outcome decide(Slice slice, int index, Delivery delivery, @Nullable String standing) {
        try {
            JsonNode payload = reader.read(slice, delivery);
            if (LiteLlmEvents.isNothing(payload)) {
                return null;
            }
            String tenant = delivery.tenant() == null
                    ? Asked.either(LiteLlmEvents.tenantOfKey(payload), standing)
                    : delivery.tenant();
            return pipeline.process(
                    LiteLlmEvents.event(payload, tenant),
                    slice.length(),
                    index,
                    delivery.origin(),
                    delivery.receivedAt(),
                    delivery.tenant());
        } catch (Refusal refusal) {
            return rejected(slice, index, delivery, refusal);
        }
    }

    private static Outcome.Rejected rejected(Slice slice, int index, Delivery delivery, Refusal refusal) {
        return new Outcome.Rejected(
                refusal.error(),
                new RejectedEvent(
                        delivery.origin().rejectionId(index, true),
                        delivery.tenant(),
                        refusal.error().code(),
                        refusal.detail(),
                        null,
                        null,
                        null,
                        index,
                        null,
                        null,
                        LiteLlmEvents.TYPE,
                        delivery.receivedAt(),
                        slice.length(),
                        null),
                null);
    }
}
