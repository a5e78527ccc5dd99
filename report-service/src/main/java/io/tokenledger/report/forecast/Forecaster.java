package io.tokenledger.report.forecast;

import java.util.Arrays;
import java.util.List;

/**
 * Says what the steps to come will bring, and how sure that is: what would teach wrong is left out of the history, a family of
 * methods is tried on its past, and the intervals come from the errors that were made there. Deterministic: the same history
 * gives the same answer. Safe for threads.
 */
public final class Forecaster {
    private static final int LEAST_DAYS = 3;
    private static final int LEAST_HOURS = 24;
    /** So many times as far as is known; and no further. */
    private static final int FURTHEST = 10;

    private static final int WEEKS_TO_KNOW_A_WEEK = 2;
    private static final double MANY_ZEROS = 0.3;

    /**
     * What the next steps bring.
     *
     * @param steps to come, at least 1
     * @throws IllegalArgumentException where fewer steps are asked for
     */
    public Outcome forecast(History history, int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException(steps + " steps: at least 1 is forecast");
        }
        Draft draft = Preparation.of(history);
        int have = (int) Arrays.stream(draft.actual)
                .filter(value -> !Double.isNaN(value))
                .count();
        int need = Math.max(history.step() == Step.HOUR ? LEAST_HOURS : LEAST_DAYS, (steps - 1) / FURTHEST + 1);
        if (have < need) {
            return tooShort(draft, have, need, steps);
        }
        return forecast(draft, steps);
    }

    private static TooShort tooShort(Draft draft, int have, int need, int steps) {
        String unit = draft.step.id() + "s";
        String found = draft.notes().isEmpty() ? "" : " (" + String.join("; ", draft.notes()) + ")";
        return new TooShort(
                have,
                need,
                have + " " + unit + " are known" + found + ": " + steps + " " + unit + " ahead need " + need);
    }

    private static Forecast forecast(Draft draft, int steps) {
        Learnable learnable = draft.learnable();
        List<Method> methods = Family.of(draft.step, learnable.values()).stream()
                .filter(method -> method.least() <= learnable.length())
                .toList();
        RollingOrigin backtest = RollingOrigin.of(methods, learnable, steps);
        boolean sparse = isSparse(learnable);
        Weighing weighing = Weighing.of(backtest, sparse);
        double[] weights = weighing.weights();
        double[] points = points(learnable, methods, weights, steps);
        double[][] errors = weighing.errorsOutOfSample();
        double floor = floor(learnable);
        var table = new ErrorTable(PresentLevel.of(errors, backtest, learnable, points), backtest.stride());
        var notes = new Findings(draft, learnable, sparse, steps, backtest, floor > 0).notes(methods, weights);
        return new Forecast(
                Findings.method(methods, weights),
                points,
                new ConformalSpread(table, floor),
                Judging.of(errors, table, backtest, learnable, floor),
                notes);
    }

    private static double[] points(Learnable learnable, List<Method> methods, double[] weights, int steps) {
        double[] points = new double[steps];
        for (int m = 0; m < weights.length; m++) {
            if (weights[m] > 0) {
                double[] ofMethod = learnable.forecast(methods.get(m), steps);
                for (int h = 0; h < steps; h++) {
                    points[h] += weights[m] * ofMethod[h];
                }
            }
        }
        return points;
    }

    private static boolean isSparse(Learnable learnable) {
        long zeros =
                Arrays.stream(learnable.values()).filter(value -> value == 0).count();
        return zeros > MANY_ZEROS * learnable.length();
    }

    /** Where not even two weeks are known, what else a week may bring is anybody's guess: the usual level; 0 where they are. */
    private static double floor(Learnable learnable) {
        int twoWeeks =
                WEEKS_TO_KNOW_A_WEEK * Family.DAYS_OF_A_WEEK * learnable.step().perDay();
        return learnable.length() >= twoWeeks
                ? 0
                : Arrays.stream(learnable.values()).average().orElse(0);
    }
}
