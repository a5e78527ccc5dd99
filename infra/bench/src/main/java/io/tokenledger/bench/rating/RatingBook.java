package io.tokenledger.bench.rating;

import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.pricebook.BundledPrices;
import io.tokenledger.pricing.rating.Adjustment;
import io.tokenledger.pricing.rating.Price;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.Rates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The book that is rated by: the bundled lists, a tenant's contract, a tenant's discount, a region's uplift. */
final class RatingBook {
    static final String TENANT_WITH_CONTRACT = "contracted";
    static final String TENANT_WITH_DISCOUNT = "discounted";
    static final String UPLIFTED_REGION = "eu";

    private static final Instant EVER_SINCE = Instant.parse("2020-01-01T00:00:00Z");
    private static final long TENTH_MORE = 1_100_000;
    private static final long FIFTEEN_PERCENT_OFF = 850_000;

    private RatingBook() {}

    static PriceBook make() {
        var prices = new ArrayList<>(BundledPrices.prices(BundledPrices.rows()));
        prices.addAll(contract(prices));
        return new PriceBook(new PriceBook.Contents(
                1,
                prices,
                BundledPrices.names(),
                Map.of(),
                List.of(
                        adjustment(1, Adjustment.Kind.UPLIFT, "", "anthropic", "", UPLIFTED_REGION, TENTH_MORE),
                        adjustment(
                                2,
                                Adjustment.Kind.DISCOUNT,
                                TENANT_WITH_DISCOUNT,
                                "openai",
                                "",
                                "",
                                FIFTEEN_PERCENT_OFF),
                        adjustment(
                                3,
                                Adjustment.Kind.DISCOUNT,
                                TENANT_WITH_DISCOUNT,
                                "anthropic",
                                "claude-*",
                                "",
                                FIFTEEN_PERCENT_OFF))));
    }

    /** Every second list price, a pico cheaper per input token: by its cost one can tell it from the list. */
    private static List<Price> contract(List<Price> list) {
        return list.stream()
                .filter(price -> price.priceId() % 2 == 0)
                .map(price -> new Price(
                        price.priceId() + list.size(),
                        TENANT_WITH_CONTRACT,
                        price.provider(),
                        price.model(),
                        price.serviceTier(),
                        price.region(),
                        price.contextOverTokens(),
                        price.window(),
                        price.validFrom(),
                        price.validUntil(),
                        price.currency(),
                        cheaper(price.rates())))
                .toList();
    }

    private static Rates cheaper(Rates rates) {
        var own = new java.util.HashMap<Meter, Long>(rates.own());
        own.computeIfPresent(Meter.INPUT, (_, pico) -> pico - 1);
        return Rates.of(own);
    }

    private static Adjustment adjustment(
            long id,
            Adjustment.Kind kind,
            String tenant,
            String provider,
            String model,
            String region,
            long millionths) {
        return new Adjustment(id, kind, tenant, provider, model, "", region, millionths, EVER_SINCE, null);
    }
}
