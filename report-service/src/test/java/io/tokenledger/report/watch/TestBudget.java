package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.BudgetPeriod;
import io.tokenledger.report.budget.CarryOver;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes budgets for tests: of acme, ten dollars a month of UTC from 2026 on, told at a half, eight tenths and all. */
record TestBudget(
        UUID id,
        String tenant,
        int revision,
        Map<String, List<String>> scope,
        Budget.Days days,
        Budget.Limit limit,
        CarryOver carryOver,
        List<String> thresholds,
        @Nullable Instant archivedAt) {

    static TestBudget ofAll() {
        return new TestBudget(
                UUID.randomUUID(),
                "acme",
                1,
                Map.of(),
                days(BudgetPeriod.MONTH, "UTC", "2026-01-01", null),
                money("10", "USD"),
                CarryOver.NONE,
                List.of("0.5", "0.80", "1.0"),
                null);
    }

    static Budget.Days days(BudgetPeriod period, String zone, String first, @Nullable String end) {
        return new Budget.Days(
                period, ZoneId.of(zone), LocalDate.parse(first), end == null ? null : LocalDate.parse(end));
    }

    static Budget.Limit money(String amount, String currency) {
        return new Budget.Limit.Money(new BigDecimal(amount).movePointRight(12).toBigIntegerExact(), currency);
    }

    TestBudget of(String other) {
        return new TestBudget(id, other, revision, scope, days, limit, carryOver, thresholds, archivedAt);
    }

    TestBudget scoped(Map<String, List<String>> other) {
        return new TestBudget(id, tenant, revision, other, days, limit, carryOver, thresholds, archivedAt);
    }

    TestBudget each(BudgetPeriod period, String zone, String first) {
        return each(days(period, zone, first, null));
    }

    TestBudget each(Budget.Days other) {
        return new TestBudget(id, tenant, revision, scope, other, limit, carryOver, thresholds, archivedAt);
    }

    TestBudget limited(Budget.Limit other) {
        return new TestBudget(id, tenant, revision, scope, days, other, carryOver, thresholds, archivedAt);
    }

    TestBudget carrying(CarryOver other) {
        return new TestBudget(id, tenant, revision, scope, days, limit, other, thresholds, archivedAt);
    }

    TestBudget told(List<String> other) {
        return new TestBudget(id, tenant, revision, scope, days, limit, carryOver, other, archivedAt);
    }

    TestBudget changed() {
        return new TestBudget(id, tenant, revision + 1, scope, days, limit, carryOver, thresholds, archivedAt);
    }

    TestBudget archived(Instant at) {
        return new TestBudget(id, tenant, revision + 1, scope, days, limit, carryOver, thresholds, at);
    }

    Budget budget() {
        Instant created = Instant.parse("2026-01-01T00:00:00Z");
        return new Budget(
                id,
                tenant,
                revision,
                "budget " + id,
                "",
                scope,
                days,
                limit,
                carryOver,
                new Budget.Alarms(thresholds, List.of(), null, List.of(Watching.CHANNEL)),
                new Budget.Place(null, false),
                created,
                created,
                archivedAt);
    }
}
