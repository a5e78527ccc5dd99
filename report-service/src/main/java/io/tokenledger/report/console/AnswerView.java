package io.tokenledger.report.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A what-if answer for a person: amounts to be read, and bars. Pure.
 *
 * @param dearer whether it would have cost more
 * @param contractCharges null: there are none
 * @param moreLines that are not shown
 * @param sensitive what the savings hang on most; null: on nothing that is not known
 */
public record AnswerView(
        String period,
        String currency,
        String prices,
        String requests,
        String baseline,
        String scenario,
        String savings,
        @Nullable String percent,
        boolean dearer,
        String low,
        String high,
        SpanBar range,
        @Nullable String contractCharges,
        @Nullable String sensitive,
        List<String> groupBy,
        List<Line> lines,
        List<Swap> swaps,
        List<Excluded> excluded,
        List<Assumed> assumptions,
        List<Quality> quality,
        List<String> warnings,
        int moreLines) {
    /** A group of the usage. */
    public record Line(String name, String requests, String baseline, String scenario, String savings, int share) {}

    /** What one swap moved. */
    public record Swap(
            int swap,
            @Nullable String name,
            String from,
            String to,
            String requests,
            String baseline,
            String scenario,
            String savings,
            @Nullable String percent) {}

    /** What could not be moved; {@code cost} null: not known. */
    public record Excluded(
            int swap,
            String reason,
            String detail,
            String requests,
            @Nullable String cost) {}

    /** An assumption; {@code bar} null: nothing hangs on it. */
    public record Assumed(
            int swap,
            String name,
            String low,
            String expected,
            String high,
            String origin,
            String source,
            String savingsAtLow,
            String savingsAtHigh,
            @Nullable SpanBar bar) {
        /** Whether it has no range. */
        public boolean certain() {
            return low.equals(high);
        }

        /** The bar in words. */
        public String barText() {
            return "savings " + savingsAtLow + " at low, " + savingsAtHigh + " at high";
        }
    }

    /** Two models on a benchmark. */
    public record Quality(
            String benchmark,
            String unit,
            String from,
            String to,
            String fromScore,
            String toScore,
            String pointsLost,
            boolean better,
            @Nullable String savingsPerPoint,
            String source) {}

    /** The range in words, for who cannot see the bar. */
    public String rangeText() {
        return "savings from " + low + " to " + high + " " + currency + ", expected " + savings;
    }

    /** What the lines are told apart by. */
    public String groups() {
        return groupBy.isEmpty() ? "all" : String.join(", ", groupBy);
    }
}
