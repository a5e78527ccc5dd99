package io.tokenledger.report.outlook;

import static io.tokenledger.report.outlook.UsedLedger.MIDNIGHT;
import static io.tokenledger.report.outlook.UsedLedger.TODAY;
import static io.tokenledger.report.outlook.UsedLedger.price;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.outlook.BudgetForecast.Exhaustion;
import io.tokenledger.report.outlook.BudgetForecast.Said;
import io.tokenledger.report.watch.Outlooks;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A dollar, and a million tokens, at noon of every day: 20 until now, ten more to come in November. */
class BudgetForecastIT {
    private static UsedLedger aDollarADay(String database) {
        return new UsedLedger(database)
                .useADollarADay(60)
                .booked()
                .prices(price("o3", "2026-01-01T00:00:00Z", "", "1", "1", "1"));
    }

    @Test
    void periodEndsAtThirtyAndTheBudgetIsUsedUpOnTheFifthDay() {
        var budgets = new BudgetedLedger(aDollarADay("budget_end"));
        UUID budget = budgets.month("24.5", "{}", 3);
        assertThat(budgets.look(MIDNIGHT)).isEqualTo(1);
        BudgetForecast forecast = budgets.november(budget);
        assertThat(forecast.used()).isEqualTo(dollars("20"));
        assertThat(said(forecast).point()).isEqualTo(dollars("30"));
        assertThat(said(forecast).ranges().ninetyFive().high())
                .as("every day was like every other")
                .isEqualTo(dollars("30"));
        assertThat(said(forecast).exhaustion())
                .as("half of the dollar of the 25th, whose hour is that from noon")
                .isEqualTo(Exhaustion.reachedAt(Instant.parse("2026-11-25T12:30:00Z")));
        assertThat(forecast.unit()).isEqualTo("USD");
        assertThat(forecast.why()).isNull();
    }

    @Test
    void statusOfABudgetTellsWhatWasSaidLast() {
        UsedLedger ledger = aDollarADay("budget_status");
        var budgets = new BudgetedLedger(ledger);
        UUID budget = budgets.month("24.5", "{}", 3);
        Instant november = Instant.parse("2026-11-01T00:00:00Z");
        var last = new LastForecastReader(ledger.views());
        assertThat(last.of("acme", budget, november)).isInstanceOf(Outlooks.None.class);
        budgets.look(MIDNIGHT);
        assertThat(last.of("acme", budget, november)).isInstanceOf(Outlooks.Expected.class);
        var expected = (Outlooks.Expected) last.of("acme", budget, november);
        assertThat(expected.point()).isEqualTo(dollars("30"));
        assertThat(expected.computedAt()).isEqualTo(MIDNIGHT);
        assertThat(Objects.requireNonNull(expected.exhaustion()).at()).isEqualTo(Instant.parse("2026-11-25T12:30:00Z"));
        assertThat(last.of("globex", budget, november)).isInstanceOf(Outlooks.None.class);
    }

    @Test
    void budgetThatLastsHasNoExhaustion() {
        var budgets = new BudgetedLedger(aDollarADay("budget_lasts"));
        UUID budget = budgets.month("31", "{1}", 30);
        budgets.look(MIDNIGHT);
        assertThat(said(budgets.november(budget)).exhaustion()).isEqualTo(new Exhaustion(null, null, null));
        assertThat(budgets.alerts(budget)).isEmpty();
        assertThat(budgets.told()).isEmpty();
    }

    @Test
    void priceThatIsGoingToDoubleMovesTheEnd() {
        UsedLedger ledger = new UsedLedger("budget_price").useADollarADay(60).booked();
        ledger.prices(
                price("o3", "2026-01-01T00:00:00Z", "2026-11-26T00:00:00Z", "1", "1", "1"),
                price("o3", "2026-11-26T00:00:00Z", "", "2", "2", "2"));
        var budgets = new BudgetedLedger(ledger);
        UUID budget = budgets.month("28", "{1}", 30);
        budgets.look(MIDNIGHT);
        assertThat(said(budgets.november(budget)).point()).as("20 + 5 + 5 x 2").isEqualTo(dollars("35"));
        assertThat(said(budgets.november(budget)).exhaustion().at())
                .as("25 on the 25th, 27 on the 26th, half of the 27th")
                .isEqualTo(Instant.parse("2026-11-27T12:30:00Z"));
    }

