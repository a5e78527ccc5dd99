package io.tokenledger.report.outlook;

import io.tokenledger.report.forecast.Forecast;
import io.tokenledger.report.forecast.Level;
import io.tokenledger.report.outlook.BudgetForecast.Exhaustion;
import io.tokenledger.report.outlook.BudgetForecast.Said;
import io.tokenledger.report.outlook.Outlook.Expectation;
import io.tokenledger.report.outlook.Outlook.Silence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a budget's period goes on: from what was used, along the forecast of every step, to its end; and where on the way the
 * limit is reached, expected and by the ends of the 80 % interval of what comes together until then. Pure.
 */
final class BudgetCourse {
    private final BudgetStanding standing;
    private final Outlook outlook;
    private final @Nullable BudgetForecast before;

    /**
     * @param outlook of the budget's scope to the end of the period
     * @param before what was said last; null: nothing
     */
    BudgetCourse(BudgetStanding standing, Outlook outlook, @Nullable BudgetForecast before) {
        this.standing = standing;
        this.outlook = outlook;
        this.before = before;
    }

    BudgetForecast forecast() {
        return switch (outlook.whole().statement()) {
            case Silence(int _, int _, String why) -> silent(why, List.of());
            case Expectation expectation -> expected(expectation);
        };
    }

    private BudgetForecast silent(String why, List<String> notes) {
        return forecast(null, notes, why);
    }

    private BudgetForecast expected(Expectation expectation) {
        Forecast series = standing.isOfTokens() ? expectation.tokenSeries() : expectation.costSeries();
        if (used() == null
                || (!standing.isOfTokens()
                        && expectation.total().knownCostPico().isEmpty())) {
            return silent("nothing of it has a price: what it costs is not known", expectation.notes());
        }
        if (series == null) {
            return nothingToCome(expectation);
        }
        Ranges ranges = standing.isOfTokens()
                ? expectation.periodEnd().tokens()
                : Objects.requireNonNullElse(
                        expectation.periodEnd().cost(),
                        Ranges.exactly(amount(expectation.periodEnd().amounts())));
        return forecast(
                new Said(
                        series.method(),
                        amount(expectation.periodEnd().amounts()),
                        ranges,
                        exhaustion(expectation, series),
                        OutlookView.accuracy(series.accuracy())),
                expectation.notes(),
                null);
    }

    /** There is no series of costs: none were, or they are too short to say how far off they may be. */
    private BudgetForecast nothingToCome(Expectation expectation) {
        String why = expectation.notes().stream()
                .filter(note -> note.startsWith(SeriesForecast.WIDTH_NOT_KNOWN))
                .findFirst()
                .orElse("nothing was used that has a cost");
        return silent(why, expectation.notes());
    }

    private BudgetForecast forecast(@Nullable Said said, List<String> notes, @Nullable String why) {
        return new BudgetForecast(
                standing.budget().tenant(),
                standing.budget().id(),
                standing.span().from(),
                standing.span().to(),
                outlook.question().at(),
                standing.budget().revision(),
                outlook.bookVersion(),
                standing.unit(),
                standing.used(),
                used(),
                said,
                notes,
                why);
    }

    private @Nullable BigInteger used() {
        Amounts spent = outlook.whole().spent();
        return standing.isOfTokens()
                ? BigInteger.valueOf(spent.tokens())
                : spent.knownCostPico().orElse(null);
    }

    private BigInteger amount(Amounts amounts) {
        return standing.isOfTokens() ? BigInteger.valueOf(amounts.tokens()) : amounts.pricedCostPico();
    }

    private Exhaustion exhaustion(Expectation expectation, Forecast series) {
        BigInteger used = amount(outlook.whole().spent());
        if (isReached(used)) {
            return Exhaustion.reachedAt(reachedBefore());
        }
        List<BigInteger> points = new ArrayList<>();
        List<BigInteger> lows = new ArrayList<>();
        List<BigInteger> highs = new ArrayList<>();
        BigInteger coming = BigInteger.ZERO;
        for (int i = 0; i < expectation.steps().size(); i++) {
            coming = coming.add(amount(expectation.steps().get(i).amounts()));
            Ranges.Range range = Ranges.range(coming, series, Level.EIGHTY, 0, i + 1);
            points.add(used.add(coming));
            lows.add(used.add(range.low()));
            highs.add(used.add(range.high()));
        }
        return new Exhaustion(reached(used, points), reached(used, highs), reached(used, lows));
    }

    /** When it was found to be used up: told once, and not moved by being found again. */
    private Instant reachedBefore() {
        Said last = before == null ? null : before.said();
        Instant at = last == null ? null : last.exhaustion().at();
        Instant now = outlook.question().at();
        return at != null && !at.isAfter(now) ? at : now;
    }

    private boolean isReached(BigInteger amount) {
        return standing.limit().signum() == 0 ? amount.signum() > 0 : amount.compareTo(standing.limit()) >= 0;
    }

    /** Where a path reaches the limit, within the step as days were spread lately; null: it does not. */
    private @Nullable Instant reached(BigInteger used, List<BigInteger> path) {
        BigInteger from = used;
        for (int i = 0; i < path.size(); i++) {
            BigInteger to = path.get(i);
            if (isReached(to)) {
                BigDecimal share = new BigDecimal(standing.limit().subtract(from))
                        .divide(new BigDecimal(to.subtract(from)), MathContext.DECIMAL64);
                OutlookTimes times = outlook.times();
                return outlook.profile()
                        .at(times.comingFrom(i).toInstant(), times.endOf(i).toInstant(), share.doubleValue());
            }
            from = from.max(to);
        }
        return null;
    }
}
