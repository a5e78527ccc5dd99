package io.tokenledger.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.Budget.Limit;
import io.tokenledger.report.budget.BudgetPeriod;
import io.tokenledger.report.budget.CarryOver;
import io.tokenledger.report.watch.Outlooks.Exhaustion;
import io.tokenledger.report.watch.Outlooks.Expected;
import io.tokenledger.report.watch.Outlooks.None;
import io.tokenledger.report.watch.Outlooks.Outlook;
import io.tokenledger.report.watch.Outlooks.Range;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BudgetExpectationTest {
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final Instant FROM = Instant.parse("2026-10-31T18:30:00Z");
    private static final Instant TO = Instant.parse("2026-11-30T18:30:00Z");

    @Test
    void endUsedUpAndMethodAreToldInTheBudgetsZone() {
        BudgetPages.Expected shown = of(expected(
                "142.701",
                new Exhaustion(
                        Instant.parse("2026-11-24T05:03:33Z"),
                        Instant.parse("2026-11-23T17:37:12Z"),
                        Instant.parse("2026-11-24T22:17:54Z"))));

        assertThat(shown.point()).isEqualTo("142.70 USD");
        assertThat(shown.range()).isEqualTo("133.40 USD to 152.00 USD");
        assertThat(shown.percent()).isEqualTo("129.7");
        assertThat(shown.over()).isTrue();
        assertThat(shown.usedUp()).isEqualTo("2026-11-24 10:33");
        assertThat(shown.note())
                .isEqualTo(
                        "Expected by theta at 2026-11-21 15:42 Asia/Kolkata; used up not before 2026-11-23 23:07 and not"
                                + " after 2026-11-25 03:47, four times in five");
    }

    @Test
    void whatMayLastIsNotSaidToBeUsedUpForSure() {
        BudgetPages.Expected close =
                of(expected("110.000", new Exhaustion(Instant.parse("2026-11-30T18:00:00Z"), null, null)));
        assertThat(close.usedUp()).isEqualTo("2026-11-30 23:30");
        assertThat(close.note()).endsWith("; used up perhaps not at all, four times in five");
        BudgetPages.Expected lasting = of(expected("110.000", null));
        assertThat(lasting.usedUp()).isNull();
        assertThat(lasting.over()).as("exactly the limit is not over it").isFalse();
    }

    @Test
    void whereNothingIsExpectedTheReasonIsTold() {
        BudgetPages.Expected shown = of(new None("2 days are known: 3 are needed"));
        assertThat(shown.point()).isNull();
        assertThat(shown.note()).isEqualTo("2 days are known: 3 are needed");
    }

    private static Expected expected(String point, @Nullable Exhaustion exhaustion) {
        return new Expected(
                pico(point),
                new Range(pico("133.400"), pico("152.003")),
                new Range(pico("120.000"), pico("160.000")),
                exhaustion,
                "theta",
                Instant.parse("2026-11-21T10:12:19Z"));
    }

    private static BudgetPages.Expected of(Outlook outlook) {
        var budget = new Budget(
                UUID.randomUUID(),
                "acme",
                1,
                "search",
                "",
                Map.of(),
                new Budget.Days(BudgetPeriod.MONTH, KOLKATA, LocalDate.of(2026, 11, 1), null),
                new Limit.Money(pico("110.000"), "USD"),
                CarryOver.NONE,
                new Budget.Alarms(List.of(), List.of(), null, List.of()),
                new Budget.Place(null, false),
                FROM,
                FROM,
                null);
        var running = new BudgetState(budget.id(), FROM, TO, pico("110.000"), null, pico("97.987"), 1, 1, 0, FROM);
        return BudgetExpectation.of(budget, running, outlook);
    }

    /** Of dollars with three places. */
    private static BigInteger pico(String dollars) {
        return new BigInteger(dollars.replace(".", "")).multiply(BigInteger.TEN.pow(9));
    }
}
