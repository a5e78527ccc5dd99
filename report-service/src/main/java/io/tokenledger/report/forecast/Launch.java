package io.tokenledger.report.forecast;

/** The time before a series began to live: it says nothing of how it goes on. */
final class Launch {
    private static final int LEAST_HOURS = 24;
    private static final int LEAST_DAYS = 3;

    private Launch() {}

    /** Without the zeros, and what is not known, before the first use, where that is no pause like others later on. */
    static Draft cut(Draft draft) {
        int first = 0;
        while (first < draft.length() && !(draft.values[first] > 0)) {
            first++;
        }
        if (first == 0 || first == draft.length()) {
            return draft;
        }
        int least = Math.max(draft.step == Step.HOUR ? LEAST_HOURS : LEAST_DAYS, longestPause(draft, first) + 1);
        if (first < least && !Double.isNaN(draft.values[0])) {
            return draft;
        }
        Draft cut = draft.last(draft.length() - first);
        cut.note("first used " + draft.name(first) + ": the " + first + " steps before say nothing and are left out");
        return cut;
    }

    private static int longestPause(Draft draft, int from) {
        int longest = 0;
        int pause = 0;
        for (int i = from; i < draft.length(); i++) {
            pause = draft.values[i] > 0 ? 0 : pause + 1;
            longest = Math.max(longest, pause);
        }
        return longest;
    }
}
