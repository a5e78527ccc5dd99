package io.tokenledger.report.recommendation;

import java.math.BigInteger;
import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * What became of an accepted move in one month. Amounts in 1e-12 of the currency.
 *
 * @param partial whether it is not the whole month: the move began in it, or it is not over
 * @param requests of source and target together, those without a price left out
 * @param targetRequests null: source and target are the same place
 * @param actualPico what these cost
 * @param counterfactualPico what they would have cost without the move; null, as the effects: not known
 * @param baselineRequests as many as the baseline had in the same time
 * @param forecast for as many requests
 * @param note why something is not known; null: all is
 */
record TrackedMonth(
        YearMonth month,
        Instant from,
        Instant until,
        boolean partial,
        long requests,
        @Nullable Long targetRequests,
        long unpricedRequests,
        BigInteger actualPico,
        @Nullable BigInteger counterfactualPico,
        @Nullable Effects effects,
        long baselineRequests,
        Saving forecast,
        @Nullable String note) {

    /**
     * Where the realised saving comes from; the three add up to it exactly.
     *
     * @param ratePico what the move saves on as many requests as the baseline had, at the prices of the forecast
     * @param volumePico the same on the requests that came or went since
     * @param pricePico what prices that changed since add or take
     */
    record Effects(BigInteger ratePico, BigInteger volumePico, BigInteger pricePico) {
        static final Effects NONE = new Effects(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

        BigInteger realisedPico() {
            return ratePico.add(volumePico).add(pricePico);
        }

        Effects plus(Effects other) {
            return new Effects(
                    ratePico.add(other.ratePico), volumePico.add(other.volumePico), pricePico.add(other.pricePico));
        }
    }
}
