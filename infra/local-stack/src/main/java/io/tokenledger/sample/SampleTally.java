package io.tokenledger.sample;

/** Counts {@link SampleTotals} as a sample is made. */
final class SampleTally {
    /** What must become of a record that is not booked. */
    enum Fate {
        DUPLICATE,
        CONFLICT,
        REJECTED
    }

    private long priced;
    private long unpriced;
    private long duplicates;
    private long conflicts;
    private long rejected;
    private long inputTokens;
    private long cachedInputTokens;
    private long outputTokens;
    private long reasoningTokens;

    void booked(ModelUse model, TokenCounts tokens) {
        if (model.hasPrice()) {
            priced++;
        } else {
            unpriced++;
        }
        inputTokens += tokens.input();
        cachedInputTokens += tokens.cached();
        outputTokens += tokens.output();
        reasoningTokens += tokens.reasoning();
    }

    /** Counts a record that is not booked. */
    void count(Fate fate) {
        switch (fate) {
            case DUPLICATE -> duplicates++;
            case CONFLICT -> conflicts++;
            case REJECTED -> rejected++;
        }
    }

    SampleTotals totals() {
        return new SampleTotals(
                priced,
                unpriced,
                duplicates,
                conflicts,
                rejected,
                inputTokens,
                cachedInputTokens,
                outputTokens,
                reasoningTokens);
    }
}
