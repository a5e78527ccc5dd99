package io.tokenledger.report.recommendation;

import io.tokenledger.report.recommendation.MixPricer.Amount;
import io.tokenledger.report.recommendation.TrackedMonth.Effects;
import io.tokenledger.report.recommendation.TrackedMove.Side;
import io.tokenledger.report.whatif.Stretches;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds an accepted move's months against what they would have cost without it: the same number of requests, of the kinds
 * and sizes of the frozen baseline, at the prices of their own time. Every amount is rounded once, half-even to a pico;
 * rate, volume and price add up to the realised saving exactly. Pure.
 */
final class Tracker {
    /** Tells amounts in the currency of the forecast. */
    interface Rates {
        BigDecimal of(Amount amount, int stretch);

        /** At the rate of the day of the forecast. */
        BigDecimal ofForecast(Amount amount);
    }

    private final TrackedMove move;
    private final MixPricer pricer;
    private final Stretches stretches;
    private final Rates rates;
    private final Map<Integer, @Nullable BigDecimal> baselineCosts = new HashMap<>();

    /**
     * @param stretches cut where months begin and where the baseline's prices change
     */
    Tracker(TrackedMove move, MixPricer pricer, Stretches stretches, Rates rates) {
        this.move = move;
        this.pricer = pricer;
        this.stretches = stretches;
        this.rates = rates;
    }

    /** Sums over the lines of one month. */
    private static final class Sums {
        private long requests;
        private long targetRequests;
        private long unpriced;
        private BigDecimal actual = BigDecimal.ZERO;
        private @Nullable BigDecimal counterfactual = BigDecimal.ZERO;
        private @Nullable BigDecimal actualAtForecastPrices = BigDecimal.ZERO;

        static @Nullable BigDecimal plus(@Nullable BigDecimal sum, @Nullable BigDecimal more) {
            return sum == null || more == null ? null : sum.add(more);
        }
    }

    /** One month, of lines that may be of others, too. */
    TrackedMonth month(TrackedTime time, List<UsedLine> lines) {
        Sums sums = new Sums();
        for (UsedLine line : lines) {
            Instant start = stretches.start(line.stretch());
            if (!start.isBefore(time.from()) && start.isBefore(time.until())) {
                add(sums, line);
            }
        }
        return month(time, sums);
    }

    private void add(Sums sums, UsedLine line) {
        Side side = move.side(line, Sources.named(pricer.book(), move.tenant(), line.provider(), line.model()));
        if (side == Side.ELSEWHERE) {
            return;
        }
        if (!line.isPriced()) {
            sums.unpriced += line.requests();
            return;
        }
        BigDecimal requests = BigDecimal.valueOf(line.requests());
        sums.requests += line.requests();
        sums.targetRequests += side == Side.TARGET ? line.requests() : 0;
        sums.actual = sums.actual.add(rates.of(new Amount(line.costPico(), line.currency()), line.stretch()));
        BigDecimal baseline = baselineCost(line.stretch());
        sums.counterfactual = Sums.plus(sums.counterfactual, baseline == null ? null : baseline.multiply(requests));
        Amount then = pricer.cost(Mix.of(line), move.pricesAt());
        sums.actualAtForecastPrices =
                Sums.plus(sums.actualAtForecastPrices, then == null ? null : rates.ofForecast(then));
    }

    /** The whole baseline at the prices of a stretch of time; null: something of it has no price then. */
    private @Nullable BigDecimal baselineCost(int stretch) {
        if (!baselineCosts.containsKey(stretch)) {
            BigDecimal sum = BigDecimal.ZERO;
            for (Mix part : move.mix()) {
                Amount cost = pricer.cost(part, stretches.start(stretch));
                sum = Sums.plus(sum, cost == null ? null : rates.of(cost, stretch));
            }
            baselineCosts.put(stretch, sum);
        }
        return baselineCosts.get(stretch);
    }

    private TrackedMonth month(TrackedTime time, Sums sums) {
        BigInteger actual = pico(sums.actual);
        BigInteger counterfactual = sums.counterfactual == null ? null : perBaselineRequest(sums.counterfactual);
        BigInteger seconds =
                BigInteger.valueOf(Duration.between(time.from(), time.until()).toSeconds());
        Effects effects = counterfactual == null || sums.actualAtForecastPrices == null
                ? null
                : effects(sums.requests, seconds, counterfactual.subtract(actual), pico(sums.actualAtForecastPrices));
        return new TrackedMonth(
                time.month(),
                time.from(),
                time.until(),
                time.partial(),
                sums.requests,
                move.targetRequests() == null ? null : Long.valueOf(sums.targetRequests),
                sums.unpriced,
                actual,
                counterfactual,
                effects,
                new BigDecimal(BigInteger.valueOf(move.requests()).multiply(seconds))
                        .divide(new BigDecimal(move.seconds()), 0, RoundingMode.HALF_EVEN)
                        .longValueExact(),
                forecast(sums.requests),
                note(sums));
    }

    private Effects effects(long requests, BigInteger seconds, BigInteger realised, BigInteger actualAtForecastPrices) {
        BigInteger savedAtForecastPrices = share(move.costPico(), requests).subtract(actualAtForecastPrices);
        if (requests == 0) {
            return new Effects(BigInteger.ZERO, savedAtForecastPrices, realised.subtract(savedAtForecastPrices));
        }
        BigInteger rate = pico(new BigDecimal(savedAtForecastPrices
                        .multiply(BigInteger.valueOf(move.requests()))
                        .multiply(seconds))
                .divide(
                        new BigDecimal(BigInteger.valueOf(requests).multiply(move.seconds())),
                        0,
                        RoundingMode.HALF_EVEN));
        return new Effects(rate, savedAtForecastPrices.subtract(rate), realised.subtract(savedAtForecastPrices));
    }

    private Saving forecast(long requests) {
        Saving all = move.forecast();
        return new Saving(
                share(all.lowPico(), requests), share(all.expectedPico(), requests), share(all.highPico(), requests));
    }

    /** What of an amount of the baseline falls on so many requests. */
    private BigInteger share(BigInteger ofBaseline, long requests) {
        return perBaselineRequest(new BigDecimal(ofBaseline.multiply(BigInteger.valueOf(requests))));
    }

    private BigInteger perBaselineRequest(BigDecimal amount) {
        return amount.divide(BigDecimal.valueOf(move.requests()), 0, RoundingMode.HALF_EVEN)
                .toBigIntegerExact();
    }

    private static @Nullable String note(Sums sums) {
        if (sums.counterfactual == null) {
            return "some of the baseline's usage has no price in this month: what it would have cost is not known";
        }
        if (sums.actualAtForecastPrices == null) {
            return "some of the month's usage had no price when it was forecast: rate, volume and price are not told apart";
        }
        return null;
    }

    private static BigInteger pico(BigDecimal amount) {
        return amount.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact();
    }
}
