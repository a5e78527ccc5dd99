package io.tokenledger.report.console;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.watch.Outlooks.Exhaustion;
import io.tokenledger.report.watch.Outlooks.Expected;
import io.tokenledger.report.watch.Outlooks.None;
import io.tokenledger.report.watch.Outlooks.Outlook;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Makes what the page of a budget shows of the period's end. Pure. */
final class BudgetExpectation {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private BudgetExpectation() {}

    static BudgetPages.Expected of(Budget budget, BudgetState running, Outlook outlook) {
        return switch (outlook) {
            case None(var why) -> new BudgetPages.Expected(null, null, null, false, null, why);
            case Expected expected -> expected(budget, BudgetViews.limit(running), expected);
        };
    }

    private static BudgetPages.Expected expected(Budget budget, BigInteger limit, Expected expected) {
        return new BudgetPages.Expected(
                BudgetViews.shown(budget, expected.point()),
                BudgetViews.shown(budget, expected.eighty().low()) + " to "
                        + BudgetViews.shown(budget, expected.eighty().high()),
                limit.signum() <= 0 ? null : BudgetViews.percent(expected.point(), limit),
                expected.point().compareTo(limit) > 0,
                expected.exhaustion() == null
                        ? null
                        : time(expected.exhaustion().at(), budget.zone()),
                "Expected by " + expected.method() + " at " + time(expected.computedAt(), budget.zone()) + " "
                        + budget.zone() + usedUp(expected.exhaustion(), budget.zone()));
    }

    private static String usedUp(@Nullable Exhaustion exhaustion, ZoneId zone) {
        if (exhaustion == null) {
            return "";
        }
        Instant earliest = exhaustion.earliest();
        Instant latest = exhaustion.latest();
        return "; used up" + (earliest == null ? "" : " not before " + time(earliest, zone) + " and")
                + (latest == null ? " perhaps not at all" : " not after " + time(latest, zone))
                + ", four times in five";
    }

    private static String time(Instant instant, ZoneId zone) {
        return MINUTE.format(instant.atZone(zone));
    }
}
