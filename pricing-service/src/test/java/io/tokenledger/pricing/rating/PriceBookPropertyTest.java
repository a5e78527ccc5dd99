package io.tokenledger.pricing.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.pricebook.BundledBook;
import io.tokenledger.pricing.pricebook.PriceRow;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;
import org.quicktheories.generators.Generate;

/** What holds for any price list of the bundled book and any usage, against a recomputation in BigDecimal. */
class PriceBookPropertyTest {
    private static final List<PriceRow> ROWS = BundledBook.rows();
    private static final PriceBook BOOK = BundledBook.book();
    private static final List<Meter> METERS = Meter.builtIn();
    private static final Map<Meter, List<Meter>> WHERE_TO_LOOK = Map.ofEntries(
            Map.entry(Meter.INPUT, List.of(Meter.INPUT)),
            Map.entry(Meter.CACHED_INPUT, List.of(Meter.CACHED_INPUT, Meter.INPUT)),
            Map.entry(Meter.CACHE_WRITE, List.of(Meter.CACHE_WRITE, Meter.INPUT)),
            Map.entry(Meter.CACHE_WRITE_1H, List.of(Meter.CACHE_WRITE_1H, Meter.CACHE_WRITE, Meter.INPUT)),
            Map.entry(Meter.AUDIO_INPUT, List.of(Meter.AUDIO_INPUT, Meter.INPUT)),
            Map.entry(Meter.IMAGE_INPUT, List.of(Meter.IMAGE_INPUT, Meter.INPUT)),
            Map.entry(Meter.OUTPUT, List.of(Meter.OUTPUT)),
            Map.entry(Meter.REASONING, List.of(Meter.REASONING, Meter.OUTPUT)),
            Map.entry(Meter.AUDIO_OUTPUT, List.of(Meter.AUDIO_OUTPUT, Meter.OUTPUT)),
            Map.entry(Meter.REQUESTS, List.of(Meter.REQUESTS)),
            Map.entry(Meter.WEB_SEARCHES, List.of(Meter.WEB_SEARCHES)),
            Map.entry(Meter.VIDEO_INPUT, List.of(Meter.VIDEO_INPUT, Meter.INPUT)),
            Map.entry(Meter.CACHED_AUDIO_INPUT, List.of(Meter.CACHED_AUDIO_INPUT, Meter.AUDIO_INPUT, Meter.INPUT)),
            Map.entry(Meter.CACHED_IMAGE_INPUT, List.of(Meter.CACHED_IMAGE_INPUT, Meter.CACHED_INPUT, Meter.INPUT)),
            Map.entry(Meter.IMAGE_OUTPUT, List.of(Meter.IMAGE_OUTPUT, Meter.OUTPUT)),
            Map.entry(Meter.VIDEO_OUTPUT, List.of(Meter.VIDEO_OUTPUT, Meter.OUTPUT)));

    private static Gen<PriceRow> anyRow() {
        return Generate.pick(ROWS);
    }

    /** Small enough that all input meters stay under every threshold; no searches, which not every list prices. */
    private static Gen<Meters> underEveryThreshold() {
        return meters(14_000);
    }

    private static Gen<Meters> meters(long largest) {
        return lists().of(longs().between(0, largest)).ofSize(METERS.size()).map(quantities -> {
            var meters = Meters.builder();
            for (int i = 0; i < quantities.size(); i++) {
                meters.set(METERS.get(i), METERS.get(i).equals(Meter.WEB_SEARCHES) ? 0 : quantities.get(i));
            }
            return meters.build();
        });
    }

    @Test
    void costIsTheSumOfQuantityTimesPrice() {
        qt().withExamples(5_000).forAll(anyRow(), meters(10_000_000_000L)).checkAssert((row, meters) -> {
            Priced priced = rate(row, meters);
            assertThat(new BigDecimal(priced.costPico(), 12)).isEqualByComparingTo(recomputed(priced.price(), meters));
        });
    }

    @Test
    void costIsTheSumOfItsLines() {
        qt().withExamples(2_000).forAll(anyRow(), meters(10_000_000_000L)).checkAssert((row, meters) -> {
            Priced priced = rate(row, meters);
            BigInteger sum = priced.terms().lines(meters).stream()
                    .map(CostLine::costPico)
                    .reduce(BigInteger.ZERO, BigInteger::add);
            assertThat(sum).isEqualTo(priced.costPico());
        });
    }

    @Test
    void costOfTwoRequestsUnderTheThresholdsIsTheCostOfTheirSum() {
        qt().withExamples(2_000)
                .forAll(anyRow(), meters(7_000), meters(7_000))
                .checkAssert((row, one, other) -> assertThat(
                                rate(row, one).costPico().add(rate(row, other).costPico()))
                        .isEqualTo(rate(row, sum(one, other)).costPico()));
    }

    @Test
    void moreOfAMeterNeverCostsLess() {
        qt().withExamples(2_000)
                .forAll(anyRow(), underEveryThreshold(), Generate.pick(METERS), longs().between(1, 20_000_000))
                .assuming((row, meters, meter, more) -> !meter.equals(Meter.WEB_SEARCHES))
                .checkAssert((row, meters, meter, more) -> assertThat(rate(
                                        row,
                                        sum(
                                                meters,
                                                Meters.builder()
                                                        .set(meter, more)
                                                        .build()))
                                .costPico())
                        .isGreaterThanOrEqualTo(rate(row, meters).costPico()));
    }

    private static Priced rate(PriceRow row, Meters meters) {
        var request = new RatingRequest(
                "",
                row.key().provider(),
                row.key().model(),
                row.key().serviceTier(),
                row.key().region(),
                row.range().from(),
                meters);
        Rated rated = BOOK.rate(request);
        assertThat(rated).as("%s at %s", row.key(), row.range()).isInstanceOf(Priced.class);
        return (Priced) rated;
    }

    private static BigDecimal recomputed(Price price, Meters meters) {
        BigDecimal cost = BigDecimal.ZERO;
        for (Meter meter : METERS) {
            for (Meter source : WHERE_TO_LOOK.getOrDefault(meter, List.of())) {
                Long pico = price.rates().own().get(source);
                if (pico != null) {
                    BigDecimal perUnit = BigDecimal.valueOf(pico).movePointLeft(12);
                    cost = cost.add(perUnit.multiply(BigDecimal.valueOf(meters.quantity(meter))));
                    break;
                }
            }
        }
        return cost;
    }

    private static Meters sum(Meters one, Meters other) {
        var sum = Meters.builder();
        METERS.forEach(meter -> sum.set(meter, one.quantity(meter) + other.quantity(meter)));
        return sum.build();
    }
}
