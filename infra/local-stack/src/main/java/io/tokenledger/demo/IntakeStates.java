package io.tokenledger.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.sample.SampleTotals;

/** What has become of the records that came in, as report-service counts them. */
record IntakeStates(long priced, long unpriced, long duplicates, long conflicts, long rejected) {
    static final IntakeStates NONE = new IntakeStates(0, 0, 0, 0, 0);

    /** Reads the {@code total} of {@code GET /v1/intake}. */
    static IntakeStates read(JsonNode intake) throws DemoFailure {
        JsonNode total = intake.path("total");
        return new IntakeStates(
                count(total, "priced"),
                count(total, "unpriced"),
                count(total, "duplicates"),
                count(total, "conflicts"),
                count(total, "rejected"));
    }

    /** What it must be in the end. */
    static IntakeStates of(SampleTotals totals) {
        return new IntakeStates(
                totals.priced(), totals.unpriced(), totals.duplicates(), totals.conflicts(), totals.rejected());
    }

    private static long count(JsonNode total, String state) throws DemoFailure {
        if (!total.path(state).canConvertToExactIntegral()) {
            throw new DemoFailure("the intake has no count of '" + state + "': " + total);
        }
        return total.path(state).longValue();
    }

    /** Every record of which it is known what became of it. */
    long records() {
        return priced + unpriced + duplicates + conflicts + rejected;
    }
}
