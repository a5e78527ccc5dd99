package io.tokenledger.report.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeasonalMeanTest {
    /** A Wednesday. */
    private static final LocalDate FIRST = LocalDate.of(2026, 7, 1);

    private final SeasonalMean method = new SeasonalMean();

    @Test
    void dayBringsTheMeanOfTheSameDayOfTheLastEightWeeks() {
        List<BigDecimal> values = new ArrayList<>();
        for (int day = 0; day < 70; day++) {
            values.add(BigDecimal.valueOf(day < 14 ? 1_000_000 : day / 7)); // before the eight weeks: not looked at
        }
        DailyHistory history = new DailyHistory(FIRST, values);
        assertThat(method.days(history, history.end(), history.end().plusDays(7)))
                .allSatisfy(day -> assertThat(day).isEqualByComparingTo("5.5")); // 2 to 9, one a week
    }

    @Test
    void rhythmOfTheWeekIsKept() {
        List<BigDecimal> values = new ArrayList<>();
        for (int day = 0; day < 28; day++) {
            values.add(BigDecimal.valueOf(FIRST.plusDays(day).getDayOfWeek().getValue() >= 6 ? 1 : 10));
        }
        List<BigDecimal> week =
                method.days(new DailyHistory(FIRST, values), LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 9));
        assertThat(week)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(decimals(10, 10, 10, 10, 10, 1, 1));
    }

    @Test
    void thirteenDaysAreTooFewAndFourteenAreTwoWeeks() {
        DailyHistory thirteen = new DailyHistory(FIRST, Collections.nCopies(13, BigDecimal.ONE));
        assertThatThrownBy(() -> method.days(thirteen, FIRST, FIRST.plusDays(1)))
                .hasMessageContaining("13 days")
                .hasMessageContaining("14");
        DailyHistory fourteen = new DailyHistory(FIRST, Collections.nCopies(14, BigDecimal.ONE));
        assertThat(method.days(fourteen, FIRST, FIRST.plusDays(1)).getFirst()).isEqualByComparingTo("1");
    }

    @Test
    void noDaysBringNothing() {
        DailyHistory history = new DailyHistory(FIRST, Collections.nCopies(14, BigDecimal.ONE));
        assertThat(method.days(history, FIRST, FIRST)).isEmpty();
        assertThat(method.days(history, FIRST.plusDays(1), FIRST)).isEmpty();
    }

    @Test
    void weeksToComeAddUpToTheMeanOfTheWeeksThatWere() {
        qt().withFixedSeed(seed())
                .forAll(lists().of(integers().between(0, 1_000_000))
                        .ofSizes(integers().between(14, 120)))
                .checkAssert(costs -> {
                    List<BigDecimal> values =
                            costs.stream().map(BigDecimal::valueOf).toList();
                    DailyHistory history = new DailyHistory(FIRST, values);
                    int weeks = Math.min(8, costs.size() / 7);
                    BigDecimal sum = BigDecimal.ZERO;
                    for (int i = costs.size() - 7 * weeks; i < costs.size(); i++) {
                        sum = sum.add(BigDecimal.valueOf(costs.get(i)));
                    }
                    BigDecimal week = method
                            .days(history, history.end(), history.end().plusDays(7))
                            .stream()
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
                    assertThat(week.setScale(6, RoundingMode.HALF_EVEN))
                            .isEqualByComparingTo(sum.divide(BigDecimal.valueOf(weeks), 6, RoundingMode.HALF_EVEN));
                });
    }

    @Test
    void backtestHoldsFourWeeksOut() {
        List<BigDecimal> values = new ArrayList<>(Collections.nCopies(14, BigDecimal.TEN));
        values.addAll(Collections.nCopies(28, new BigDecimal("12.5")));
        assertThat(Backtest.of(method, new DailyHistory(FIRST, values)))
                .isEqualTo(new Backtest(28, new BigDecimal("0.2000"), null)); // 2.5 of 12.5 a day
    }

    @Test
    void backtestOfAShortHistorySaysWhatItNeeds() {
        Backtest backtest = Backtest.of(method, new DailyHistory(FIRST, Collections.nCopies(41, BigDecimal.ONE)));
        assertThat(backtest.wape()).isNull();
        assertThat(backtest.why()).isEqualTo("41 days of history: a backtest needs 42");
    }

    @Test
    void backtestOverNothingIsNotKnown() {
        Backtest backtest = Backtest.of(method, new DailyHistory(FIRST, Collections.nCopies(42, BigDecimal.ZERO)));
        assertThat(backtest.wape()).isNull();
        assertThat(backtest.why()).contains("nothing was used");
    }

    private static long seed() {
        long seed = Long.getLong("tokenledger.seed", System.nanoTime());
        System.out.println("SeasonalMeanTest seed " + seed);
        return seed;
    }

    private static BigDecimal[] decimals(int... values) {
        return java.util.Arrays.stream(values).mapToObj(BigDecimal::valueOf).toArray(BigDecimal[]::new);
    }
}
