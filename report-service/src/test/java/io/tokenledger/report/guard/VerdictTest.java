package io.tokenledger.report.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.Budget.Limit;
import io.tokenledger.report.budget.BudgetPeriod;
import io.tokenledger.report.budget.CarryOver;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static Claim claim(String name, Limit limit, CarryOver carryOver, @Nullable Long amount) {
        var days = new Budget.Days(BudgetPeriod.MONTH, ZoneOffset.UTC, LocalDate.of(2026, 1, 1), null);
        var budget = new Budget(
                UUID.randomUUID(),
                "acme",
                1,
                name,
                "",
                Map.of(),
                days,
                limit,
                carryOver,
                new Budget.Alarms(List.of(), List.of(), null, List.of()),
                new Budget.Place(null, false),
                NOW,
                NOW,
                null);
        var span = days.spanOf(NOW).orElseThrow();
        return new Claim(budget, span, new HoldKey("acme", budget.id(), span.from(), "USD"), number(amount), null);
    }

    private static @Nullable BigInteger number(@Nullable Long number) {
        return number == null ? null : BigInteger.valueOf(number);
    }

    private static Verdict verdict(
            String name, long limit, @Nullable Long spent, long reserved, @Nullable Long amount) {
        Claim claim = claim(name, new Limit.Tokens(limit), CarryOver.NONE, amount);
        var state = new BudgetState(BigInteger.ZERO, number(spent), 0);
        return Verdict.of(claim, state, BigInteger.valueOf(reserved), false);
    }

    /** What stands empty is not known; the limit is 100. */
    @ParameterizedTest
    @CsvSource({
        "50,  20, 30, true,  true",
        "50,  20, 31, false, false",
        "100,  0,  0, true,  true",
        "101,  0,  0, false, false",
        ",    60, 40, true,  false",
        ",    60, 41, false, false",
        ",   101,  0, false, false",
        "70,  30,   , true,  false",
        "71,  30,   , false, false",
        ",      ,   , true,  false",
    })
    void deniesWhatIsOverTheLimitForSureAndElseTheCallersWordCounts(
            @Nullable Long spent, @Nullable Long reserved, @Nullable Long amount, boolean allowing, boolean denying) {
        Claim claim = claim("b", new Limit.Tokens(100), CarryOver.NONE, amount);
        var state = new BudgetState(BigInteger.ZERO, number(spent), 0);
        BigInteger held = BigInteger.valueOf(reserved == null ? 0 : reserved);
        assertEquals(allowing, Verdict.of(claim, state, held, false).allowed());
        assertEquals(denying, Verdict.of(claim, state, held, true).allowed());
    }

    @Test
    void whatIsLeftIsToldAlsoWhereItIsDenied() {
        Verdict verdict = verdict("b", 100, 90L, 5, 7L);
        assertFalse(verdict.allowed());
        assertEquals(BigInteger.valueOf(5), verdict.remaining());
        assertEquals(BigInteger.valueOf(-2), verdict.remainingAfter());
    }

    @Test
    void limitOfABudgetThatWasNotWatchedYetIsItsOwnUnlessItCarriesOver() {
        Claim plain = claim("b", new Limit.Money(BigInteger.TEN, "USD"), CarryOver.NONE, 3L);
        Claim carrying = claim("b", new Limit.Money(BigInteger.TEN, "USD"), CarryOver.OVERSPENT, 3L);
        assertEquals(
                BigInteger.TEN, Verdict.of(plain, null, BigInteger.ZERO, false).limit());
        Verdict unknown = Verdict.of(carrying, null, BigInteger.ZERO, false);
        assertNull(unknown.limit());
        assertTrue(unknown.allowed());
        assertFalse(Verdict.of(carrying, null, BigInteger.ZERO, true).allowed());
    }

    @Test
    void limitThatWasEatenUpByWhatWasOverspentIsZeroAndNotBelow() {
        Claim claim = claim("b", new Limit.Tokens(100), CarryOver.OVERSPENT, 1L);
        var state = new BudgetState(BigInteger.valueOf(-150), BigInteger.ZERO, 0);
        Verdict verdict = Verdict.of(claim, state, BigInteger.ZERO, false);
        assertEquals(BigInteger.ZERO, verdict.limit());
        assertFalse(verdict.allowed());
    }

    @Test
    void theBudgetThatDeniesBindsBeforeAnyThatAllows() {
        Verdict tight = verdict("tight", 1_000_000, 999_998L, 0, 2L);
        Verdict denies = verdict("denies", 100, 99L, 0, 2L);
        Decision decision = Decision.of(List.of(tight, denies));
        assertFalse(decision.allowed());
        assertEquals(denies, decision.binding());
    }

    @Test
    void theLeastPartOfTheLimitThatIsLeftBindsAndNotTheLeastAmount() {
        Verdict small = verdict("small", 10, 0L, 0, 2L); // leaves 8 of 10
        Verdict large = verdict("large", 1_000, 300L, 0, 2L); // leaves 698 of 1000
        assertEquals(large, Decision.of(List.of(small, large)).binding());
        assertEquals(large, Decision.of(List.of(large, small)).binding());
    }

    @Test
    void whatIsKnownBindsBeforeWhatIsNot() {
        Verdict unknown = verdict("a unknown", 10, null, 0, 2L);
        Verdict known = verdict("known", 10, 0L, 0, 2L);
        assertEquals(known, Decision.of(List.of(unknown, known)).binding());
        assertEquals(unknown, Decision.of(List.of(unknown)).binding());
    }

    @Test
    void withoutBudgetsEverythingIsAllowed() {
        Decision decision = Decision.of(List.of());
        assertTrue(decision.allowed());
        assertNull(decision.binding());
    }
}
