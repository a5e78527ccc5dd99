package io.tokenledger.report.recommendation;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.RatingRequest;
import io.tokenledger.pricing.rating.Terms;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Prices sums of requests by the price book for one tenant. Exact where all of them take the same price list. Pure. */
record MixPricer(PriceBook book, String tenant) {
    /** In 1e-12 of the currency. */
    record Amount(BigInteger pico, String currency) {}

    /** What the requests cost at that time; null: the book has no price for them, or for something that they used. */
    @Nullable
    Amount cost(Mix mix, Instant at) {
        Terms terms = terms(mix, at);
        if (terms == null) {
            return null;
        }
        BigInteger cost = BigInteger.ZERO;
        for (Map.Entry<Meter, Long> quantity : mix.quantities().entrySet()) {
            OptionalLong pico = terms.charged().picoPerUnit(quantity.getKey());
            if (pico.isEmpty()) {
                return null;
            }
            cost = cost.add(BigInteger.valueOf(quantity.getValue()).multiply(BigInteger.valueOf(pico.getAsLong())));
        }
        return new Amount(cost, terms.price().currency());
    }

    /** The price list that they take; null: none. */
    @Nullable
    Terms terms(Mix mix, Instant at) {
        return book.termsFor(request(mix, at));
    }

    RatingRequest request(Mix mix, Instant at) {
        return new RatingRequest(
                tenant,
                mix.provider(),
                mix.model(),
                mix.serviceTier(),
                mix.region(),
                at,
                Meters.builder().set(Meter.INPUT, mix.inputTokensOfOne()).build());
    }
}