    @Test
    void whatIsExpectedIsToldOnceAndSettledWhenItIsNoLongerSo() {
        var budgets = new BudgetedLedger(aDollarADay("budget_alerts"));
        UUID budget = budgets.month("25", "{0.8,1,1.5}", 7);
        budgets.look(MIDNIGHT);
        assertThat(budgets.alerts(budget))
                .containsExactly(
                        "budget_exhaustion | within 7 days of 25 USD | firing",
                        "budget_forecast | 0.8 of 25 USD | firing",
                        "budget_forecast | 1 of 25 USD | firing");
        assertThat(budgets.told()).hasSize(3);
        assertThat(budgets.told().getFirst().text())
                .contains("Expected at the end: 30.00 USD (120 %)", "Used so far: 20.00 USD of 25.00 USD", "o3");

        assertThat(budgets.look(MIDNIGHT.plus(Duration.ofMinutes(16)))).isEqualTo(1);
        assertThat(budgets.told()).as("nothing is new").hasSize(3);

        budgets.write("UPDATE reporting.budget SET revision = 2, amount_pico = 40e12");
        budgets.write("UPDATE reporting.budget_book_version SET version = version + 1");
        budgets.write("UPDATE reporting.budget_state SET revision = 2, limit_pico = 40e12");
        assertThat(budgets.look(MIDNIGHT.plus(Duration.ofMinutes(17)))).isEqualTo(1);
        assertThat(budgets.alerts(budget))
                .hasSize(3)
                .allMatch(alert -> alert.endsWith("resolved | the limit or the threshold is another"));
    }

    @Test
    void contributorsAreTheModelsThatAreGoingToBringMost() {
        UsedLedger ledger = new UsedLedger("budget_contributors")
                .useADollarADay(60)
                .useDaily(60, "o4-mini")
                .booked();
        ledger.prices(
                price("o3", "2026-01-01T00:00:00Z", "", "1", "1", "1"),
                price("o4-mini", "2026-01-01T00:00:00Z", "", "1", "1", "1"));
        var budgets = new BudgetedLedger(ledger);
        budgets.month("25", "{1}", 1);
        budgets.look(MIDNIGHT);
        assertThat(budgets.told().getFirst().contributors()).hasSize(2);
        assertThat(budgets.told().getFirst().contributors().getFirst().group()).containsEntry("model", "o3");
        assertThat(budgets.told().getFirst().contributors().getFirst().amount()).isEqualTo("10");
    }

