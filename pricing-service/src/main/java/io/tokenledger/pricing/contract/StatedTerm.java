package io.tokenledger.pricing.contract;

import io.tokenledger.pricing.contract.settlement.Term;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A term and how it came to be.
 *
 * @param withdrawn null: it counts
 */
record StatedTerm(Term term, Change stated, @Nullable Change withdrawn) {

    /** Who changed the book, when and why; the book had {@code version} from then on. */
    record Change(long version, Instant at, String author, String reason) {}

    boolean isInForce() {
        return withdrawn == null;
    }

    /** The version of the book at which it last changed. */
    long lastVersion() {
        return withdrawn == null ? stated.version() : withdrawn.version();
    }
}
