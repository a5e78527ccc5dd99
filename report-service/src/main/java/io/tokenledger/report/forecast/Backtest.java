package io.tokenledger.report.forecast;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a method would have been off: the last four weeks are held out and forecast from what was before.
 *
 * @param heldOutDays that were forecast; 0 where the history is too short
 * @param wape the sum of the days' absolute errors over the sum of what they brought, to four places (Kolassa and Schütz,
 *     "Advantages of the MAD/mean ratio over the MAPE", Foresight 6, 2007: it is not thrown by days of nearly nothing);
 *     null: not known
 * @param why it is not known; null where it is
 */
public record Backtest(
        int heldOutDays,
        @Nullable BigDecimal wape,
        @Nullable String why) {
    private static final int HELD_OUT_DAYS = 28;
    private static final int PLACES = 4;

    /** The method tried on the history. */
    public static Backtest of(DailyForecast method, DailyHistory history) {
        int needed = HELD_OUT_DAYS + method.leastDays();
        if (history.days() < needed) {
            return new Backtest(0, null, history.days() + " days of history: a backtest needs " + needed);
        }
        List<BigDecimal> actual = history.last(HELD_OUT_DAYS).values();
        List<BigDecimal> forecast =
                method.days(history.withoutLast(HELD_OUT_DAYS), history.end().minusDays(HELD_OUT_DAYS), history.end());
        BigDecimal errors = BigDecimal.ZERO;
        BigDecimal total = BigDecimal.ZERO;
        for (int i = 0; i < HELD_OUT_DAYS; i++) {
            errors = errors.add(forecast.get(i).subtract(actual.get(i)).abs());
            total = total.add(actual.get(i).abs());
        }
        return total.signum() == 0
                ? new Backtest(HELD_OUT_DAYS, null, "nothing was used in the days that were held out")
                : new Backtest(HELD_OUT_DAYS, errors.divide(total, PLACES, RoundingMode.HALF_EVEN), null);
    }
}
