package io.tokenledger.report.forecast;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Random;

/** How long a thousand daily series of ninety days take, thirty days ahead with all their intervals, on one core. A figure. */
final class ForecastSpeed {
    private static final ZonedDateTime START = ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final int SERIES = 1_000;
    private static final int WARMING_UP = 300;
    private static final double NANOS = 1e9;

    private ForecastSpeed() {}

    static double secondsForThousandSeries() {
        run(WARMING_UP);
        long start = System.nanoTime();
        run(SERIES);
        return (System.nanoTime() - start) / NANOS;
    }

    private static void run(int count) {
        Random random = new Random(20260101);
        Forecaster forecaster = new Forecaster();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            Forecast forecast = (Forecast)
                    forecaster.forecast(History.of(Step.DAY, START, Synthetic.weeks(random, 90, 0.1, 0.03)), 30);
            for (int h = 0; h < 30; h++) {
                sum += forecast.band(Level.EIGHTY, h).high()
                        + forecast.band(Level.NINETY_FIVE, h).high();
            }
            sum += forecast.total(Level.EIGHTY, 0, 30).high();
        }
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("the sum of " + count + " series' intervals is no number");
        }
    }
}
