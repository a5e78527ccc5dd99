package io.tokenledger.report.outlook;

import io.tokenledger.report.forecast.Forecaster;
import io.tokenledger.report.forecast.History;
import io.tokenledger.report.forecast.Outcome;
import io.tokenledger.report.forecast.Step;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts of series, remembered by what is in them: a series that has not changed since is not fitted again, whoever asks.
 * Complete steps seldom change, so that a question that is repeated within a step costs its reading and its prices. Safe for
 * threads.
 */
final class FittedSeries {
    private static final float LOAD = 0.75f;

    private final Forecaster forecaster = new Forecaster();
    private final Map<Series, Outcome> known;

    /** A series, and how far it is forecast; of its values every bit counts. */
    private static final class Series {
        private final Step step;
        private final ZonedDateTime start;
        private final long[] bits;
        private final int steps;

        Series(History history, int steps) {
            this.step = history.step();
            this.start = history.start();
            this.bits = new long[history.length()];
            for (int i = 0; i < bits.length; i++) {
                bits[i] = Double.doubleToLongBits(history.at(i));
            }
            this.steps = steps;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Series that
                    && step == that.step
                    && steps == that.steps
                    && start.equals(that.start)
                    && Arrays.equals(bits, that.bits);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * start.hashCode() + Arrays.hashCode(bits)) + steps;
        }
    }

    /**
     * @param most series that are remembered; the one that was asked for longest ago is forgotten first
     */
    FittedSeries(int most) {
        this.known = new LinkedHashMap<>(16, LOAD, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Series, Outcome> eldest) {
                return size() > most;
            }
        };
    }

    Outcome forecast(History history, int steps) {
        var series = new Series(history, steps);
        synchronized (known) {
            Outcome outcome = known.get(series);
            if (outcome != null) {
                return outcome;
            }
        }
        Outcome outcome = forecaster.forecast(history, steps);
        synchronized (known) {
            known.put(series, outcome);
        }
        return outcome;
    }

    /** How many are remembered. */
    int size() {
        synchronized (known) {
            return known.size();
        }
    }
}
