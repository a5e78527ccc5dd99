package io.tokenledger.report.outlook;

import io.tokenledger.report.outlook.OutlookJson.AccuracyJson;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a budget's running period is expected to end. Figures are 1e-12 of the unit's currency, or tokens.
 *
 * @param bookVersion of the price book that told the prices to come
 * @param unit a currency, or {@code tokens}
 * @param stateUsed what the budget's state said was used when this was made; null: not known
 * @param used what the ledger said, in the same state as the rest; null: not known
 * @param said null where {@code why} says why nothing is
 */
public record BudgetForecast(
        String tenant,
        UUID budget,
        Instant periodStart,
        Instant periodEnd,
        Instant computedAt,
        int revision,
        long bookVersion,
        String unit,
        @Nullable BigInteger stateUsed,
        @Nullable BigInteger used,
        @Nullable Said said,
        List<String> notes,
        @Nullable String why) {
    static final String TOKENS = "tokens";

    public BudgetForecast {
        notes = List.copyOf(notes);
        if ((said == null) != (why != null)) {
            throw new IllegalArgumentException("either something is said, or why nothing is: " + said + ", " + why);
        }
    }

    /**
     * The end of the period.
     *
     * @param point at the end of the period, with what was used
     */
    public record Said(String method, BigInteger point, Ranges ranges, Exhaustion exhaustion, AccuracyJson accuracy) {}

    /**
     * When the budget is used up; null: not within the period. Where it is used up already, all three are when that was found.
     *
     * @param from by the upper end of the 80 % interval: hardly before
     * @param to by the lower end
     */
    public record Exhaustion(
            @Nullable Instant at,
            @Nullable Instant from,
            @Nullable Instant to) {
        static Exhaustion reachedAt(Instant instant) {
            return new Exhaustion(instant, instant, instant);
        }
    }
}
