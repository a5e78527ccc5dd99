package io.tokenledger.bench.rating;

import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.rating.CostLine;
import io.tokenledger.pricing.rating.PicoAmount;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.Priced;
import io.tokenledger.pricing.rating.RatingRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether both did the work: where the peer has the same unit prices for all that a case used, its total must be our
 * cost, but for the rounding of its binary fractions. Where it has others (no tiers, no contracts, other eras) nothing
 * can be said.
 *
 * @param samePrices cases with the same unit prices, which all agree
 * @param otherPrices cases with other unit prices
 */
record Agreement(int samePrices, int otherPrices) {
    private static final BigDecimal TOLERANCE = new BigDecimal("1e-9");
    private static final BigDecimal TOKENS_PER_PRICE = new BigDecimal("1e6");
    private static final BigDecimal SEARCHES_PER_PRICE = new BigDecimal("1e3");

    /** For each meter the peer's price, then the one that the peer falls back on. */
    private static final Map<Meter, List<String>> PRICE_KEYS = Map.of(
            Meter.INPUT, List.of("input_mtok"),
            Meter.CACHED_INPUT, List.of("cache_read_mtok", "input_mtok"),
            Meter.CACHE_WRITE, List.of("cache_write_mtok", "input_mtok"),
            Meter.CACHE_WRITE_1H, List.of("cache_write_1h_mtok", "cache_write_mtok", "input_mtok"),
            Meter.AUDIO_INPUT, List.of("input_audio_mtok", "input_mtok"),
            Meter.OUTPUT, List.of("output_mtok"),
            Meter.REASONING, List.of("output_reasoning_mtok", "output_mtok"),
            Meter.WEB_SEARCHES, List.of("web_searches_kcount"));

    /** Compares case by case; fails at the first that has the same unit prices and another total. */
    static Agreement check(PriceBook book, List<RatingRequest> cases, List<Peer.Answer> answers) {
        int same = 0;
        for (Peer.Answer answer : answers) {
            RatingRequest request = cases.get(answer.number());
            if (!(book.rate(request) instanceof Priced priced)) {
                throw new IllegalStateException("not priced: " + request);
            }
            boolean samePrices =
                    priced.terms().charged().lines(request.meters()).stream().allMatch(line -> same(line, answer));
            if (samePrices) {
                same++;
                BigDecimal cost = new BigDecimal(priced.costPico(), PicoAmount.SCALE);
                BigDecimal difference = cost.subtract(answer.total()).abs();
                if (difference.compareTo(cost.multiply(TOLERANCE)) > 0) {
                    throw new IllegalStateException("the peer has the same unit prices and makes " + answer.total()
                            + " of it, we " + cost.toPlainString() + ": " + request);
                }
            }
        }
        return new Agreement(same, answers.size() - same);
    }

    private static boolean same(CostLine line, Peer.Answer answer) {
        BigDecimal theirs = unitPrice(line.meter(), answer);
        return theirs != null && theirs.compareTo(BigDecimal.valueOf(line.unitPricePico(), PicoAmount.SCALE)) == 0;
    }

    private static @Nullable BigDecimal unitPrice(Meter meter, Peer.Answer answer) {
        for (String key : PRICE_KEYS.getOrDefault(meter, List.of())) {
            BigDecimal price = answer.prices().get(key);
            if (price != null) {
                return price.divide(meter.equals(Meter.WEB_SEARCHES) ? SEARCHES_PER_PRICE : TOKENS_PER_PRICE);
            }
        }
        return null;
    }
}
