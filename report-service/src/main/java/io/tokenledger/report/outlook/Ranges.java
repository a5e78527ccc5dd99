package io.tokenledger.report.outlook;

import io.tokenledger.report.forecast.Band;
import io.tokenledger.report.forecast.Forecast;
import io.tokenledger.report.forecast.Level;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** What an amount is going to lie within, four times in five and nineteen times in twenty; in whole units. Pure. */
public record Ranges(Range eighty, Range ninetyFive) {

    /** From the least to the most, both within. */
    public record Range(BigInteger low, BigInteger high) {
        Range plus(BigInteger known) {
            return new Range(low.add(known), high.add(known));
        }
    }

    /**
     * An amount that was added up from its parts, with the relative width that the forecast of the whole series has in the
     * backtest: intervals of parts do not add up. Outwards to a whole unit.
     *
     * @param fromStep of the series, the first that the amount is of
     * @param toStep the first behind them
     */
    public static Ranges around(BigInteger point, Forecast series, int fromStep, int toStep) {
        return new Ranges(
                range(point, series, Level.EIGHTY, fromStep, toStep),
                range(point, series, Level.NINETY_FIVE, fromStep, toStep));
    }

    static Range range(BigInteger point, Forecast series, Level level, int fromStep, int toStep) {
        double expected = 0;
        for (int i = fromStep; i < toStep; i++) {
            expected += series.point(i);
        }
        Band band = series.total(level, fromStep, toStep);
        BigDecimal amount = new BigDecimal(point);
        if (!(expected > 0)) {
            return new Range(
                    point,
                    amount.add(BigDecimal.valueOf(band.high()))
                            .setScale(0, RoundingMode.CEILING)
                            .toBigInteger());
        }
        return new Range(
                amount.multiply(BigDecimal.valueOf(band.low() / expected))
                        .setScale(0, RoundingMode.FLOOR)
                        .toBigInteger()
                        .min(point),
                amount.multiply(BigDecimal.valueOf(band.high() / expected))
                        .setScale(0, RoundingMode.CEILING)
                        .toBigInteger()
                        .max(point));
    }

    /** Of an amount that is certain: of nothing to come. */
    static Ranges exactly(BigInteger amount) {
        return new Ranges(new Range(amount, amount), new Range(amount, amount));
    }

    /** With what is known to come in any case. */
    public Ranges plus(BigInteger known) {
        return new Ranges(eighty.plus(known), ninetyFive.plus(known));
    }
}
