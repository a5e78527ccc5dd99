package io.tokenledger.report.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.Budget.Limit;
import io.tokenledger.report.budget.BudgetPeriod;
import io.tokenledger.report.forecast.DailyHistory;
import io.tokenledger.report.forecast.SeasonalMean;
import io.tokenledger.report.scenario.BudgetOutlook.Replayed;
import io.tokenledger.report.scenario.BudgetOutlook.Setting;
import io.tokenledger.report.scenario.BudgetOutlook.Spent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The worked example of docs/scenarios.md, in whole dollars of pico. */
class BudgetOutlookTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @Test
    void periodEndsAsTheWorkedExampleSays() {
        BudgetOutlook outlook = outlook(LocalDate.of(2026, 11, 25), 56);
        assertThat(outlook.spentPico()).isEqualTo(pico("61"));
        assertThat(projection(outlook).withMove().endPico()).isEqualTo(pico("82.80"));
        assertThat(projection(outlook).withMove().percent()).isEqualByComparingTo("82.8");
        assertThat(projection(outlook).withMove().leftPico()).isEqualTo(pico("17.2"));
        assertThat(projection(outlook).withoutMove().endPico()).isEqualTo(pico("90"));
        assertThat(projection(outlook).withMove().usedUpOn()).isNull();
    }

    @Test
    void periodThatIsOverShowsWhatWasSpent() {
        BudgetOutlook outlook = outlook(LocalDate.of(2026, 10, 25), 56);
        assertThat(outlook.projection()).isNull();
        assertThat(outlook.why()).isEqualTo("the period that holds 2026-10-25 ended before 2026-11-01");
    }

    @Test
    void periodToComeIsForecastWhole() {
        BudgetOutlook outlook = outlook(LocalDate.of(2026, 12, 11), 56);
        assertThat(projection(outlook).withoutMove().endPico()).isEqualTo(pico("93"));
        assertThat(projection(outlook).withMove().endPico()).isEqualTo(pico("67.8")); // 10 x 3 + 21 x 1.80
    }

    @Test
    void thirteenDaysOfHistoryAreNoForecast() {
        assertThat(outlook(TODAY, 13).why()).isEqualTo("13 days of history: seasonal_mean_by_weekday needs 14");
        assertThat(outlook(TODAY, 14).why()).isNull();
        assertThat(projection(outlook(TODAY, 14)).backtest().why()).contains("needs 42");
    }

    private static BudgetOutlook.Projection projection(BudgetOutlook outlook) {
        return Objects.requireNonNull(outlook.projection(), outlook.why());
    }

    private static BudgetOutlook outlook(LocalDate moveOn, int daysOfHistory) {
        Budget budget = new Budget(
                UUID.randomUUID(),
                "acme",
                "b",
                Map.of(),
                BudgetPeriod.MONTH,
                ZoneId.of("UTC"),
                new Limit.Money(pico("100"), "USD"),
                List.of(),
                List.of(),
                List.of(),
                Instant.EPOCH);
        Map<LocalDate, BigInteger> days = moveOn.getMonth() == TODAY.getMonth()
                ? Map.of(LocalDate.of(2026, 11, 1), pico("60"), TODAY, pico("1"))
                : Map.of();
        LocalDate first = TODAY.minusDays(daysOfHistory);
        var replayed = new Replayed(
                history(first, daysOfHistory, "3"), history(first, daysOfHistory, "1.80"), false, List.of(), List.of());
        return BudgetOutlook.of(
                new Setting(budget, pico("100"), moveOn, TODAY),
                new Spent(days, days.values().stream().reduce(BigInteger.ZERO, BigInteger::add), 0),
                replayed,
                new SeasonalMean());
    }

    private static DailyHistory history(LocalDate first, int days, String cost) {
        return new DailyHistory(first, Collections.nCopies(days, new BigDecimal(pico(cost))));
    }

    private static BigInteger pico(String dollars) {
        return new BigDecimal(dollars).movePointRight(12).toBigIntegerExact();
    }
}
