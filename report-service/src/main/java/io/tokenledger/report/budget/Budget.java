package io.tokenledger.report.budget;

import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Filter;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant means to spend, or to use, in each period.
 *
 * @param revision 1 at first, one more with every change
 * @param owner who answers for it; empty: nobody
 * @param scope values by dimension; none: all of the tenant
 * @param days which days it is for
 * @param limit of each period
 * @param alarms when somebody is told
 * @param place among the other budgets of the tenant
 * @param archivedAt null: not archived
 */
public record Budget(
        UUID id,
        String tenant,
        int revision,
        String name,
        String owner,
        Map<String, List<String>> scope,
        Days days,
        Limit limit,
        CarryOver carryOver,
        Alarms alarms,
        Place place,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant archivedAt) {

    /** What a period may come to. */
    public sealed interface Limit {
        /** In 1e-12 of the currency. */
        record Money(BigInteger amountPico, String currency) implements Limit {}

        /** Input and output together. */
        record Tokens(long tokens) implements Limit {}
    }

    /**
     * Which days it is for.
     *
     * @param first day that counts; what was used before is no business of the budget
     * @param end first day that does not count any more; null: goes on. A custom period is from the first day to the end
     */
    public record Days(
            BudgetPeriod period,
            ZoneId zone,
            LocalDate first,
            @Nullable LocalDate end) {
        public Days {
            if (end == null ? period == BudgetPeriod.CUSTOM : !end.isAfter(first)) {
                throw new IllegalArgumentException("days from " + first + " to " + end + ", period " + period);
            }
        }

        /** The period that holds the day; none before the first day and after the end. The first and last may be short. */
        public Optional<BudgetSpan> spanOf(LocalDate day) {
            if (day.isBefore(first) || (end != null && !day.isBefore(end))) {
                return Optional.empty();
            }
            if (period == BudgetPeriod.CUSTOM && end != null) {
                return Optional.of(new BudgetSpan(first, end, zone));
            }
            LocalDate start = period.start(day);
            LocalDate stop = period.end(day);
            return Optional.of(new BudgetSpan(
                    start.isBefore(first) ? first : start, end != null && stop.isAfter(end) ? end : stop, zone));
        }

        /** As {@link #spanOf(LocalDate)}. */
        public Optional<BudgetSpan> spanOf(Instant instant) {
            return spanOf(LocalDate.ofInstant(instant, zone));
        }
    }

    /**
     * When somebody is told, and where.
     *
     * @param thresholds parts of the limit that are told when they are crossed, exact decimals
     * @param forecastThresholds the same of the forecast of the period's end
     * @param exhaustionDays tell when it is going to be used up within so many days; null: do not
     */
    public record Alarms(
            List<String> thresholds,
            List<String> forecastThresholds,
            @Nullable Integer exhaustionDays,
            List<UUID> channels) {}

    /**
     * Where it stands among the other budgets of the tenant.
     *
     * @param parent budget of the same tenant that this one is a part of; null: none
     * @param mayExceedParent whether the children's limits may add up to more than the parent's
     */
    public record Place(@Nullable UUID parent, boolean mayExceedParent) {}

    public BudgetPeriod period() {
        return days.period();
    }

    public ZoneId zone() {
        return days.zone();
    }

    /** What the budget is for, as filters of a report: the tenant and the scope. */
    public List<Filter> filters() {
        List<Filter> filters = new ArrayList<>();
        filters.add(new Filter(Dimension.Attribute.TENANT, List.of(tenant)));
        scope.forEach((dimension, values) -> filters.add(new Filter(Dimension.named(dimension), values)));
        return filters;
    }

    /** Whether its scope asks for what only single entries hold: a user or a tag. */
    public boolean onlyInEntries() {
        return scope.keySet().stream().map(Dimension::named).anyMatch(Dimension::onlyInEntries);
    }

    /** The currency of a budget of money; null: a budget of tokens. */
    public @Nullable String currency() {
        return limit instanceof Limit.Money money ? money.currency() : null;
    }

    /** The same with what only the writer decides: the number of its revision, and when it was created and changed. */
    Budget revised(int newRevision, Instant created, Instant changed) {
        return new Budget(
                id,
                tenant,
                newRevision,
                name,
                owner,
                scope,
                days,
                limit,
                carryOver,
                alarms,
                place,
                created,
                changed,
                null);
    }

    /** The same, set aside. */
    Budget archived(Instant at) {
        return new Budget(
                id, tenant, revision + 1, name, owner, scope, days, limit, carryOver, alarms, place, createdAt, at, at);
    }

    /** Whether the two say the same, whatever their revisions. */
    boolean saysTheSameAs(Budget other) {
        return revised(revision, createdAt, changedAt).equals(other.revised(revision, createdAt, changedAt));
    }
}
