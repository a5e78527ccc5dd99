package io.tokenledger.report.closing;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a period found.
 *
 * @param value exact decimal, of what the check is about; null: not known, or it is not about a number
 * @param limit the most that the value may be; null: it is not held against one
 * @param sentence for people: the figures behind it, and the rule
 * @param link where to look, on this service
 */
record Check(
        Name name,
        State state,
        @Nullable String value,
        @Nullable String limit,
        String sentence,
        @Nullable String link) {

    /** What is looked at, in the order in which it is told. */
    enum Name {
        PRECEDING_PERIOD,
        EXCHANGE_RATES,
        UNPRICED,
        REJECTED,
        UNATTRIBUTED,
        RECONCILIATION,
        LATE_EVENTS,
        BOOKS_AGREE;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether a period closes although this has failed, where somebody says why that does not count. */
        boolean mayBeOverridden() {
            return switch (this) {
                case UNPRICED, REJECTED, UNATTRIBUTED, RECONCILIATION, LATE_EVENTS -> true;
                case PRECEDING_PERIOD, EXCHANGE_RATES, BOOKS_AGREE -> false;
            };
        }
    }

    /** What it means for closing. */
    enum State {
        PASSED,
        /** The period does not close, or only with a reason why this does not count. */
        FAILED,
        /** Should be looked at. */
        WARNING,
        /** Nothing can be said; why, is in the sentence. */
        NOT_KNOWN;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean failed() {
        return state == State.FAILED;
    }
}
