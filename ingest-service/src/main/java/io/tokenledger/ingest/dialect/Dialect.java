package io.tokenledger.ingest.dialect;

import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.rejection.Refusal;

/**
 * How one kind of sender says what was used. Stateless and pure. A new one is a class beside these, permitted here and
 * listed in {@link Dialects}, with golden files that show an event and what becomes of it.
 */
public sealed interface Dialect permits NativeDialect, OpenAiChatDialect, OpenAiResponseDialect {
    /** The CloudEvents type that names it. */
    String type();

    /** Reads the event's data; refused where it is not what the dialect says. */
    Reading read(CloudEvent event) throws Refusal;
}
