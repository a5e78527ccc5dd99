package io.tokenledger.report.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.problem.ReportProblem;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BudgetFamilyTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final Budget.Limit TOKENS = new Budget.Limit.Tokens(1000);

    private final Budget parent = SampleBudget.named("all")
            .with(Map.of("team", List.of("search", "ads")))
            .budget();

    @Test
    void childrenMayComeToAsMuchAsTheirParentAndNoMore() {
        fits(
                parent,
                child("one").with(SampleBudget.dollars("600")),
                child("two").with(SampleBudget.dollars("400")));
        refused(
                "budget.exceeds_parent",
                "the children of 'all' would add up to 1000.000001 USD from 2026-11-01 to 2026-12-01, more than its"
                        + " 1000 USD; may_exceed_parent of the parent would allow it",
                parent,
                child("one").with(SampleBudget.dollars("600")),
                child("two").with(SampleBudget.dollars("400.000001")));
    }

    @Test
    void parentThatAllowsItMayBeExceeded() {
        Budget generous = SampleBudget.named("all").lettingChildrenExceedIt().budget();
        fits(generous, SampleBudget.named("one").with(SampleBudget.dollars("5000")));
    }

    @Test
    void childrenOneAfterTheOtherAreNotAddedUp() {
        SampleBudget until =
                child("until July").with(SampleBudget.days(BudgetPeriod.MONTH, "2026-12-01", "2027-07-01"));
        SampleBudget from = child("from July").with(SampleBudget.days(BudgetPeriod.MONTH, "2027-07-01", null));
        fits(parent, until, from);
        SampleBudget earlier = child("from June").with(SampleBudget.days(BudgetPeriod.MONTH, "2027-06-30", null));
        refused("budget.exceeds_parent", "2000 USD from 2027-06-01 to 2027-07-01", parent, until, earlier);
    }

    @Test
    void childThatIsOverDoesNotCountAnyMore() {
        SampleBudget over = child("over").with(SampleBudget.days(BudgetPeriod.MONTH, "2026-01-01", "2026-11-01"));
        SampleBudget later = child("later").with(SampleBudget.days(BudgetPeriod.MONTH, "2026-06-01", null));
        fits(parent, over, later);
    }

    @Test
    void shorterPeriodsCountAsOftenAsALongOneMayHoldThem() {
        Budget year = SampleBudget.named("year")
                .with(SampleBudget.days(BudgetPeriod.YEAR, "2026-01-01", null))
                .budget();
        SampleBudget month = SampleBudget.named("month");
        fits(year, month.with(SampleBudget.dollars("83.333333")));
        refused("budget.exceeds_parent", "1000.000008 USD", year, month.with(SampleBudget.dollars("83.333334")));
        SampleBudget day = SampleBudget.named("day").with(SampleBudget.days(BudgetPeriod.DAY, "2026-01-01", null));
        fits(parent, day.with(Map.of("team", List.of("ads"))).with(SampleBudget.dollars("32.25")));
        refused(
                "budget.exceeds_parent",
                "1000.06 USD",
                parent,
                day.with(Map.of("team", List.of("ads"))).with(SampleBudget.dollars("32.26")));
    }

    @Test
    void periodThatDoesNotFitEvenlyIsRefused() {
        SampleBudget week = child("week").with(SampleBudget.days(BudgetPeriod.WEEK, "2026-01-01", null));
        refused(
                "budget.parent_mismatch",
                "the period of 'week' is week and that of its parent 'all' month",
                parent,
                week);
        Budget weekly = SampleBudget.named("weekly")
                .with(SampleBudget.days(BudgetPeriod.WEEK, "2026-01-01", null))
                .budget();
        refused("budget.parent_mismatch", "'month' is month", weekly, SampleBudget.named("month"));
    }

    @Test
    void customChildLiesWithinOnePeriodOfItsParent() {
        fits(parent, child("push").with(SampleBudget.days(BudgetPeriod.CUSTOM, "2026-12-03", "2027-01-01")));
        refused(
                "budget.parent_mismatch",
                "'push' is from 2026-12-03 to 2027-01-02: these days must lie within one period",
                parent,
                child("push").with(SampleBudget.days(BudgetPeriod.CUSTOM, "2026-12-03", "2027-01-02")));
        Budget project = SampleBudget.named("project")
                .with(SampleBudget.days(BudgetPeriod.CUSTOM, "2026-11-16", "2027-01-16"))
                .budget();
        SampleBudget monthly = SampleBudget.named("monthly");
        fits(project, monthly.with(SampleBudget.dollars("333.33")));
        refused("budget.exceeds_parent", "1002 USD", project, monthly.with(SampleBudget.dollars("334")));
        refused(
                "budget.parent_mismatch",
                "'outside'",
                project,
                SampleBudget.named("outside").with(SampleBudget.days(BudgetPeriod.CUSTOM, "2026-11-15", "2026-12-01")));
    }

    @Test
    void unitAndZoneAreThoseOfTheParent() {
        refused(
                "budget.parent_mismatch",
                "'t' is of tokens and its parent 'all' of USD",
                parent,
                child("t").with(TOKENS));
        Budget.Limit euros = new Budget.Limit.Money(BigInteger.ONE, "EUR");
        refused(
                "budget.parent_mismatch",
                "of EUR and its parent 'all' of USD",
                parent,
                child("e").with(euros));
        Budget.Days kolkata =
                new Budget.Days(BudgetPeriod.MONTH, ZoneId.of("Asia/Kolkata"), LocalDate.of(2026, 1, 1), null);
        refused("budget.parent_mismatch", "Asia/Kolkata", parent, child("k").with(kolkata));
        Budget tokens = SampleBudget.named("tokens").with(TOKENS).budget();
        refused(
                "budget.exceeds_parent",
                "1001 tokens",
                tokens,
                SampleBudget.named("one").with(new Budget.Limit.Tokens(1001)));
    }

    @Test
    void childHoldsNothingThatItsParentDoesNot() {
        fits(parent, child("s").with(Map.of("team", List.of("search"), "model", List.of("o3"))));
        refused(
                "budget.scope_outside_parent",
                "the scope of 's' has team [search, ops] and that of its parent 'all' only [search, ads]",
                parent,
                child("s").with(Map.of("team", List.of("search", "ops"))));
        refused(
                "budget.scope_outside_parent",
                "has any team",
                parent,
                child("s").with(Map.of("model", List.of("o3"))));
    }

    @Test
    void randomFamiliesAreRefusedWhereTheyExceedTheirParentInAnyPeriodOfTheNextYears() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int refused = 0;
        for (int round = 0; round < 2_000; round++) {
            BudgetPeriod period = List.of(BudgetPeriod.MONTH, BudgetPeriod.QUARTER, BudgetPeriod.YEAR)
                    .get(random.nextInt(3));
            Budget above = SampleBudget.named("above")
                    .with(new Budget.Days(period, ZoneId.of("UTC"), day(random), null))
                    .with(new Budget.Limit.Tokens(1 + random.nextInt(2_000)))
                    .budget();
            List<Budget> children = children(random, above);
            boolean exceeds = most(above, children) > ((Budget.Limit.Tokens) above.limit()).tokens();
            refused += exceeds ? 1 : 0;
            var check = assertThatCode(() -> new BudgetFamily(above, children).check(TODAY))
                    .as("seed %s, round %s: %s over %s", seed, round, above, children);
            if (exceeds) {
                check.isInstanceOf(ReportProblem.class).hasMessageContaining("would add up");
            } else {
                check.doesNotThrowAnyException();
            }
        }
        assertThat(refused).as("seed %s: of 2000 refused", seed).isBetween(200, 1_900);
    }

    /** The most that they come to in a period of the parent, each looked at, each child's periods counted day by day. */
    private static long most(Budget above, List<Budget> children) {
        long most = 0;
        LocalDate until = LocalDate.of(2031, 1, 1);
        for (LocalDate day = TODAY; day.isBefore(until); day = day.plusDays(1)) {
            BudgetSpan span = above.days().spanOf(day).orElse(null);
            if (span != null) {
                long sum = 0;
                for (Budget child : children) {
                    sum += ((Budget.Limit.Tokens) child.limit()).tokens() * periods(child, above, span);
                }
                most = Math.max(most, sum);
                day = span.end().minusDays(1);
            }
        }
        return most;
    }

    private static long periods(Budget child, Budget above, BudgetSpan span) {
        Set<LocalDate> starts = new HashSet<>();
        boolean throughout = true;
        for (LocalDate day = span.start(); day.isBefore(span.end()); day = day.plusDays(1)) {
            if (child.days().spanOf(day).isPresent()) {
                starts.add(
                        child.period() == BudgetPeriod.CUSTOM
                                ? LocalDate.MIN
                                : child.period().start(day));
            } else {
                throughout = false;
            }
        }
        if (throughout && child.period() == BudgetPeriod.DAY) {
            return above.period() == BudgetPeriod.YEAR ? 366 : above.period() == BudgetPeriod.QUARTER ? 92 : 31;
        }
        boolean months = throughout && child.period() == BudgetPeriod.MONTH && above.period() != BudgetPeriod.MONTH;
        return months ? (above.period() == BudgetPeriod.YEAR ? 12 : 3) : starts.size();
    }

    private static List<Budget> children(Random random, Budget above) {
        List<Budget> children = new ArrayList<>();
        int many = random.nextInt(6);
        for (int i = 0; i < many; i++) {
            BudgetPeriod period = List.of(BudgetPeriod.DAY, BudgetPeriod.MONTH, above.period())
                    .get(random.nextInt(3));
            LocalDate first = day(random);
            LocalDate end = random.nextBoolean() ? null : first.plusDays(1 + random.nextInt(900));
            children.add(SampleBudget.named("c" + i)
                    .with(new Budget.Days(period, ZoneId.of("UTC"), first, end))
                    .with(new Budget.Limit.Tokens(1 + random.nextInt(period == BudgetPeriod.DAY ? 20 : 300)))
                    .budget());
        }
        return children;
    }

    private static LocalDate day(Random random) {
        return LocalDate.of(2026, 1, 1).plusDays(random.nextInt(900));
    }

    private SampleBudget child(String name) {
        return SampleBudget.named(name).with(Map.of("team", List.of("search")));
    }

    private static void fits(Budget parent, SampleBudget... children) {
        assertThatCode(() -> family(parent, children).check(TODAY)).doesNotThrowAnyException();
    }

    private static void refused(String code, String message, Budget parent, SampleBudget... children) {
        assertThatThrownBy(() -> family(parent, children).check(TODAY))
                .isInstanceOf(ReportProblem.class)
                .hasMessageContaining(message)
                .satisfies(problem ->
                        assertThat(((ReportProblem) problem).error().code()).isEqualTo(code));
    }

    private static BudgetFamily family(Budget parent, SampleBudget... children) {
        return new BudgetFamily(
                parent,
                List.of(children).stream()
                        .map(child -> child.under(parent).budget())
                        .toList());
    }
}
