package io.tokenledger.report.whatif;

import io.tokenledger.report.fx.Conversion;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the usage cost, and what it would have cost. Amounts are whole 1e-12 of the currency, each rounded half-even once.
 *
 * @param lowSavings with every assumption where it saves least
 * @param lines by the dimensions that were asked for, the highest baseline first
 * @param moved by swap, in their order
 * @param contractChargesPico charges of contracts in the period, which stand beside usage and are not moved
 * @param mostSensitive the assumption whose range moves the savings most; null: none has a range
 * @param oneByOne entries of the ledger that were rated singly
 */
public record WhatIfAnswer(
        WhatIfQuestion question,
        long bookVersion,
        Before baseline,
        BigInteger scenarioPico,
        BigInteger lowSavings,
        BigInteger highSavings,
        List<Line> lines,
        List<Moved> moved,
        List<Excluded> excluded,
        List<Assumed> assumptions,
        @Nullable Assumed mostSensitive,
        BigInteger contractChargesPico,
        List<Conversion> conversions,
        List<String> warnings,
        long oneByOne) {

    /** What the usage cost where it was; {@code unpricedRequests} of the requests have no part in the cost. */
    public record Before(BigDecimal requests, BigInteger costPico, BigDecimal unpricedRequests) {
        /** Whether nothing of it has a price: then what it costs is not known, and not zero. */
        public boolean isUnknown() {
            return WhatIfAnswer.isUnknown(requests, unpricedRequests, costPico);
        }
    }

    /**
     * A group of the answer.
     *
     * @param movedRequests of the requests, by any of the swaps
     * @param unpricedRequests of the requests; they have no part in the amounts
     */
    public record Line(
            List<@Nullable String> group,
            BigDecimal requests,
            BigDecimal movedRequests,
            BigDecimal unpricedRequests,
            BigInteger baselinePico,
            BigInteger scenarioPico) {
        /** Whether nothing of it has a price: then what it costs is not known, and not zero. */
        public boolean isUnknown() {
            return WhatIfAnswer.isUnknown(requests, unpricedRequests, baselinePico);
        }
    }

    private static boolean isUnknown(BigDecimal requests, BigDecimal unpriced, BigInteger costPico) {
        return unpriced.signum() > 0 && unpriced.compareTo(requests) == 0 && costPico.signum() == 0;
    }

    /**
     * What one swap moved: with a share a part of a request's cost, and of the request.
     *
     * @param routes which models were moved to which
     * @param quality of these models on the benchmarks that both were tried on
     */
    public record Moved(
            int swap,
            @Nullable String name,
            List<Route> routes,
            BigDecimal requests,
            BigInteger baselinePico,
            BigInteger scenarioPico,
            List<QualityBeside> quality) {
        public BigInteger savings() {
            return baselinePico.subtract(scenarioPico);
        }
    }

    /** One model on its way to another. */
    public record Route(
            String fromProvider,
            String fromModel,
            @Nullable String fromEffort,
            String toProvider,
            String toModel,
            String toServiceTier,
            @Nullable String toEffort) {}

    /** What one swap could not move. */
    public record Excluded(
            int swap,
            Exclusion reason,
            String detail,
            BigDecimal requests,
            @Nullable BigInteger costPico) {}

    /** An assumption, and what the savings would be with it alone at the ends of its range. */
    public record Assumed(
            int swap, Assumption assumption, Estimate estimate, BigInteger savingsAtLow, BigInteger savingsAtHigh) {
        /** How far it moves the savings. */
        public BigInteger swing() {
            return savingsAtLow.subtract(savingsAtHigh).abs();
        }
    }

    /** What would have been saved; negative: it would have cost more. */
    public BigInteger savings() {
        return baseline.costPico().subtract(scenarioPico);
    }

    /** Savings of a baseline in percent, to two places; null where nothing was paid. */
    public static @Nullable BigDecimal percent(BigInteger savings, BigInteger baseline) {
        return baseline.signum() == 0
                ? null
                : new BigDecimal(savings.multiply(BigInteger.valueOf(100)))
                        .divide(new BigDecimal(baseline), 2, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros();
    }
}
