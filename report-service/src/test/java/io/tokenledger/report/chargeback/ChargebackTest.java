package io.tokenledger.report.chargeback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;

import io.tokenledger.report.period.Period;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Usage;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.usage.UsageRow;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChargebackTest {
    private static final UsageQuery BY_TEAM = new UsageQuery(
            new Period(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z"), ZoneId.of("UTC")),
            List.of(Dimension.Attribute.TEAM),
            List.of(),
            "USD");

    @Test
    void roundedLinesThatDoNotAddUpCarryTheDifference() {
        Chargeback chargeback = Chargeback.of(
                BY_TEAM,
                List.of(row("a", "333333333333"), row("b", "333333333333"), row("c", "333333333334")),
                OptionalInt.of(2));
        assertThat(chargeback.lines())
                .extracting(line -> chargeback.shown(line.usage()))
                .containsOnly("0.33");
        assertThat(chargeback.shown(chargeback.total())).isEqualTo("1.00");
        assertThat(chargeback.rounding()).isEqualTo(new BigDecimal("0.01"));
    }

    @Test
    void roundedLinesAndRoundingAreAlwaysTheRoundedTotal() {
        qt().forAll(
                        lists().of(longs().between(-1_000_000_000_000L, 1_000_000_000_000_000L))
                                .ofSizeBetween(0, 40),
                        integers().between(0, 12))
                .checkAssert((amounts, places) -> {
                    Chargeback chargeback = Chargeback.of(BY_TEAM, rows(amounts), OptionalInt.of(places));
                    BigDecimal shown = chargeback.lines().stream()
                            .map(line -> decimal(chargeback.shown(line.usage())))
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
                    assertThat(shown.add(chargeback.rounding()))
                            .isEqualByComparingTo(decimal(chargeback.shown(chargeback.total())));
                });
    }

    @Test
    void linesAreInTheOrderOfTheirCostThenOfTheirNames() {
        Chargeback chargeback = Chargeback.of(
                BY_TEAM, List.of(row(null, "5"), row("b", "5"), row("z", "9"), row("a", "5")), OptionalInt.empty());
        assertThat(chargeback.lines())
                .extracting(line -> line.group().getFirst())
                .containsExactly("z", "a", "b", null);
    }

    @Test
    void costOfWhatHasNoPriceIsNotKnownAndNotZero() {
        Usage unpriced = new Usage(3, 10, 0, 0, 10, 0, null, 3);
        Chargeback chargeback = Chargeback.of(
                BY_TEAM, List.of(new UsageRow(Arrays.asList("a"), unpriced), row("b", "0")), OptionalInt.of(2));
        assertThat(chargeback.shown(unpriced)).isNull();
        assertThat(chargeback.shown(row("b", "0").usage()))
                .as("a price of zero is a price")
                .isEqualTo("0.00");
        assertThat(chargeback.shown(chargeback.total())).isEqualTo("0.00");
        assertThat(chargeback.total().unpricedRequests()).isEqualTo(3);
    }

    @Test
    void totalOfNothingIsZero() {
        Chargeback chargeback = Chargeback.of(BY_TEAM, List.of(), OptionalInt.empty());
        assertThat(chargeback.shown(chargeback.total())).isEqualTo("0");
    }

    private static List<UsageRow> rows(List<Long> amounts) {
        return IntStream.range(0, amounts.size())
                .mapToObj(i -> row("t" + i, amounts.get(i).toString()))
                .toList();
    }

    private static BigDecimal decimal(@Nullable String text) {
        return new BigDecimal(text == null ? "not known" : text);
    }

    private static UsageRow row(@Nullable String team, String costPico) {
        return new UsageRow(Arrays.asList(team), new Usage(1, 1, 0, 0, 1, 0, new BigInteger(costPico), 0));
    }
}
