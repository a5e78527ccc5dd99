package io.tokenledger.report.budget;

import io.tokenledger.report.budget.Budget.Limit;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.problem.ReportError;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A budget and those right under it, as they would be. A child is a part of its parent: it holds nothing that the parent
 * does not, it is of the same unit and zone, its periods fit into the parent's, and all children together come to no more
 * than the parent in any of its periods that is not over, unless the parent allows it. What is carried over does not count
 * here: it is another matter of each budget. Pure.
 */
record BudgetFamily(Budget parent, List<Budget> children) {

    /** Refuses what is not so; {@code today} in the parent's zone. */
    void check(LocalDate today) {
        for (Budget child : children) {
            checkUnit(child);
            checkPeriods(child);
            checkScope(child);
        }
        if (!parent.place().mayExceedParent()) {
            spans(today).forEach(this::checkSum);
        }
    }

    private void checkUnit(Budget child) {
        if (!unit(child).equals(unit(parent))) {
            throw ReportError.BUDGET_PARENT_MISMATCH.because(named(child) + " is of " + unit(child) + " and its parent "
                    + named(parent) + " of " + unit(parent) + ": they must be of the same, to be compared");
        }
    }

    private void checkPeriods(Budget child) {
        if (!child.zone().equals(parent.zone())) {
            throw ReportError.BUDGET_PARENT_MISMATCH.because(named(child) + " is in the zone " + child.zone()
                    + " and its parent " + named(parent) + " in " + parent.zone()
                    + ": their days must be the same, so must their zones");
        }
        boolean once = child.period() == BudgetPeriod.CUSTOM;
        if (once && !withinOnePeriod(child)) {
            throw ReportError.BUDGET_PARENT_MISMATCH.because(named(child) + " is from "
                    + child.days().first() + " to "
                    + child.days().end() + ": these days must lie within one period of its parent " + named(parent)
                    + ", a budget of period " + parent.period().wireName() + " from "
                    + parent.days().first()
                    + (parent.days().end() == null ? "" : " to " + parent.days().end()));
        }
        if (!once && parent.period() != BudgetPeriod.CUSTOM && child.period().mostIn(parent.period()) == 0) {
            throw ReportError.BUDGET_PARENT_MISMATCH.because("the period of " + named(child) + " is "
                    + child.period().wireName() + " and that of its parent " + named(parent) + " "
                    + parent.period().wireName() + ": it must be the same, or fit into it evenly");
        }
    }

    private boolean withinOnePeriod(Budget child) {
        Optional<BudgetSpan> span = parent.days().spanOf(child.days().first());
        LocalDate end = child.days().end();
        return span.isPresent() && end != null && !end.isAfter(span.get().end());
    }

    private void checkScope(Budget child) {
        parent.scope().forEach((dimension, values) -> {
            List<String> own = child.scope().get(dimension);
            if (own == null || !values.containsAll(own)) {
                throw ReportError.BUDGET_SCOPE_OUTSIDE_PARENT.because("the scope of " + named(child)
                        + (own == null ? " has any " + dimension : " has " + dimension + " " + own)
                        + " and that of its parent " + named(parent) + " only " + values
                        + ": a child holds nothing that its parent does not");
            }
        });
    }

    /**
     * The parent's periods in which the children may come to the most: the running one, and those in which a child begins,
     * or is there for the first time from beginning to end. In every other one they come to no more than in the one before.
     */
    private Stream<BudgetSpan> spans(LocalDate today) {
        TreeSet<BudgetSpan> spans = new TreeSet<>(Comparator.comparing(BudgetSpan::start));
        LocalDate from = later(today, parent.days().first());
        parent.days().spanOf(from).ifPresent(spans::add);
        for (Budget child : children) {
            Optional<BudgetSpan> first =
                    parent.days().spanOf(later(from, child.days().first()));
            first.ifPresent(spans::add);
            first.flatMap(span -> parent.days().spanOf(span.end())).ifPresent(spans::add);
        }
        return spans.stream();
    }

    private void checkSum(BudgetSpan span) {
        BigInteger sum = children.stream()
                .map(child -> amount(child).multiply(BigInteger.valueOf(periods(child, span))))
                .reduce(BigInteger.ZERO, BigInteger::add);
        if (sum.compareTo(amount(parent)) > 0) {
            throw ReportError.BUDGET_EXCEEDS_PARENT.because("the children of " + named(parent) + " would add up to "
                    + shown(sum) + " from " + span.start() + " to " + span.end() + ", more than its "
                    + shown(amount(parent)) + "; may_exceed_parent of the parent would allow it");
        }
    }

    /** How many periods of the child a period of the parent holds: as many as any may hold, where the child is there all of it. */
    private int periods(Budget child, BudgetSpan span) {
        LocalDate childEnd = child.days().end();
        LocalDate first = later(span.start(), child.days().first());
        LocalDate end = childEnd == null || childEnd.isAfter(span.end()) ? span.end() : childEnd;
        if (!end.isAfter(first)) {
            return 0;
        }
        boolean throughout = first.equals(span.start()) && end.equals(span.end());
        int most = child.period().mostIn(parent.period());
        return throughout && most > 0 ? most : child.period().touching(first, end);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static BigInteger amount(Budget budget) {
        return switch (budget.limit()) {
            case Limit.Money money -> money.amountPico();
            case Limit.Tokens(var tokens) -> BigInteger.valueOf(tokens);
        };
    }

    private String shown(BigInteger amount) {
        return (parent.currency() == null ? amount.toString() : Money.exact(amount)) + " " + unit(parent);
    }

    private static String unit(Budget budget) {
        String currency = budget.currency();
        return currency == null ? "tokens" : currency;
    }

    private static String named(Budget budget) {
        return "'" + budget.name() + "'";
    }
}
