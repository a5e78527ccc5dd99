package io.tokenledger.ingest.dialect;

import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.rejection.Refusal;

/**
 * How one kind of sender says what was used. Stateless and pure. A new one is a class in a package below this one, named in
 * that package's list, with golden files that show an event and what becomes of it.
 */
public interface Dialect {
    /** The CloudEvents type that names it. */
    String type();

    /** Reads the event's data; refused where it is not what the dialect says. */
    Reading read(CloudEvent event) throws Refusal;
}
