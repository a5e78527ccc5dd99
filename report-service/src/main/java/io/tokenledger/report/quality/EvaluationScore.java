package io.tokenledger.report.quality;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant measured itself.
 *
 * @param evaluation the tenant's name for what was measured
 * @param app whose work it was; empty: of no app in particular
 * @param reasoningEffort empty: none was stated
 * @param samples how many answers were judged; null: not known
 */
public record EvaluationScore(
        String tenant,
        String evaluation,
        String app,
        String model,
        String reasoningEffort,
        BigDecimal score,
        @Nullable Long samples,
        String unit,
        boolean higherIsBetter,
        LocalDate measuredOn,
        String source,
        String author) {}
