package io.tokenledger.report.watch;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fast a budget is used up, against a plan that spreads its limit evenly over the period. Rounded half-even to 1e-12 of
 * the currency, or to a token. Pure.
 *
 * @param planned the even share of the limit until now
 * @param ratio what was used by what was planned, two places; null: nothing was planned
 */
record Burn(
        BigInteger planned,
        BigInteger plannedPerDay,
        BigInteger actualPerDay,
        @Nullable String ratio) {
    private static final int RATIO_PLACES = 2;
    private static final BigInteger DAY = BigInteger.valueOf(Duration.ofDays(1).toMillis());

    static Burn of(BudgetState state, BigInteger used, Instant now) {
        BigInteger whole = millis(state.key().periodStart(), state.periodEnd());
        BigInteger gone =
                millis(state.key().periodStart(), now).max(BigInteger.ONE).min(whole);
        BigInteger planned = share(state.limit(), gone, whole);
        return new Burn(
                planned,
                share(state.limit(), DAY, whole),
                share(used, DAY, gone),
                planned.signum() <= 0
                        ? null
                        : new BigDecimal(used)
                                .divide(new BigDecimal(planned), RATIO_PLACES, RoundingMode.HALF_EVEN)
                                .toPlainString());
    }

    private static BigInteger share(BigInteger amount, BigInteger part, BigInteger whole) {
        return new BigDecimal(amount.multiply(part))
                .divide(new BigDecimal(whole), 0, RoundingMode.HALF_EVEN)
                .toBigIntegerExact();
    }

    private static BigInteger millis(Instant from, Instant to) {
        return BigInteger.valueOf(Duration.between(from, to).toMillis());
    }
}
