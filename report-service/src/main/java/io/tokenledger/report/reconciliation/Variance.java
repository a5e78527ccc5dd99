package io.tokenledger.report.reconciliation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the vendors' bills are from the books over a period, by the latest comparison of each day.
 *
 * @param providers by name, then currency; empty: nothing was compared, which is not the same as no variance
 */
public record Variance(List<ProviderVariance> providers) {
    private static final int SHARE_PLACES = 6;

    public Variance {
        providers = providers.stream()
                .sorted(Comparator.comparing(ProviderVariance::provider).thenComparing(ProviderVariance::currency))
                .toList();
    }

    /**
     * Of one provider, in one currency.
     *
     * @param billedPico what the vendor says, in 1e-12 of the currency, as the next two
     * @param bookedPico what the ledger held when it was compared
     * @param acceptedPico of the difference, what somebody has accepted; signed as the difference
     * @param comparedDays days (UTC) of the period that were compared
     * @param comparedAt the latest of the comparisons
     */
    public record ProviderVariance(
            String provider,
            String currency,
            BigInteger billedPico,
            BigInteger bookedPico,
            BigInteger acceptedPico,
            int comparedDays,
            Instant comparedAt) {

        /** Billed less booked less accepted, in 1e-12 of the currency: positive where the vendor bills more. */
        public BigInteger unexplainedPico() {
            return billedPico.subtract(bookedPico).subtract(acceptedPico);
        }
    }

    /** Whether anything was compared. */
    public boolean isCompared() {
        return !providers.isEmpty();
    }

    /**
     * What is unexplained, of what was billed, as a decimal from 0 on with six places, rounded up. Differences of one provider
     * never make up for those of another. In several currencies the greatest of theirs. Null: nothing was billed, so that
     * there is no share; where something is unexplained nevertheless it is 1.
     */
    public @Nullable BigDecimal share() {
        Map<String, BigInteger> billed = new HashMap<>();
        Map<String, BigInteger> unexplained = new HashMap<>();
        for (ProviderVariance each : providers) {
            billed.merge(each.currency(), each.billedPico().abs(), BigInteger::add);
            unexplained.merge(each.currency(), each.unexplainedPico().abs(), BigInteger::add);
        }
        BigDecimal greatest = null;
        for (Map.Entry<String, BigInteger> each : billed.entrySet()) {
            BigDecimal share = share(unexplained.getOrDefault(each.getKey(), BigInteger.ZERO), each.getValue());
            if (share != null && (greatest == null || share.compareTo(greatest) > 0)) {
                greatest = share;
            }
        }
        return greatest;
    }

    private static @Nullable BigDecimal share(BigInteger unexplained, BigInteger billed) {
        if (billed.signum() == 0) {
            return unexplained.signum() == 0 ? null : BigDecimal.ONE;
        }
        return new BigDecimal(unexplained).divide(new BigDecimal(billed), SHARE_PLACES, RoundingMode.CEILING);
    }
}
