package io.tokenledger.pricing.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.rating.Adjustment.Kind;
import io.tokenledger.pricing.rating.ModelName.Syntax;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What picks a price beside model, tier and time: names, regions, hours, uplifts, discounts, further meters. */
class SelectorsTest {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant AT = Instant.parse("2026-03-02T12:00:00Z"); // a Monday

    private final List<Price> prices = new ArrayList<>();
    private final List<ModelName> names = new ArrayList<>();
    private final List<Adjustment> adjustments = new ArrayList<>();

    private void price(String model, String region, String window, long over, long input) {
        price(model, region, window, over, Rates.of(Map.of(Meter.INPUT, input)));
    }

    private void price(String model, String region, String window, long over, Rates rates) {
        prices.add(new Price(
                prices.size() + 1L,
                "",
                "p",
                model,
                "standard",
                region,
                over,
                TimeWindow.parse(window),
                FROM,
                null,
                "USD",
                rates));
    }

    private PriceBook book() {
        return new PriceBook(new PriceBook.Contents(1, prices, names, Map.of("p.cloud", List.of("p")), adjustments));
    }

    private Rated rate(String tenant, String provider, String model, String region, Instant at, Meters meters) {
        return book().rate(new RatingRequest(tenant, provider, model, "standard", region, at, meters));
    }

    private long unit(String model, String region, Instant at, long input) {
        return cost(rate("", "p", model, region, at, Usages.input(input)))
                .divide(BigInteger.valueOf(input))
                .longValueExact();
    }

    private static BigInteger cost(Rated rated) {
        assertThat(rated).isInstanceOf(Priced.class);
        return ((Priced) rated).costPico();
    }

    @Test
    void nameIsTakenExactlyThenAsAliasThenAsSnapshotThenByPattern() {
        price("m", "", "", 0, 1);
        price("m-2026-01-31", "", "", 0, 2);
        price("aliased", "", "", 0, 3);
        price("patterned", "", "", 0, 4);
        names.add(ModelName.of("p", "m-2026-02-28", "aliased"));
        names.add(ModelName.of("p", "*-2026*", "patterned"));
        names.add(new ModelName("p", Syntax.REGEX, "^x[0-9]+$", "patterned", 1));
        assertThat(unit("m-2026-01-31", "", AT, 1)).isEqualTo(2);
        assertThat(unit("m-2026-02-28", "", AT, 1)).isEqualTo(3);
        assertThat(unit("m-2026-03-31", "", AT, 1)).isEqualTo(1);
        assertThat(unit("m-20260331", "", AT, 1)).isEqualTo(1);
        assertThat(unit("m@20260331", "", AT, 1)).isEqualTo(1);
        assertThat(unit("other-2026-q1", "", AT, 1)).isEqualTo(4);
        assertThat(unit("x12", "", AT, 1)).isEqualTo(4);
        assertThat(rate("", "p", "x12b", "", AT, Usages.input(1))).isInstanceOf(Unpriced.class);
        assertThat(rate("", "p", "m-mini", "", AT, Usages.input(1))).isInstanceOf(Unpriced.class);
    }

    @Test
    void patternOfTheLowestRankCountsThenTheLonger() {
        price("a", "", "", 0, 1);
        price("b", "", "", 0, 2);
        price("c", "", "", 0, 3);
        names.add(new ModelName("p", Syntax.GLOB, "gpt-*", "a", 5));
        names.add(new ModelName("p", Syntax.GLOB, "gpt-4-*", "b", 5));
        names.add(new ModelName("p", Syntax.GLOB, "*", "c", 6));
        assertThat(unit("gpt-4-x", "", AT, 1)).isEqualTo(2);
        assertThat(unit("gpt-5", "", AT, 1)).isEqualTo(1);
        assertThat(unit("anything", "", AT, 1)).isEqualTo(3);
    }

    @Test
    void providerByAnotherNameIsFoundWhereTheNameItselfHasNoPrices() {
        price("m", "", "", 0, 1);
        assertThat(cost(rate("", "p.cloud", "m", "", AT, Usages.input(7)))).isEqualTo(BigInteger.valueOf(7));
        assertThat(cost(rate("", "p", "M-2026-01-31", "", AT, Usages.input(7)))).isEqualTo(BigInteger.valueOf(7));
        assertThat(rate("", "q", "m", "", AT, Usages.input(7))).isInstanceOf(Unpriced.class);
    }

