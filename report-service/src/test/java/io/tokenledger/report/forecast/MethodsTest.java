package io.tokenledger.report.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MethodsTest {
    private static final double EXACT = 1e-9;

    @Test
    void seasonalNaiveRepeatsTheLastSeason() {
        assertThat(new SeasonalNaive("n", 3).forecast(new double[] {9, 1, 2, 3}, 5))
                .containsExactly(1, 2, 3, 1, 2);
        assertThat(new SeasonalNaive("n", 1).forecast(new double[] {9, 4}, 3)).containsExactly(4, 4, 4);
    }

    @Test
    void recentMeanIsThatOfItsWindow() {
        assertThat(new RecentMean("m", 2).forecast(new double[] {100, 4, 8}, 2)).containsExactly(6, 6);
        assertThat(new RecentMean("m", 9).forecast(new double[] {1, 2}, 1)).containsExactly(1.5);
    }

    @Test
    void medianOfSeasonsIsNotMovedByOneBurst() {
        double[] values = {0, 5, 1, 5, 900, 6, 2, 7};
        assertThat(new SeasonalMedian("m", 2, 3).forecast(values, 4)).containsExactly(2, 6, 2, 6);
    }

    @Test
    void yearBeforeKeepsWeekdaysAndTheProportionOfTheLastFourWeeks() {
        double[] values = new double[364 + 28 + 364];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i % 7 + 1) * (i >= values.length - 28 ? 2 : 1);
        }
        double[] points = new YearBefore("y").forecast(values, 14);
        for (int h = 0; h < 14; h++) {
            assertThat(points[h]).isCloseTo(2 * (h % 7 + 1), within(EXACT));
        }
    }

    /** By hand: level 10, rate a half, 14 comes: the error is 4, the level 12, and 2 are left of it, half of which go on. */
    @Test
    void smoothingFollowsItsRecurrence() {
        double[] parameters = {0.5, 0, 0, 0.5, 0, 1};
        SmoothingState state = new SmoothingState(10, new double[1], new double[1]);
        assertThat(state.learn(new double[] {14}, parameters)).isEqualTo(4);
        double[] points = state.goOn(parameters, 2);
        assertThat(points).containsExactly(12 + 1, 12 + 0.5);
    }

    /** By hand: trend 0; 14 for 10 lifts the level by 2 and the trend by 1, which is damped by a half at each step. */
    @Test
    void trendIsDamped() {
        double[] parameters = {0.5, 0, 0, 0, 0.5, 0.5};
        SmoothingState state = new SmoothingState(10, new double[1], new double[1]);
        state.learn(new double[] {14}, parameters);
        assertThat(state.goOn(parameters, 3)).containsExactly(12.5, 12.75, 12.875);
    }

    /** By hand: seasons {1, -1} and {0, 0, 2, -2}; 13 comes for 10 + 1 + 0; a quarter of the error of 2 goes into each season. */
    @Test
    void bothSeasonsLearn() {
        double[] parameters = {0, 0.25, 0.25, 0, 0, 0};
        SmoothingState state = new SmoothingState(10, new double[] {1, -1}, new double[] {0, 0, 2, -2});
        state.learn(new double[] {13, 9, 13, 7}, parameters);
        // After 13: day 1.5, week 0.5. 9 for 10 - 1 + 0: right. 13 for 10 + 1.5 + 2: -0.5, so day 1.375, week 1.875. 7:
        // right.
        assertThat(state.goOn(parameters, 4)).containsExactly(10 + 1.375 + 0.5, 9, 10 + 1.375 + 1.875, 7);
    }

    @Test
    void searchFindsNoWorseRateThanTryingThemAll() {
        long seed = 7;
        Random random = new Random(seed);
        double[] values = new double[60];
        double level = 100;
        for (int i = 0; i < values.length; i++) {
            double error = random.nextGaussian();
            values[i] = level + error;
            level += 0.6 * error;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int rate = 1; rate <= 990; rate++) {
            least = Math.min(least, errorsOfSmoothing(values, rate / 1000.0));
        }
        double[] found = BoundedSearch.least(
                parameters -> errorsOfSmoothing(values, parameters[0]),
                new double[] {0.2, 7},
                new double[] {0.001, 0},
                new double[] {0.99, 9},
                new boolean[] {true, false},
                100);
        assertThat(errorsOfSmoothing(values, found[0])).as("seed %d", seed).isLessThan(1.005 * least);
        assertThat(found[1]).as("what is not free").isZero();
    }

    private static double errorsOfSmoothing(double[] values, double rate) {
        double level = 100;
        double errors = 0;
        for (double value : values) {
            errors += Math.abs(value - level);
            level += rate * (value - level);
        }
        return errors;
    }

    @Test
    void thetaGoesOnWithHalfTheSlope() {
        double[] line = new double[30];
        Arrays.setAll(line, i -> 10 + 2 * i);
        double[] points = new Theta("t", 1, Scale.PLAIN).forecast(line, 8);
        for (int h = 1; h < 8; h++) {
            assertThat(points[h] - points[h - 1]).isCloseTo(1, within(EXACT));
        }
        double[] far = new Theta("t", 1, Scale.PLAIN).forecast(line, 40);
        assertThat(far[39]).as("no drift beyond a third of the history").isCloseTo(far[10], within(EXACT));
    }

    @Test
    void autoregressionFindsTheWeightsOfASeriesThatFollowsThem() {
        double[] values = new double[120];
        values[0] = 80;
        values[1] = 140;
        for (int t = 2; t < values.length; t++) {
            values[t] = 100 + 1.6 * (values[t - 1] - 100) - 0.99 * (values[t - 2] - 100);
        }
        double[] points = new Autoregression("a", new int[] {1, 2}, Scale.PLAIN).forecast(values, 6);
        double before = values[118];
        double last = values[119];
        for (double point : points) {
            double expected = 100 + 1.6 * (last - 100) - 0.99 * (before - 100);
            assertThat(point).isCloseTo(expected, within(1.0)); // weights are held back a little
            before = last;
            last = expected;
        }
    }

    @Test
    void everyMethodIsFiniteOnSeriesWithoutVariation() {
        for (Step step : Step.values()) {
            for (double value : new double[] {0, 5}) {
                double[] values = new double[1_000];
                Arrays.fill(values, value);
                List<Method> methods = Family.of(step, values);
                assertThat(methods).hasSizeGreaterThan(8);
                for (Method method : methods) {
                    double[] points = method.forecast(values, 10);
                    assertThat(points).as(method.id()).hasSize(10);
                    for (double point : points) {
                        assertThat(point).as(method.id()).isCloseTo(value, within(1e-6));
                    }
                }
            }
        }
    }

    @Test
    void logarithmIsForSeriesWithoutZerosAlone() {
        assertThat(Family.of(Step.DAY, new double[] {1, 0, 2}))
                .noneMatch(method -> method.id().endsWith("_log"));
        assertThat(Family.of(Step.DAY, new double[] {1, 3, 2}))
                .anyMatch(method -> method.id().endsWith("_log"));
    }
}
