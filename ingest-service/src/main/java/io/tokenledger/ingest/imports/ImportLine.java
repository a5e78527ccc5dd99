package io.tokenledger.ingest.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.ingest.rejection.Refusal;

/** What one line of a file says. */
sealed interface ImportLine {
    /** The line's number in the file, from 1; of pages the result's. */
    long number();

    /** How large it is in the file. */
    long bytes();

    /**
     * An event in CloudEvents' structured form. What it lacks of id, source and tenant is filled in later.
     *
     * @param identity where its id comes from, if it names none
     */
    record Event(long number, long bytes, ObjectNode event, Identity identity) implements ImportLine {}

    /** Not an event; what came cannot be shown. */
    record Unusable(long number, long bytes, Refusal refusal) implements ImportLine {}

    /** What makes up the identity of an event that names no id. */
    enum Identity {
        /** All that it says: no line has room for content. */
        WHOLE,
        /** What it says but for its texts, which may be content and leave no trace, not even a hash. */
        CONTENT_FREE
    }
}
