package io.tokenledger.report.outlook;

import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.report.whatif.Basket;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a line's usage costs in the times to come: its basket at the prices of each time, per input token, per output token
 * and per request of the basket. Fractions stay fractions; a cost is rounded once, half-even, to a pico. Pure.
 */
final class UnitCosts {
    /** Tells an amount in the answer's currency. */
    @FunctionalInterface
    interface Conversion {
        BigDecimal convert(BigDecimal pico, String currency);
    }

    /** Usage of a line: whole numbers, each to be divided by {@code divisor}. */
    record Volume(long requests, long inputTokens, long outputTokens, long divisor) {
        static Volume of(long requests, long inputTokens, long outputTokens) {
            return new Volume(requests, inputTokens, outputTokens, 1);
        }
    }

    /**
     * @param costPico of what has a price; null: nothing has one
     * @param unpricedRequests half-even to a whole one
     */
    record Priced(@Nullable BigInteger costPico, long unpricedRequests) {}

    /** The whole basket at one time. */
    private record OfBasket(
            BigDecimal inputPico, BigDecimal outputPico, BigDecimal unitsPico, long unpricedRequests, boolean known) {}

    private final Basket basket;
    private final NavigableMap<Instant, OfBasket> from = new TreeMap<>();

    /**
     * @param starts of the stretches within which prices do not change, the first of them the first time that is priced
     */
    UnitCosts(Basket basket, PriceBook book, SortedSet<Instant> starts, Conversion conversion) {
        this.basket = basket;
        for (Instant start : starts) {
            from.put(start, ofBasket(basket.at(book, start), conversion));
        }
    }

    private static OfBasket ofBasket(Basket.Cost cost, Conversion conversion) {
        BigDecimal input = BigDecimal.ZERO;
        BigDecimal output = BigDecimal.ZERO;
        BigDecimal units = BigDecimal.ZERO;
        for (Map.Entry<String, Basket.Sides> priced : cost.byCurrency().entrySet()) {
            Basket.Sides sides = priced.getValue();
            input = input.add(conversion.convert(sides.inputPico(), priced.getKey()));
            output = output.add(conversion.convert(sides.outputPico(), priced.getKey()));
            units = units.add(conversion.convert(sides.unitsPico(), priced.getKey()));
        }
        return new OfBasket(
                input,
                output,
                units,
                cost.unpricedRequests(),
                !cost.byCurrency().isEmpty());
    }

    /** What usage costs that is spread over a span of time as the profile says. */
    Priced price(Volume volume, Instant start, Instant end, DayProfile profile) {
        BigDecimal numerator = BigDecimal.ZERO;
        BigDecimal unpriced = BigDecimal.ZERO;
        boolean known = false;
        BigInteger whole = BigInteger.ZERO;
        Map<Instant, BigInteger> weights = weights(start, end, profile);
        for (Map.Entry<Instant, BigInteger> part : weights.entrySet()) {
            OfBasket then = from.floorEntry(part.getKey()).getValue();
            BigDecimal weight = new BigDecimal(part.getValue());
            numerator = numerator.add(weight.multiply(numerator(volume, then)));
            unpriced = unpriced.add(weight.multiply(BigDecimal.valueOf(then.unpricedRequests)));
            known |= then.known;
            whole = whole.add(part.getValue());
        }
        BigDecimal parts = new BigDecimal(whole).multiply(BigDecimal.valueOf(volume.divisor));
        return new Priced(
                known ? wholePico(numerator, parts.multiply(denominator())) : null,
                basket.requests() <= 0
                        ? 0
                        : wholePico(
                                        unpriced.multiply(BigDecimal.valueOf(volume.requests)),
                                        parts.multiply(BigDecimal.valueOf(basket.requests())))
                                .longValueExact());
    }

    /** What the parts of a span weigh between which prices change: as the profile says, or by their seconds. */
    private Map<Instant, BigInteger> weights(Instant start, Instant end, DayProfile profile) {
        var starts = new TreeMap<Instant, BigInteger>();
        starts.put(start, BigInteger.ONE);
        from.subMap(start, false, end, false).keySet().forEach(change -> starts.put(change, BigInteger.ONE));
        if (starts.size() == 1) {
            return starts;
        }
        DayProfile weighing = profile.weight(start, end).signum() == 0 ? DayProfile.even() : profile;
        starts.replaceAll((part, _) -> {
            Instant next = starts.higherKey(part);
            return weighing.weight(part, next == null ? end : next);
        });
        return starts;
    }

    /** Cost times {@link #denominator}. */
    private BigDecimal numerator(Volume volume, OfBasket then) {
        BigDecimal requests = divisor(basket.requests());
        BigDecimal input = divisor(basket.inputTokens());
        BigDecimal output = divisor(basket.outputTokens());
        return BigDecimal.valueOf(volume.inputTokens)
                .multiply(then.inputPico)
                .multiply(output)
                .multiply(requests)
                .add(BigDecimal.valueOf(volume.outputTokens)
                        .multiply(then.outputPico)
                        .multiply(input)
                        .multiply(requests))
                .add(BigDecimal.valueOf(volume.requests)
                        .multiply(then.unitsPico)
                        .multiply(input)
                        .multiply(output));
    }

    private BigDecimal denominator() {
        return divisor(basket.requests())
                .multiply(divisor(basket.inputTokens()))
                .multiply(divisor(basket.outputTokens()));
    }

    /** Where there is none of it in the basket, its cost there is nothing, and anything divides nothing. */
    private static BigDecimal divisor(long inBasket) {
        return BigDecimal.valueOf(inBasket <= 0 ? 1 : inBasket);
    }

    /** The one place where a forecast's cost is rounded. */
    private static BigInteger wholePico(BigDecimal numerator, BigDecimal denominator) {
        return numerator.divide(denominator, 0, RoundingMode.HALF_EVEN).toBigIntegerExact();
    }

    /** What usage costs at the first of the times: a statistic, for intervals. */
    double roughly(double requests, double inputTokens, double outputTokens) {
        OfBasket now = from.firstEntry().getValue();
        return requests
                        * now.unitsPico.doubleValue()
                        / divisor(basket.requests()).doubleValue()
                + inputTokens
                        * now.inputPico.doubleValue()
                        / divisor(basket.inputTokens()).doubleValue()
                + outputTokens
                        * now.outputPico.doubleValue()
                        / divisor(basket.outputTokens()).doubleValue();
    }
}
