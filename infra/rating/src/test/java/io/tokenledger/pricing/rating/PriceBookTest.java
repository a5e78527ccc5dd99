package io.tokenledger.pricing.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which price a request finds, in order of precedence; and what it says where there is none. */
class PriceBookTest {
    private static final String AT = "2026-03-01T00:00:00Z";

    @Test
    void contractBeatsListForItsTenantOnly() {
        var book = book(price(1, "", "m", "standard", 0, 100), price(2, "acme", "m", "standard", 0, 70));
        assertThat(priceId(book, "acme", "m", "standard", 1)).isEqualTo(2);
        assertThat(priceId(book, "other", "m", "standard", 1)).isEqualTo(1);
        assertThat(priceId(book, "", "m", "standard", 1)).isEqualTo(1);
    }

    @Test
    void gatewaysCacheHitIsFreeWhateverTheBookSays() {
        var book = book(price(1, "", "m", "standard", 0, 100), price(2, "", "m", "gateway_cache", 0, 100));
        for (String model : List.of("m", "unheard-of")) {
            assertThat(book.rate(request("", model, "gateway_cache", AT, Usages.input(1))))
                    .isInstanceOfSatisfying(
                            Free.class, free -> assertThat(free.reason()).isEqualTo("gateway_cache"));
        }
        assertThat(book.rate(request("", "unheard-of", "standard", AT, Usages.input(1))))
                .isInstanceOf(Unpriced.class);
    }

    @Test
    void contractForTheModelBeatsListForTheSnapshot() {
        var book = book(price(1, "", "m-1", "standard", 0, 100), price(2, "acme", "m", "standard", 0, 70));
        assertThat(priceId(book, "acme", "m-1", "standard", 1)).isEqualTo(2);
        assertThat(priceId(book, "other", "m-1", "standard", 1)).isEqualTo(1);
    }

    @Test
    void contractThatHasNoPriceAtTheTimeLeavesTheList() {
        var ended = price(2, "acme", "", "m", TimeWindow.ALWAYS, from("2026-02-01"), input(70));
        assertThat(priceId(book(price(1, "", "m", "standard", 0, 100), ended), "acme", "m", "standard", 1))
                .isEqualTo(1);
    }

    @Test
    void exactModelBeatsAlias() {
        var book = book(price(1, "", "m", "standard", 0, 100), price(2, "", "m-1", "standard", 0, 70));
        assertThat(priceId(book, "", "m-1", "standard", 1)).isEqualTo(2);
        assertThat(priceId(book, "", "m-2", "standard", 1)).isEqualTo(1);
    }

    @Test
    void highestThresholdExceededAppliesToTheWholeRequest() {
        var book = book(
                price(1, "", "m", "standard", 0, 1),
                price(2, "", "m", "standard", 200, 2),
                price(3, "", "m", "standard", 500, 3));
        assertThat(priceId(book, "", "m", "standard", 200)).isEqualTo(1);
        assertThat(priceId(book, "", "m", "standard", 201)).isEqualTo(2);
        assertThat(priceId(book, "", "m", "standard", 500)).isEqualTo(2);
        assertThat(priceId(book, "", "m", "standard", 501)).isEqualTo(3);
        assertThat(cost(book, Usages.input(501))).isEqualTo(BigInteger.valueOf(3 * 501));
    }

    @Test
    void aggregateIsOverAThresholdIfItsMeanRequestIs() {
        var book = book(price(1, "", "m", "standard", 0, 1), price(2, "", "m", "standard", 200, 2));
        Meters tenRequestsOf200 =
                Meters.builder().set(Meter.INPUT, 2000).set(Meter.REQUESTS, 10).build();
        Meters oneTokenMore =
                Meters.builder().set(Meter.INPUT, 2001).set(Meter.REQUESTS, 10).build();
        assertThat(cost(book, tenRequestsOf200)).isEqualTo(BigInteger.valueOf(2000));
        assertThat(cost(book, oneTokenMore)).isEqualTo(BigInteger.valueOf(2 * 2001));
    }

