package io.tokenledger.report.recommendation;

import io.tokenledger.report.whatif.WhatIfAnswer;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A move that would have saved, and what speaks for it.
 *
 * @param answer to the what-if question of this move alone
 * @param conditions what would have to be true
 * @param decision what the tenant decided about it last; null: nothing
 */
record Recommendation(
        String id,
        Candidate move,
        WhatIfAnswer answer,
        Saving saving,
        Confidence confidence,
        List<String> conditions,
        Evidence evidence,
        @Nullable Decision decision) {
    /** By expected saving, the surer one first where it is the same. */
    static final Comparator<Recommendation> BEST_FIRST = Comparator.comparing(
                    (Recommendation recommendation) -> recommendation.saving().expectedPico())
            .reversed()
            .thenComparing(recommendation -> recommendation.confidence().level(), Comparator.reverseOrder())
            .thenComparing(Recommendation::id);

    Recommendation {
        conditions = List.copyOf(conditions);
    }

    boolean is(Decision.State state) {
        return decision != null && decision.state() == state;
    }
}
