package io.tokenledger.report.rule;

import io.tokenledger.report.alert.Contributor;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of what was counted in a window is bad.
 *
 * @param since the first part of the window that has some; null: none has
 * @param contributors where most of the bad is
 */
record ShareSeen(
        long bad,
        long all,
        Instant from,
        Instant to,
        @Nullable Instant since,
        List<Contributor> contributors) {
    private static final int PLACES = 8;

    /** 0 where there is nothing. */
    BigDecimal share() {
        return all <= 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(bad).divide(BigDecimal.valueOf(all), PLACES, RoundingMode.HALF_EVEN);
    }

    String percent() {
        return percent(share());
    }

    static String percent(BigDecimal share) {
        return share.movePointRight(2).stripTrailingZeros().toPlainString();
    }
}
