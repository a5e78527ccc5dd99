package io.tokenledger.report.entry;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What others say of an entry's event beside what it is charged; amounts and counts are signed as the entry's meters.
 *
 * @param aborted whether the answer was cut off before its end
 * @param freeReason why it costs nothing without a price list; null: it does not
 * @param statedBy who states a cost; null: nobody
 * @param statedPico that cost, in 1e-12 USD; null: nobody states one
 * @param textInput what the text of the prompt counts; null: not counted, or the entry has no quantities
 * @param textOutput the same of the visible answer
 * @param reasoningAtMost output tokens that may be reasoning that the provider does not tell; null: not known
 */
record Said(
        boolean aborted,
        @Nullable String freeReason,
        @Nullable String statedBy,
        @Nullable BigInteger statedPico,
        @Nullable TextCount textInput,
        @Nullable TextCount textOutput,
        @Nullable Long reasoningAtMost) {

    /** A count of text, and whether it was counted or estimated. */
    record TextCount(long tokens, String provenance) {}
}
