package io.tokenledger.report.whatif;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many more tokens a model thinks at another reasoning effort, where the tenant's own usage does not tell. From the
 * Aider polyglot leaderboard: gpt-5 wrote 0.78, 1.47 and 2.62 million tokens on the same 225 tasks at low, medium and
 * high effort (2025-08); o3 wrote 1.77 times as many at high as at its default (2025-06).
 */
final class Efforts {
    private static final String MEDIUM = "medium";
    private static final Map<String, BigDecimal> TOKENS = Map.of(
            "low", new BigDecimal(779_568), MEDIUM, new BigDecimal(1_468_799), "high", new BigDecimal(2_623_429));
    private static final BigDecimal FEWER = new BigDecimal("0.75");
    private static final BigDecimal MORE = new BigDecimal("1.25");
    private static final String SOURCE =
            "tokens of gpt-5 at low, medium and high effort on the same 225 tasks of the Aider"
                    + " polyglot leaderboard, a quarter less or more";

    private Efforts() {}

    /** Reasoning tokens at the one effort for one at the other; null: no effort was stated, which is medium. */
    static Estimate reasoningRatio(@Nullable String from, @Nullable String to) {
        BigDecimal before = TOKENS.get(from == null ? MEDIUM : from);
        BigDecimal after = TOKENS.get(to == null ? MEDIUM : to);
        if (before == null || after == null) {
            return new Estimate(
                    new BigDecimal("0.25"),
                    BigDecimal.ONE,
                    new BigDecimal(4),
                    Estimate.Origin.DEFAULT,
                    "nothing is known of effort '" + (before == null ? from : to) + "'");
        }
        BigDecimal expected = after.divide(before, 2, RoundingMode.HALF_EVEN);
        return new Estimate(
                expected.multiply(FEWER), expected, expected.multiply(MORE), Estimate.Origin.DEFAULT, SOURCE);
    }
}
