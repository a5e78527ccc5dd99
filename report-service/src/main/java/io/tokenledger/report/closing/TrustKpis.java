package io.tokenledger.report.closing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the figures of a period can be trusted. Null: not known, or, of days, not closed yet. Pure.
 *
 * @param attributed share of the direct cost that has a cost centre
 * @param unpriced share of the requests that had no price
 * @param variance share of the vendors' bills that is unexplained
 * @param daysToClose from the end of the period to its statements, two decimal places
 */
record TrustKpis(
        PeriodView period,
        boolean asClosed,
        @Nullable BigDecimal attributed,
        @Nullable BigDecimal unpriced,
        @Nullable BigDecimal variance,
        @Nullable BigDecimal daysToClose) {
    private static final int PLACES_OF_DAYS = 2;

    /**
     * From the checks of a period.
     *
     * @param asClosed whether they are those with which it was closed
     */
    static TrustKpis of(PeriodView period, boolean asClosed, List<CheckJson> checks) {
        BigDecimal unattributed = value(checks, Check.Name.UNATTRIBUTED);
        return new TrustKpis(
                period,
                asClosed,
                unattributed == null ? null : BigDecimal.ONE.subtract(unattributed),
                value(checks, Check.Name.UNPRICED),
                value(checks, Check.Name.RECONCILIATION),
                days(period.life()));
    }

    private static @Nullable BigDecimal value(List<CheckJson> checks, Check.Name name) {
        return checks.stream()
                .filter(check -> check.name().equals(name.wireName()) && check.value() != null)
                .map(check -> new BigDecimal(String.valueOf(check.value())))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable BigDecimal days(PeriodLife life) {
        if (life.closedAt() == null) {
            return null;
        }
        Duration duration = Duration.between(life.period().period().to(), life.closedAt());
        return BigDecimal.valueOf(duration.toSeconds())
                .divide(BigDecimal.valueOf(Duration.ofDays(1).toSeconds()), PLACES_OF_DAYS, RoundingMode.HALF_EVEN);
    }

    /** From one to the other; null where one of them is not known. */
    static @Nullable BigDecimal change(@Nullable BigDecimal before, @Nullable BigDecimal after) {
        return before == null || after == null ? null : after.subtract(before);
    }
}
