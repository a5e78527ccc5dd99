package io.tokenledger.report.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConformalSpreadTest {
    /** 19 origins of one step, errors 1 to 19: 80 % of 19, corrected by 20/19, is the 16th; 95 % the 19th. */
    @Test
    void widthIsTheOrderStatisticOfSplitConformalPrediction() {
        double[][] errors = new double[19][1];
        for (int k = 0; k < 19; k++) {
            errors[k][0] = (k % 2 == 0 ? 1 : -1) * (k + 1);
        }
        var spread = new ConformalSpread(new ErrorTable(errors, 1), 0);
        assertThat(spread.width(Level.EIGHTY, 0, 1)).isCloseTo(16, within(1e-9));
        assertThat(spread.width(Level.NINETY_FIVE, 0, 1)).isCloseTo(19, within(1e-9));
    }

    /** Three errors say nothing of 95 %: Student's distribution with 3 degrees of freedom, 3.182, goes on. */
    @Test
    void levelThatFewErrorsCannotReachIsContinuedWithStudent() {
        var spread = new ConformalSpread(new ErrorTable(new double[][] {{2}, {-2}, {2}}, 1), 0);
        assertThat(spread.width(Level.NINETY_FIVE, 0, 1)).isCloseTo(2 * 3.18245 * Math.sqrt(4 / 3.0), within(1e-3));
    }

    @Test
    void sumsOfErrorsThatCancelOutAreNarrowerThanThoseThatAddUp() {
        double[][] cancel = new double[20][10];
        double[][] add = new double[20][10];
        for (int k = 0; k < 20; k++) {
            for (int h = 0; h < 10; h++) {
                cancel[k][h] = h % 2 == 0 ? k + 1 : -k - 1;
                add[k][h] = k % 2 == 0 ? k + 1 : -k - 1;
            }
        }
        double ofCancelled = new ConformalSpread(new ErrorTable(cancel, 10), 0).width(Level.EIGHTY, 0, 10);
        var adding = new ConformalSpread(new ErrorTable(add, 10), 0);
        assertThat(ofCancelled).isZero();
        assertThat(adding.width(Level.EIGHTY, 0, 10) / adding.width(Level.EIGHTY, 0, 1))
                .isCloseTo(10, within(0.2));
    }

    @Test
    void intervalsWidenBeyondWhatWasTested() {
        double[][] errors = new double[20][5];
        Random random = new Random(3);
        for (double[] row : errors) {
            for (int h = 0; h < row.length; h++) {
                row[h] = random.nextGaussian();
            }
        }
        var spread = new ConformalSpread(new ErrorTable(errors, 5), 0);
        double tested = spread.width(Level.EIGHTY, 4, 5);
        assertThat(spread.width(Level.EIGHTY, 19, 20)).isCloseTo(2 * tested, within(1e-9)); // four times as far: twice
        assertThat(spread.width(Level.EIGHTY, 0, 20)).isGreaterThan(4 * spread.width(Level.EIGHTY, 0, 5));
    }

    /** Ten equal errors of each origin count for one, ten that have nothing to do with each other nearly for ten. */
    @Test
    void errorsThatResembleEachOtherCountForLess() {
        double[][] alike = new double[12][10];
        double[][] unlike = new double[12][10];
        Random random = new Random(5);
        for (int k = 0; k < 12; k++) {
            double one = random.nextGaussian();
            for (int h = 0; h < 10; h++) {
                alike[k][h] = one;
                unlike[k][h] = random.nextGaussian();
            }
        }
        assertThat(new ErrorTable(alike, 10).scores(1).independent()).isBetween(10.0, 14.0);
        assertThat(new ErrorTable(unlike, 10).scores(1).independent()).isGreaterThan(60);
    }

    /** Errors with heavy tails, 40 origins: a new origin lies within as often as promised, over 2 000 of them. */
    @Test
    void newErrorsLieWithinAsOftenAsPromisedWhateverTheirDistribution() {
        long seed = 20261121;
        Random random = new Random(seed);
        int trials = 2_000;
        Map<Level, Integer> held = new EnumMap<>(Level.class);
        for (int trial = 0; trial < trials; trial++) {
            double[][] errors = new double[40][1];
            for (double[] row : errors) {
                row[0] = heavy(random);
            }
            var spread = new ConformalSpread(new ErrorTable(errors, 1), 0);
            double next = Math.abs(heavy(random));
            for (Level level : Level.values()) {
                held.merge(level, next <= spread.width(level, 0, 1) ? 1 : 0, Integer::sum);
            }
        }
        for (Level level : Level.values()) {
            double deviation = Math.sqrt(level.share() * (1 - level.share()) / trials);
            assertThat((double) held.getOrDefault(level, 0) / trials)
                    .as("seed %d, %s", seed, level)
                    .isCloseTo(level.share(), within(3.5 * deviation));
        }
    }

    private static double heavy(Random random) {
        return random.nextGaussian() * Math.exp(random.nextGaussian());
    }
}
