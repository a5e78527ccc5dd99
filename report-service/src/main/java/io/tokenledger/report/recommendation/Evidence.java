package io.tokenledger.report.recommendation;

import io.tokenledger.report.quality.EvaluationScore;
import io.tokenledger.report.whatif.QualityBeside;
import io.tokenledger.report.whatif.WhatIfAnswer.Assumed;
import io.tokenledger.report.whatif.WhatIfAnswer.Excluded;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;

/**
 * What a recommendation rests on. Amounts in 1e-12 of the answer's currency.
 *
 * @param appCostPico of the whole app
 * @param requests that would move; of a share that part of them
 * @param baselinePico what these cost where they are
 * @param scenarioPico what they would have cost
 * @param benchmarks that both models were tried on
 * @param ownFrom what the tenant measured of the model that is used
 * @param measuredInputTokens input tokens that were looked at for repeated prefixes
 */
record Evidence(
        BigInteger appCostPico,
        BigDecimal requests,
        BigInteger baselinePico,
        BigInteger scenarioPico,
        List<Excluded> excluded,
        List<Assumed> assumptions,
        List<QualityBeside> benchmarks,
        List<EvaluationScore> ownFrom,
        List<EvaluationScore> ownTo,
        long inputTokens,
        long measuredInputTokens,
        long repeatedPrefixTokens,
        long cachedInputTokens,
        long reasoningTokens,
        long outputTokens) {

    /** What cannot be moved, in percent of what was to be moved; what it costs where that is not known is left out. */
    BigDecimal excludedPercent() {
        BigInteger left = excluded.stream()
                .map(Excluded::costPico)
                .filter(Objects::nonNull)
                .reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger all = left.add(baselinePico);
        return all.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(left.multiply(BigInteger.valueOf(100)))
                        .divide(new BigDecimal(all), 2, RoundingMode.HALF_EVEN);
    }
}
