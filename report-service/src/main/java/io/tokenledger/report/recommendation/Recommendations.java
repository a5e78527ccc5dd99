package io.tokenledger.report.recommendation;

import java.util.List;

/**
 * What is recommended for a period's usage.
 *
 * @param all the best first, dismissed ones among them
 * @param warnings what was not looked at, and why
 */
record Recommendations(
        RecommendationQuery query,
        long bookVersion,
        long constraintsVersion,
        List<Recommendation> all,
        List<String> warnings) {
    Recommendations {
        all = List.copyOf(all);
        warnings = List.copyOf(warnings);
    }

    /** Those that were not dismissed. */
    List<Recommendation> open() {
        return all.stream().filter(one -> !one.is(Decision.State.DISMISSED)).toList();
    }
}
