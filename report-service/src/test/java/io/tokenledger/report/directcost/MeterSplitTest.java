package io.tokenledger.report.directcost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.rating.Adjustment;
import io.tokenledger.pricing.rating.Price;
import io.tokenledger.pricing.rating.Rates;
import io.tokenledger.pricing.rating.TimeWindow;
import io.tokenledger.report.prices.PriceHistory;
import io.tokenledger.report.prices.PriceHistory.Believed;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever a group of entries says it cost, its parts add up to that. */
class MeterSplitTest {
    private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");
    private static final Price PRICE = new Price(
            7,
            "",
            "openai",
            "o4-mini",
            "standard",
            "",
            0,
            TimeWindow.parse(""),
            Instant.EPOCH,
            null,
            "USD",
            Rates.of(Map.of(Meter.INPUT, 1_100_000L, Meter.OUTPUT, 4_400_000L)));

    /** Half off from version 3 to version 5 of the book, for what occurred since June. */
    private static final PriceHistory HALF = new PriceHistory(
            "acme",
            List.of(new Believed(
                    new Adjustment(1, Adjustment.Kind.DISCOUNT, "acme", "openai", "", "", "", 500_000, FROM, null),
                    3,
                    5L)));

    @Test
    void partsAddUpToTheCostWhateverItIs() {
        long seed = System.nanoTime();
        var any = longs().between(-1_000_000_000, 1_000_000_000);
        qt().withFixedSeed(seed).forAll(any, any, any).checkAssert((input, further, cost) -> {
            Map<Meter, Long> quantities = Map.of(Meter.INPUT, input, Meter.of("ocr_pages"), further);
            for (Price price : new @Nullable Price[] {PRICE, null}) {
                for (int state = -1; state <= 2; state++) {
                    BigInteger sum = split(group(EntryGroup.Sort.EVENTS, state, 1, quantities, cost), price).stream()
                            .map(cell -> Objects.requireNonNull(cell.costPico()))
                            .reduce(BigInteger.ZERO, BigInteger::add);
                    assertThat(sum).as("seed " + seed).isEqualTo(BigInteger.valueOf(cost));
                }
            }
        });
    }

    @Test
    void unitPriceIsThatOfTheVersionAndOfTheTimeOfTheEvent() {
        assertThat(unitPrice(0, 1)).as("not stated yet").isEqualTo(1_100_000);
        assertThat(unitPrice(1, 1)).isEqualTo(550_000);
        assertThat(unitPrice(2, 1)).as("withdrawn").isEqualTo(1_100_000);
        assertThat(unitPrice(1, 0)).as("occurred before").isEqualTo(1_100_000);
    }

    @Test
    void reversalWithoutAVersionIsExplainedByTheStateThatGivesItsCost() {
        List<MeterCell> cells = split(
                group(EntryGroup.Sort.EVENTS, PriceHistory.UNKNOWN_STATE, 1, Map.of(Meter.INPUT, -10L), -5_500_000L),
                PRICE);

        assertThat(cells).singleElement().satisfies(cell -> {
            assertThat(cell.unitPricePico()).isEqualTo(BigInteger.valueOf(550_000));
            assertThat(cell.quantity()).isEqualTo(-10);
            assertThat(cell.costPico()).isEqualTo(BigInteger.valueOf(-5_500_000));
            assertThat(cell.listCostPico()).isEqualTo(BigInteger.valueOf(-11_000_000));
        });
    }

    @Test
    void reversalThatNothingExplainsIsChargedAsNewestAndCorrected() {
        List<MeterCell> cells = split(
                group(EntryGroup.Sort.EVENTS, PriceHistory.UNKNOWN_STATE, 1, Map.of(Meter.INPUT, -10L), -5_500_001L),
                PRICE);

        assertThat(cells)
                .extracting(MeterCell::meter, MeterCell::costPico)
                .containsExactly(
                        tuple("input", BigInteger.valueOf(-11_000_000)),
                        tuple("correction", BigInteger.valueOf(5_499_999)));
    }

    @Test
    void unpricedUsageHasNoCostAndNothingIsLeftOfWhatIsTakenOutAgain() {
        MeterParts parts = new MeterParts();
        EntryGroup used = group(EntryGroup.Sort.EVENTS, 0, 0, Map.of(Meter.INPUT, 10L, Meter.REQUESTS, 1L), null);
        new MeterSplit(HALF).add(used, null, parts);
        assertThat(cells(parts)).extracting(MeterCell::costPico).containsExactly(null, null);

        new MeterSplit(HALF)
                .add(
                        group(EntryGroup.Sort.EVENTS, 0, 0, Map.of(Meter.INPUT, -10L, Meter.REQUESTS, -1L), null),
                        null,
                        parts);
        assertThat(cells(parts)).isEmpty();
    }

    @Test
    void usageThatIsFreeWithoutAPriceListIsThereAtZeroAndCorrectsNothing() {
        List<MeterCell> cells = split(
                group(
                        EntryGroup.Sort.EVENTS,
                        0,
                        0,
                        Map.of(Meter.REQUESTS, 1L, Meter.of("gateway_cached_input_tokens"), 9L),
                        0L),
                null);
        assertThat(cells)
                .extracting(MeterCell::meter, MeterCell::quantity, MeterCell::costPico)
                .containsExactly(
                        tuple("requests", 1L, BigInteger.ZERO),
                        tuple("gateway_cached_input_tokens", 9L, BigInteger.ZERO));
    }

    private static long unitPrice(int state, int stretch) {
        return split(group(EntryGroup.Sort.EVENTS, state, stretch, Map.of(Meter.INPUT, 1L), 1L), PRICE).stream()
                .filter(cell -> cell.meter().equals("input"))
                .map(cell -> Objects.requireNonNull(cell.unitPricePico()).longValueExact())
                .findFirst()
                .orElseThrow();
    }

    private static List<MeterCell> split(EntryGroup group, @Nullable Price price) {
        MeterParts parts = new MeterParts();
        new MeterSplit(HALF).add(group, price, parts);
        return cells(parts);
    }

    private static List<MeterCell> cells(MeterParts parts) {
        List<MeterCell> cells = new ArrayList<>();
        parts.cells(key(), cells::add);
        return cells;
    }

    private static EntryGroup group(
            EntryGroup.Sort sort, int state, int stretch, Map<Meter, Long> quantities, @Nullable Long cost) {
        return new EntryGroup(key(), sort, state, stretch, quantities, cost == null ? null : BigInteger.valueOf(cost));
    }

    private static EntryGroup.Key key() {
        var origin =
                new UsageOrigin(null, null, null, null, null, Map.of(), "openai", "o4-mini", "standard", null, null);
        return new EntryGroup.Key(origin, FROM, LocalDate.of(2026, 6, 1), DirectKind.USAGE, null, null, 7L, "USD");
    }
}
