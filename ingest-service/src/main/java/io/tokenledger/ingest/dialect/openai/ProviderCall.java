package io.tokenledger.ingest.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.dialect.ProviderObject;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of a provider as an event tells it.
 *
 * @param own attribution, and the provider's object, put together where it was streamed
 * @param provider whose it is where the event does not say
 * @param cut whether it was streamed and the end is missing, the usage too
 */
record ProviderCall(CloudEvent event, ProviderObject own, String provider, boolean cut) {

    /** The provider's object. */
    JsonFields response() {
        return own.response();
    }

    /** The same call with another object, one that stands within this one. */
    ProviderCall with(JsonFields object) {
        return new ProviderCall(event, own.with(object.node(), object.path()), provider, cut);
    }

    /** The response within an event of a stream ({@code response.completed} …) that came alone; else this call itself. */
    ProviderCall unwrapped() throws Refusal {
        boolean isEvent = response().node().path("type").asText("").startsWith("response.");
        JsonFields inner = isEvent ? response().object("response") : null;
        return inner == null ? this : with(inner);
    }

    /** A reading with what is the same in all forms. */
    Reading.Builder reading(@Nullable JsonNode ownOutput) throws Refusal {
        Reading.Builder reading = own.reading(provider, ownOutput);
        return cut ? reading.aborted(true) : reading;
    }

    /** The object's own time in epoch seconds; null where it has none or the event has one. */
    @Nullable
    Instant ownSeconds(String name) throws Refusal {
        return event.time() == null ? own.epochSeconds(name) : null;
    }
}