    @Test
    void thresholdCountsEveryKindOfInputToken() {
        var book = book(price(1, "", "m", "standard", 0, 1), price(2, "", "m", "standard", 200, 2));
        Meters meters = Meters.builder()
                .set(Meter.INPUT, 1)
                .set(Meter.CACHED_INPUT, 100)
                .set(Meter.CACHE_WRITE, 50)
                .set(Meter.CACHE_WRITE_1H, 30)
                .set(Meter.AUDIO_INPUT, 10)
                .set(Meter.IMAGE_INPUT, 10)
                .build();
        assertThat(cost(book, meters)).isEqualTo(BigInteger.valueOf(2 * 201));
    }

    @Test
    void tierWithoutPriceIsUnpricedNeverStandard() {
        assertThat(reason(book(price(1, "", "m", "standard", 0, 1)), "m", "batch", Usages.input(1)))
                .isEqualTo(UnpricedReason.TIER_UNKNOWN);
    }

    @Test
    void unknownModelUnknownTimeAndUnknownMeterAreUnpriced() {
        var book = book(price(1, "", "m", "standard", 0, 1));
        assertThat(reason(book, "x", "standard", Usages.input(1))).isEqualTo(UnpricedReason.MODEL_UNKNOWN);
        assertThat(reason(book, "m", "standard", Usages.of(Meter.WEB_SEARCHES, 1)))
                .isEqualTo(UnpricedReason.METER_UNPRICED);
        assertThat(reason(book, "m", "standard", Usages.of(Meter.OUTPUT, 1))).isEqualTo(UnpricedReason.METER_UNPRICED);
        assertThat(book.rate(request("", "m", "standard", "2025-12-31T23:59:59Z", Usages.input(1))))
                .isInstanceOfSatisfying(
                        Unpriced.class,
                        unpriced -> assertThat(unpriced.reason()).isEqualTo(UnpricedReason.NO_PRICE_AT_TIME));
    }

    @Test
    void priceOfZeroIsAPrice() {
        assertThat(cost(book(price(1, "", "m", "standard", 0, 0)), Usages.input(5)))
                .isEqualTo(BigInteger.ZERO);
    }

    @Test
    void requestsAreFreeUnlessTheListPricesThem() {
        Meters threeRequests =
                Meters.builder().set(Meter.INPUT, 10).set(Meter.REQUESTS, 3).build();
        assertThat(cost(book(price(1, "", "m", "standard", 0, 2)), threeRequests))
                .isEqualTo(BigInteger.valueOf(20));
        var priced = price(
                1, "", "", "m", TimeWindow.ALWAYS, null, Rates.of(Map.of(Meter.INPUT, 2L, Meter.REQUESTS, 1_000L)));
        assertThat(cost(book(priced), threeRequests)).isEqualTo(BigInteger.valueOf(3_020));
    }

    @Test
    void meterWithoutOwnRateTakesItsParentsAndTheLineSaysSo() {
        var rates = Rates.of(Map.of(Meter.INPUT, 10L, Meter.CACHE_WRITE, 12L, Meter.OUTPUT, 40L));
        var meters = Meters.builder();
        for (Meter meter : Meter.builtIn()) {
            meters.set(meter, meter.equals(Meter.WEB_SEARCHES) ? 0 : 1);
        }
        assertThat(rates.lines(meters.build()))
                .extracting(CostLine::meter, CostLine::unitPricePico, CostLine::pricedAs)
                .containsExactly(
                        tuple(Meter.INPUT, 10, null),
                        tuple(Meter.CACHED_INPUT, 10, Meter.INPUT),
                        tuple(Meter.CACHE_WRITE, 12, null),
                        tuple(Meter.CACHE_WRITE_1H, 12, Meter.CACHE_WRITE),
                        tuple(Meter.AUDIO_INPUT, 10, Meter.INPUT),
                        tuple(Meter.IMAGE_INPUT, 10, Meter.INPUT),
                        tuple(Meter.OUTPUT, 40, null),
                        tuple(Meter.REASONING, 40, Meter.OUTPUT),
                        tuple(Meter.AUDIO_OUTPUT, 40, Meter.OUTPUT),
                        tuple(Meter.VIDEO_INPUT, 10, Meter.INPUT),
                        tuple(Meter.CACHED_AUDIO_INPUT, 10, Meter.INPUT),
                        tuple(Meter.CACHED_IMAGE_INPUT, 10, Meter.INPUT),
                        tuple(Meter.IMAGE_OUTPUT, 40, Meter.OUTPUT),
                        tuple(Meter.VIDEO_OUTPUT, 40, Meter.OUTPUT));
    }

