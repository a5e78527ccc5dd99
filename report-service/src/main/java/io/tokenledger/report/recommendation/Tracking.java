package io.tokenledger.report.recommendation;

import java.util.List;

/** What became of an accepted recommendation, month by month. */
record Tracking(Decision decision, TrackedMove move, List<TrackedMonth> months) {
    Tracking {
        months = List.copyOf(months);
    }
}
