package io.tokenledger.report.recommendation;

import io.tokenledger.report.period.Period;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which recommendations are wanted.
 *
 * @param app null: of every app
 * @param now whose prices count
 * @param minimumSaving in the currency; what is expected to save no more is left out
 * @param minimumPercent the same in percent of the app's cost
 */
record RecommendationQuery(
        String tenant,
        Period period,
        @Nullable String app,
        String currency,
        Instant now,
        BigDecimal minimumSaving,
        BigDecimal minimumPercent) {
    static final BigDecimal DEFAULT_SAVING = BigDecimal.ONE;
    static final BigDecimal DEFAULT_PERCENT = BigDecimal.ONE;
}
