package io.tokenledger.report.rule;

import io.tokenledger.report.forecast.Band;
import io.tokenledger.report.forecast.Forecast;
import io.tokenledger.report.forecast.Forecaster;
import io.tokenledger.report.forecast.History;
import io.tokenledger.report.forecast.TooShort;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What is expected of an hour, from those before it. */
sealed interface Expectation {
    /** Hours without which nothing is expected: a week has to be seen once. */
    int LEAST_HOURS = 7 * 24;

    /** What cannot be said, and why. */
    record Unknown(String why) implements Expectation {}

    /**
     * In the unit of the rule. What the forecast says in doubles ends here, in whole tokens and in millionths of a currency.
     *
     * @param point not outside the interval
     * @param method of the forecast
     */
    record Interval(BigDecimal low, BigDecimal point, BigDecimal high, String method) implements Expectation {
        /** What is told as too much: as far again outside as the margin says, and by the least amount. */
        boolean isAbove(BigDecimal observed, Condition.SpendAnomaly condition) {
            BigDecimal edge = high.add(high.subtract(point).multiply(condition.margin()));
            return observed.compareTo(edge) > 0 && observed.subtract(high).compareTo(condition.minAmount()) >= 0;
        }

        /** What is told as too little. */
        boolean isBelow(BigDecimal observed, Condition.SpendAnomaly condition) {
            BigDecimal edge = low.subtract(point.subtract(low).multiply(condition.margin()));
            return observed.compareTo(edge) < 0 && low.subtract(observed).compareTo(condition.minAmount()) >= 0;
        }

        /** Within the interval itself, without the margin; below it where that is not looked for. */
        boolean isCalm(BigDecimal observed, Condition.SpendAnomaly condition) {
            return observed.compareTo(high) <= 0
                    && (condition.direction() == Condition.Direction.UP || observed.compareTo(low) >= 0);
        }
    }

    /** Of the hour that follows the history. */
    static Expectation after(History history, Condition.SpendAnomaly condition, Forecaster forecaster) {
        if (history.length() < LEAST_HOURS) {
            return new Unknown(history.length() + " hours of history: " + LEAST_HOURS
                    + " are needed before an hour can be unusual");
        }
        return switch (forecaster.forecast(history, 1)) {
            case TooShort(var _, var _, String why) -> new Unknown(why);
            case Forecast forecast -> {
                Band band = forecast.band(condition.sensitivity(), 0);
                int places = condition.currency() == null ? 0 : 6;
                BigDecimal low = decimal(band.low(), places, RoundingMode.FLOOR);
                BigDecimal high = decimal(band.high(), places, RoundingMode.CEILING);
                BigDecimal point = decimal(forecast.point(0), places, RoundingMode.HALF_EVEN);
                yield new Interval(low, point.max(low).min(high), high, forecast.method());
            }
        };
    }

    private static BigDecimal decimal(double value, int places, RoundingMode rounding) {
        return BigDecimal.valueOf(value).setScale(places, rounding);
    }
}
