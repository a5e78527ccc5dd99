package io.tokenledger.report.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.Budget.Limit;
import io.tokenledger.report.budget.BudgetPeriod;
import io.tokenledger.report.budget.BudgetSpan;
import io.tokenledger.report.budget.CarryOver;
import io.tokenledger.report.scenario.BudgetOutlook.Days;
import io.tokenledger.report.scenario.BudgetOutlook.Replayed;
import io.tokenledger.report.scenario.BudgetOutlook.Setting;
import io.tokenledger.report.scenario.BudgetOutlook.Spent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
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
    void twoDaysOfHistoryAreNoForecast() {
        assertThat(outlook(TODAY, 2).why()).contains("2 days are known", "need 3");
        assertThat(outlook(TODAY, 0).why()).contains("0 days are known");
        assertThat(outlook(TODAY, 3).why()).isNull();
    }

    @Test
    void daysThatAreAllAlikeEndWhereTheySayAndNowhereElse() {
        BudgetOutlook.Course course =
                projection(outlook(LocalDate.of(2026, 11, 25), 56)).withMove();
        assertThat(course.range().ninetyFive().low()).isEqualTo(course.endPico());
        assertThat(course.range().ninetyFive().high()).isEqualTo(course.endPico());
    }

    @Test
    void whatIsSpentIsCertainAndWhatIsToComeIsNot() {
        LocalDate first = TODAY.minusDays(56);
        List<BigInteger> unlike = IntStream.range(0, 56)
                .mapToObj(i -> pico(String.valueOf(2 + i * 7 % 3)))
                .toList();
        var replayed = new Replayed(new Days(first, unlike), new Days(first, unlike), false, List.of(), List.of());
        BudgetOutlook.Course course =
                projection(outlook(LocalDate.of(2026, 11, 25), replayed)).withMove();
        assertThat(course.range().eighty().low()).isLessThan(course.endPico()).isGreaterThan(pico("61"));
        assertThat(course.range().eighty().high()).isGreaterThan(course.endPico());
        assertThat(course.range().ninetyFive().high())
                .isGreaterThanOrEqualTo(course.range().eighty().high());
    }

    private static BudgetOutlook.Projection projection(BudgetOutlook outlook) {
        return Objects.requireNonNull(outlook.projection(), outlook.why());
    }

    private static BudgetOutlook outlook(LocalDate moveOn, int daysOfHistory) {
        LocalDate first = TODAY.minusDays(daysOfHistory);
        return outlook(
                moveOn,
                new Replayed(
                        days(first, daysOfHistory, "3"),
                        days(first, daysOfHistory, "1.80"),
                        false,
                        List.of(),
                        List.of()));
    }

    private static BudgetOutlook outlook(LocalDate moveOn, Replayed replayed) {
        Budget budget = new Budget(
                UUID.randomUUID(),
                "acme",
                1,
                "b",
                "",
                Map.of(),
                new Budget.Days(BudgetPeriod.MONTH, ZoneId.of("UTC"), LocalDate.EPOCH, null),
                new Limit.Money(pico("100"), "USD"),
                CarryOver.NONE,
                new Budget.Alarms(List.of(), List.of(), null, List.of()),
                new Budget.Place(null, false),
                Instant.EPOCH,
                Instant.EPOCH,
                null);
        Map<LocalDate, BigInteger> days = moveOn.getMonth() == TODAY.getMonth()
                ? Map.of(LocalDate.of(2026, 11, 1), pico("60"), TODAY, pico("1"))
                : Map.of();
        return BudgetOutlook.of(
                new Setting(
                        budget,
                        new BudgetSpan(
                                moveOn.withDayOfMonth(1),
                                moveOn.withDayOfMonth(1).plusMonths(1),
                                ZoneOffset.UTC),
                        pico("100"),
                        moveOn,
                        TODAY),
                new Spent(days, days.values().stream().reduce(BigInteger.ZERO, BigInteger::add), 0),
                replayed);
    }

    private static Days days(LocalDate first, int days, String cost) {
        return new Days(first, Collections.nCopies(days, pico(cost)));
    }

    private static BigInteger pico(String dollars) {
        return new BigDecimal(dollars).movePointRight(12).toBigIntegerExact();
    }
}