    @Test
    void periodThatIsOverAndBudgetThatIsArchivedLeaveNothingFiring() {
        var budgets = new BudgetedLedger(aDollarADay("budget_over"));
        UUID over = budgets.month("25", "{1}", 3);
        UUID archived = budgets.month("26", "{1}", 3);
        budgets.look(MIDNIGHT);
        budgets.write("UPDATE reporting.budget SET archived_at = now() WHERE budget_id = ?::uuid", archived);
        budgets.write("UPDATE reporting.budget_book_version SET version = version + 1");
        budgets.look(MIDNIGHT.plus(Duration.ofMinutes(1)));
        assertThat(budgets.alerts(archived))
                .containsExactly("budget_forecast | 1 of 26 USD | resolved | the budget was archived");
        assertThat(budgets.alerts(over)).containsExactly("budget_forecast | 1 of 25 USD | firing");
        budgets.look(Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(budgets.alerts(over))
                .containsExactly("budget_forecast | 1 of 25 USD | resolved | the period is over");
    }

    @Test
    void budgetThatIsUsedUpSaysSinceWhenThatIsKnown() {
        var budgets = new BudgetedLedger(aDollarADay("budget_used_up"));
        UUID budget = budgets.month("20", "{}", 3);
        budgets.look(MIDNIGHT);
        budgets.look(MIDNIGHT.plus(Duration.ofHours(1)));
        assertThat(said(budgets.november(budget)).exhaustion()).isEqualTo(Exhaustion.reachedAt(MIDNIGHT));
        assertThat(budgets.november(budget).computedAt()).isEqualTo(MIDNIGHT.plus(Duration.ofHours(1)));
        assertThat(budgets.told()).hasSize(1);
    }

    @Test
    void budgetOfTokensNeedsNoPriceAndNoRateOfExchange() {
        UsedLedger ledger = new UsedLedger("budget_tokens");
        for (int daysAgo = 60; daysAgo >= 1; daysAgo--) {
            ledger.useADollar(UsedLedger.noon(TODAY.minusDays(daysAgo))).in("CHF");
        }
        var budgets = new BudgetedLedger(ledger.booked());
        UUID tokens = budgets.monthOfTokens(24_500_000);
        UUID money = budgets.month("24.5", "{1}", 5);
        budgets.look(MIDNIGHT);
        assertThat(said(budgets.november(tokens)).point()).isEqualTo(BigInteger.valueOf(30_000_000));
        assertThat(said(budgets.november(tokens)).exhaustion().at()).isEqualTo(Instant.parse("2026-11-25T12:30:00Z"));
        assertThat(budgets.alerts(tokens))
                .containsExactly(
                        "budget_exhaustion | within 5 days of 24500000 tokens | firing",
                        "budget_forecast | 1 of 24500000 tokens | firing");
        assertThat(budgets.november(money).said()).isNull();
        assertThat(budgets.november(money).why()).contains("costs in CHF", "cannot be told in USD");
        assertThat(budgets.november(money).used()).isNull();
        assertThat(budgets.alerts(money)).isEmpty();
    }

    @Test
    void dayOfKolkataIsForecastByItsHours() {
        UsedLedger ledger = aDollarADay("budget_day");
        var budgets = new BudgetedLedger(ledger);
        UUID budget = budgets.budget(
                "day", "Asia/Kolkata", "0.5", 0, "{}", 1, "2026-11-20T18:30:00Z", "2026-11-21T18:30:00Z");
        budgets.look(MIDNIGHT);
        BudgetForecast forecast =
                budgets.forecast(budget, Instant.parse("2026-11-20T18:30:00Z")).orElseThrow();
        assertThat(forecast.used()).as("since half past six in the evening").isEqualTo(BigInteger.ZERO);
        assertThat(said(forecast).point()).isEqualTo(dollars("1"));
        assertThat(said(forecast).exhaustion().at())
                .as("within the hour from 11:30, which holds noon")
                .isBetween(Instant.parse("2026-11-21T11:30:00Z"), Instant.parse("2026-11-21T12:30:00Z"));
    }

    @Test
    void tooLittleHistoryIsToldAndSettlesNothing() {
        UsedLedger ledger = new UsedLedger("budget_short").useADollar(UsedLedger.noon(LocalDate.of(2026, 11, 20)));
        var budgets = new BudgetedLedger(ledger.booked());
        UUID budget = budgets.month("25", "{1}", 3);
        budgets.look(MIDNIGHT);
        assertThat(budgets.november(budget).said()).isNull();
        assertThat(budgets.november(budget).why()).isNotEmpty();
    }

    @Test
    void forecastIsMadeAnewWhenItIsOldOrMoreThanAHundredthMovedOrPricesChanged() {
        UsedLedger ledger = aDollarADay("budget_due");
        var budgets = new BudgetedLedger(ledger);
        budgets.month("25", "{}", 3);
        Instant first = MIDNIGHT;
        assertThat(budgets.look(first)).isEqualTo(1);
        assertThat(budgets.look(first.plusSeconds(120))).as("nothing moved").isZero();
        budgets.write("UPDATE reporting.budget_state SET spent_pico = 20.2e12");
        assertThat(budgets.look(first.plusSeconds(120))).as("by a hundredth").isZero();
        budgets.write("UPDATE reporting.budget_state SET spent_pico = 20.21e12");
        assertThat(budgets.look(first.plusSeconds(59))).as("it rests a minute").isZero();
        assertThat(budgets.look(first.plusSeconds(61)))
                .as("by more than a hundredth")
                .isEqualTo(1);
        assertThat(budgets.look(first.plusSeconds(200))).isZero();
        ledger.prices(price("o4-mini", "2026-01-01T00:00:00Z", "", "1", "1", "1"));
        assertThat(budgets.look(first.plusSeconds(200))).as("another book").isEqualTo(1);
        assertThat(budgets.look(first.plusSeconds(200 + 900))).isZero();
        assertThat(budgets.look(first.plusSeconds(201 + 900)))
                .as("a quarter of an hour is over")
                .isEqualTo(1);
    }

    @Test
    void oneInstanceAtATimeMakesThem() {
        var budgets = new BudgetedLedger(aDollarADay("budget_lease"));
        assertThat(budgets.look(MIDNIGHT)).isZero(); // takes the lease
        budgets.month("25", "{}", 3);
        assertThat(budgets.job().makeThoseDue()).as("another instance holds it").isEmpty();
        assertThat(budgets.look(MIDNIGHT.plusSeconds(30))).isEqualTo(1);
        budgets.month("26", "{}", 3);
        OutlookJob other = budgets.job();
        budgets.look(MIDNIGHT.plusSeconds(60)); // sets the clock, and makes the second
        budgets.month("27", "{}", 3);
        assertThat(other.makeThoseDue()).isEmpty();
    }

    private static Said said(BudgetForecast forecast) {
        assertThat(forecast.why()).isNull();
        return Objects.requireNonNull(forecast.said());
    }

    private static BigInteger dollars(String amount) {
        return new BigDecimal(amount).movePointRight(12).toBigIntegerExact();
    }
}