    @Test
    void costBeyondALongIsExact() {
        var book = book(price(1, "", "m", "standard", 0, Long.MAX_VALUE));
        Meters meters = Meters.builder()
                .set(Meter.INPUT, 10_000_000_000L)
                .set(Meter.CACHED_INPUT, 7)
                .build();
        assertThat(cost(book, meters))
                .isEqualTo(BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.valueOf(10_000_000_007L)));
    }

    @Test
    void sumBeyondALongIsExactWhereNoLineIs() {
        var book = book(price(1, "", "m", "standard", 0, Long.MAX_VALUE / 2));
        Meters meters = Meters.builder()
                .set(Meter.INPUT, 2)
                .set(Meter.CACHED_INPUT, 2)
                .set(Meter.AUDIO_INPUT, 2)
                .build();
        assertThat(cost(book, meters))
                .isEqualTo(BigInteger.valueOf(Long.MAX_VALUE / 2).multiply(BigInteger.valueOf(6)));
    }

    @Test
    void overlappingPricesAreRefused() {
        assertThatThrownBy(() -> book(price(1, "", "m", "standard", 0, 1), price(2, "", "m", "standard", 0, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("overlap");
    }

    private static Tuple tuple(Meter meter, long pico, @Nullable Meter pricedAs) {
        return Tuple.tuple(meter, pico, pricedAs);
    }

    private static PriceBook book(Price... prices) {
        return new PriceBook(new PriceBook.Contents(
                1,
                List.of(prices),
                List.of(ModelName.of("p", "m-1", "m"), ModelName.of("p", "m-2", "m")),
                Map.of("other-p", List.of("p")),
                List.of()));
    }

    private static Price price(long id, String tenant, String model, String tier, long over, long inputPico) {
        return new Price(
                id,
                tenant,
                "p",
                model,
                tier,
                "",
                over,
                TimeWindow.ALWAYS,
                from("2026-01-01"),
                null,
                "USD",
                input(inputPico));
    }

    private static Price price(
            long id,
            String tenant,
            String region,
            String model,
            TimeWindow window,
            @Nullable Instant until,
            Rates rates) {
        return new Price(
                id, tenant, "p", model, "standard", region, 0, window, from("2026-01-01"), until, "USD", rates);
    }

    private static Rates input(long pico) {
        return Rates.of(Map.of(Meter.INPUT, pico));
    }

    private static Instant from(String date) {
        return Instant.parse(date + "T00:00:00Z");
    }

    private static RatingRequest request(String tenant, String model, String tier, String at, Meters meters) {
        return new RatingRequest(tenant, "p", model, tier, "", Instant.parse(at), meters);
    }

    private static long priceId(PriceBook book, String tenant, String model, String tier, long input) {
        Rated rated = book.rate(request(tenant, model, tier, AT, Usages.input(input)));
        assertThat(rated).isInstanceOf(Priced.class);
        return ((Priced) rated).price().priceId();
    }

    private static BigInteger cost(PriceBook book, Meters meters) {
        Rated rated = book.rate(request("", "m", "standard", AT, meters));
        assertThat(rated).isInstanceOf(Priced.class);
        return ((Priced) rated).costPico();
    }

    private static UnpricedReason reason(PriceBook book, String model, String tier, Meters meters) {
        Rated rated = book.rate(request("", model, tier, AT, meters));
        assertThat(rated).isInstanceOf(Unpriced.class);
        return ((Unpriced) rated).reason();
    }
}
