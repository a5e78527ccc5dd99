package io.tokenledger.pricing.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.pricebook.BundledBook;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The prices that the vendors announced, in the bundled book. Expected amounts are written out by hand. */
class PriceAnchorsTest {
    private static final PriceBook BOOK = BundledBook.book();
    private static final String NOW = "2026-11-20T10:15:30.123456Z";
    private static final long MILLION = 1_000_000;

    @Test
    void bookOf75000WordsCosts11CentsToReadOnO4Mini() {
        assertThat(cost("o4-mini", "standard", NOW, of(Meter.INPUT, 100_000))).isEqualTo("0.11");
    }

    static Stream<Arguments> pricesPerMillion() {
        return Stream.of(
                arguments("o4-mini", "standard", "2025-04-16T00:00:00Z", "1.1", "0.275", "4.4"),
                arguments("o4-mini", "batch", NOW, "0.55", "0.1375", "2.2"),
                arguments("o4-mini", "flex", NOW, "0.55", "0.1375", "2.2"),
                arguments("o4-mini", "priority", NOW, "2", "0.5", "8"),
                arguments("o3", "standard", "2025-04-16T00:00:00Z", "10", "2.5", "40"),
                arguments("o3", "standard", "2025-06-09T23:59:59Z", "10", "2.5", "40"),
                arguments("o3", "standard", "2025-06-09T23:59:59.999999Z", "10", "2.5", "40"),
                arguments("o3", "standard", "2025-06-10T00:00:00Z", "2", "0.5", "8"),
                arguments("o3", "batch", "2025-06-09T23:59:59Z", "5", "1.25", "20"),
                arguments("o3", "flex", "2025-06-09T23:59:59Z", "5", "1.25", "20"),
                arguments("o3", "batch", "2025-06-10T00:00:00Z", "1", "0.25", "4"),
                arguments("o3", "flex", "2025-06-10T00:00:00Z", "1", "0.25", "4"),
                arguments("o3", "priority", NOW, "3.5", "0.875", "14"),
                arguments("o3-mini", "standard", NOW, "1.1", "0.55", "4.4"),
                arguments("o3-mini", "batch", NOW, "0.55", "0.275", "2.2"),
                arguments("o1", "standard", NOW, "15", "7.5", "60"),
                arguments("o1", "batch", NOW, "7.5", "3.75", "30"));
    }

    @ParameterizedTest
    @MethodSource("pricesPerMillion")
    void millionTokensCostWhatTheVendorSays(
            String model, String tier, String at, String input, String cached, String output) {
        assertThat(cost(model, tier, at, of(Meter.INPUT, MILLION))).isEqualTo(input);
        assertThat(cost(model, tier, at, of(Meter.CACHED_INPUT, MILLION))).isEqualTo(cached);
        assertThat(cost(model, tier, at, of(Meter.OUTPUT, MILLION))).isEqualTo(output);
        assertThat(cost(model, tier, at, of(Meter.REASONING, MILLION))).isEqualTo(output);
    }

    @Test
    void o3ProHasNoCachedPriceSoCachedTokensCostWhatInputCosts() {
        assertThat(cost("o3-pro", "standard", NOW, of(Meter.CACHED_INPUT, MILLION)))
                .isEqualTo("20");
        assertThat(cost("o3-pro", "batch", NOW, of(Meter.OUTPUT, MILLION))).isEqualTo("40");
    }

    @Test
    void thousandRequestsCost89PercentLessOnO4MiniThanOnO3AtLaunch() {
        Meters thousandRequests = inOut(1_000 * 10_000, 1_000 * 2_000);
        assertThat(cost("o3", "standard", "2025-05-01T00:00:00Z", thousandRequests))
                .isEqualTo("180");
        assertThat(cost("o3", "standard", NOW, thousandRequests)).isEqualTo("36");
        assertThat(cost("o4-mini", "standard", NOW, thousandRequests)).isEqualTo("19.8");
        assertThat(cost("o3", "flex", NOW, thousandRequests)).isEqualTo("18");
    }

    @Test
    void cutOfGpt56SolCountsFromItsFirstSecond() {
        assertThat(cost("gpt-5.6-sol", "standard", "2026-08-20T23:59:59Z", inOut(100_000, 100_000)))
                .isEqualTo("3.5");
        assertThat(cost("gpt-5.6-sol", "standard", "2026-08-21T00:00:00Z", inOut(100_000, 100_000)))
                .isEqualTo("2.4");
    }

    @Test
    void snapshotIsRatedAsItsModel() {
        Rated rated = BOOK.rate(openai("o4-mini-2025-04-16", "standard", NOW, of(Meter.INPUT, MILLION)));
        assertThat(rated)
                .isInstanceOfSatisfying(
                        Priced.class,
                        priced -> assertThat(priced.price().model()).isEqualTo("o4-mini"));
    }

    @Test
    void wholeRequestTakesTheHigherPriceOverTheThreshold() {
        assertThat(google("gemini-2.5-pro", 200_000)).isEqualTo("0.25");
        assertThat(google("gemini-2.5-pro", 200_001)).isEqualTo("0.5000025");
        assertThat(cost("gpt-5.4", "standard", NOW, of(Meter.INPUT, 272_000))).isEqualTo("0.68");
        assertThat(cost("gpt-5.4", "standard", NOW, of(Meter.INPUT, 272_001))).isEqualTo("1.360005");
    }

    @Test
    void anthropicCacheWritesAndReadsHaveTheirOwnPrices() {
        assertThat(anthropic("claude-sonnet-4-5-20250929", "standard", Meter.CACHE_WRITE))
                .isEqualTo("0.375");
        assertThat(anthropic("claude-sonnet-4-5-20250929", "standard", Meter.CACHE_WRITE_1H))
                .isEqualTo("0.6");
        assertThat(anthropic("claude-sonnet-4-5-20250929", "batch", Meter.CACHED_INPUT))
                .isEqualTo("0.015");
        assertThat(anthropic("claude-opus-4-5", "standard", Meter.OUTPUT)).isEqualTo("2.5");
    }

    private static String cost(String model, String tier, String at, Meters meters) {
        return cost(BOOK.rate(openai(model, tier, at, meters)));
    }

    private static String google(String model, long input) {
        return cost(BOOK.rate(
                new RatingRequest("", "google", model, "standard", "", Instant.parse(NOW), of(Meter.INPUT, input))));
    }

    /** Of 100 000 tokens, which is under every threshold. */
    private static String anthropic(String model, String tier, Meter meter) {
        return cost(
                BOOK.rate(new RatingRequest("", "anthropic", model, tier, "", Instant.parse(NOW), of(meter, 100_000))));
    }

    private static String cost(Rated rated) {
        assertThat(rated).isInstanceOf(Priced.class);
        return PicoAmount.decimal(((Priced) rated).costPico());
    }

    private static Meters of(Meter meter, long quantity) {
        return Meters.builder().set(meter, quantity).build();
    }

    private static Meters inOut(long input, long output) {
        return Meters.builder()
                .set(Meter.INPUT, input)
                .set(Meter.OUTPUT, output)
                .build();
    }

    private static RatingRequest openai(String model, String tier, String at, Meters meters) {
        return new RatingRequest("acme", "openai", model, tier, "", Instant.parse(at), meters);
    }
}
