package io.tokenledger.report.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Budgets for tests: a month of 2026 in UTC, a thousand dollars, no scope, unless it is said otherwise. */
record SampleBudget(
        String tenant,
        String name,
        Map<String, List<String>> scope,
        Budget.Days days,
        Budget.Limit limit,
        Budget.Place place) {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    static SampleBudget named(String name) {
        return new SampleBudget(
                "acme",
                name,
                Map.of(),
                days(BudgetPeriod.MONTH, "2026-01-01", null),
                dollars("1000"),
                new Budget.Place(null, false));
    }

    static Budget.Days days(BudgetPeriod period, String first, @Nullable String end) {
        return new Budget.Days(
                period, ZoneId.of("UTC"), LocalDate.parse(first), end == null ? null : LocalDate.parse(end));
    }

    static Budget.Limit dollars(String amount) {
        return new Budget.Limit.Money(new BigDecimal(amount).movePointRight(12).toBigIntegerExact(), "USD");
    }

    SampleBudget of(String otherTenant) {
        return new SampleBudget(otherTenant, name, scope, days, limit, place);
    }

    SampleBudget with(Map<String, List<String>> otherScope) {
        return new SampleBudget(tenant, name, otherScope, days, limit, place);
    }

    SampleBudget with(Budget.Days otherDays) {
        return new SampleBudget(tenant, name, scope, otherDays, limit, place);
    }

    SampleBudget with(Budget.Limit otherLimit) {
        return new SampleBudget(tenant, name, scope, days, otherLimit, place);
    }

    SampleBudget under(Budget parent) {
        return new SampleBudget(tenant, name, scope, days, limit, new Budget.Place(parent.id(), false));
    }

    SampleBudget lettingChildrenExceedIt() {
        return new SampleBudget(tenant, name, scope, days, limit, new Budget.Place(place.parent(), true));
    }

    Budget budget() {
        return new Budget(
                UUID.randomUUID(),
                tenant,
                1,
                name,
                "",
                scope,
                days,
                limit,
                CarryOver.NONE,
                new Budget.Alarms(List.of(), List.of(), null, List.of()),
                place,
                NOW,
                NOW,
                null);
    }
}