    @Test
    void regionBeatsAnywhereAndAnUnknownRegionIsAnywhere() {
        price("m", "", "", 0, 10);
        price("m", "eu", "", 0, 12);
        assertThat(unit("m", "eu", AT, 1)).isEqualTo(12);
        assertThat(unit("m", "us", AT, 1)).isEqualTo(10);
        assertThat(unit("m", "", AT, 1)).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"99,1", "100,1", "101,2", "199,2", "200,3", "201,3"})
    void thresholdIsExceededOneTokenLater(long tokens, long unit) {
        price("m", "", "", 0, 1);
        price("m", "", "", 100, 2); // more than 100
        price("m", "", "", 199, 3); // at least 200
        assertThat(unit("m", "", AT, tokens)).isEqualTo(unit);
    }

    @Test
    void hourOfTheWeekBeatsAnyHour() {
        price("m", "", "", 0, 5);
        price("m", "", "mon-fri 08:00-20:00 Europe/Berlin", 0, 9);
        assertThat(unit("m", "", Instant.parse("2026-03-27T06:59:59Z"), 1)).isEqualTo(5); // Friday before the change
        assertThat(unit("m", "", Instant.parse("2026-03-27T07:00:00Z"), 1)).isEqualTo(9);
        assertThat(unit("m", "", Instant.parse("2026-03-30T05:59:59Z"), 1)).isEqualTo(5); // Monday after it
        assertThat(unit("m", "", Instant.parse("2026-03-30T06:00:00Z"), 1)).isEqualTo(9);
        assertThat(unit("m", "", Instant.parse("2026-03-28T12:00:00Z"), 1)).isEqualTo(5); // Saturday
    }

    @Test
    void upliftMultipliesTokenPricesInItsRegionOnly() {
        price("m", "", "", 0, Rates.of(Map.of(Meter.INPUT, 25L, Meter.WEB_SEARCHES, 1_000L)));
        price("m", "us", "", 0, 26);
        adjustments.add(uplift(1, "m", "eu", 1_100_000));
        adjustments.add(uplift(2, "m", "us", 1_500_000));
        Meters meters =
                Meters.builder().set(Meter.INPUT, 10).set(Meter.WEB_SEARCHES, 2).build();
        // 25 × 1.1 = 27.5, half-even 28; searches stay.
        assertThat(cost(rate("", "p", "m", "eu", AT, meters))).isEqualTo(BigInteger.valueOf(28 * 10 + 2_000));
        assertThat(cost(rate("", "p", "m", "", AT, meters))).isEqualTo(BigInteger.valueOf(250 + 2_000));
        assertThat(unit("m", "us", AT, 10)).isEqualTo(26); // a price of the region needs no uplift
    }

    @Test
    void discountIsTheMostParticularOfTheTenantAndIsToldApart() {
        price("m", "", "", 0, 1_000);
        price("n", "", "", 0, 1_000);
        adjustments.add(discount(1, "", 950_000));
        adjustments.add(discount(2, "m*", 900_000));
        adjustments.add(discount(3, "m", 850_000));
        Rated m = rate("acme", "p", "m", "", AT, Usages.input(10));
        assertThat(cost(m)).isEqualTo(BigInteger.valueOf(8_500));
        Terms terms = ((Priced) m).terms();
        assertThat(terms.lines(Usages.input(10)))
                .extracting(CostLine::costPico)
                .containsExactly(BigInteger.valueOf(10_000));
        assertThat(terms.discountPico(Usages.input(10))).isEqualTo(BigInteger.valueOf(1_500));
        assertThat(cost(rate("acme", "p", "n", "", AT, Usages.input(10)))).isEqualTo(BigInteger.valueOf(9_500));
        assertThat(cost(rate("other", "p", "m", "", AT, Usages.input(10)))).isEqualTo(BigInteger.valueOf(10_000));
    }

    @Test
    void furtherMeterCostsItsPriceItsParentsOrIsUnpriced() {
        Meter low = Meter.of("web_searches_low");
        Meter pages = Meter.of("ocr_pages");
        price(
                "m",
                "",
                "",
                0,
                Rates.of(Map.of(Meter.INPUT, 1L, Meter.WEB_SEARCHES, 50L, pages, 7L), Map.of(low, Meter.WEB_SEARCHES)));
        Meters meters = Meters.builder().set(low, 3).set(pages, 2).build();
        Rated rated = rate("", "p", "m", "", AT, meters);
        assertThat(cost(rated)).isEqualTo(BigInteger.valueOf(3 * 50 + 2 * 7));
        assertThat(((Priced) rated).terms().lines(meters))
                .extracting(line -> line.meter().id(), line -> line.pricedAs())
                .containsExactly(tuple("ocr_pages", null), tuple("web_searches_low", Meter.WEB_SEARCHES));
        assertThat(rate("", "p", "m", "", AT, Usages.of(Meter.of("code_sessions"), 1)))
                .isInstanceOfSatisfying(
                        Unpriced.class,
                        unpriced -> assertThat(unpriced.detail()).contains("code_sessions"));
    }

    private static Adjustment uplift(long id, String model, String region, long millionths) {
        return new Adjustment(id, Kind.UPLIFT, "", "p", model, "", region, millionths, FROM, null);
    }

    private static Adjustment discount(long id, String model, long millionths) {
        return new Adjustment(id, Kind.DISCOUNT, "acme", "p", model, "", "", millionths, FROM, null);
    }
}
