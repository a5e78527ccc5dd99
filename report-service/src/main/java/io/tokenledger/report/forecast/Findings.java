package io.tokenledger.report.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What an answer says about itself, in sentences. */
record Findings(
        Draft draft, Learnable learnable, boolean sparse, int steps, RollingOrigin backtest, boolean weekUnknown) {
    /** A method with more than this is what was used; the others only round it off. */
    private static final double ALONE = 0.9;

    private static final double WORTH_NAMING = 0.05;
    private static final int FEW_ORIGINS = 3;

    /** The method that has nearly all the weight, or "combination". */
    static String method(List<Method> methods, double[] weights) {
        for (int m = 0; m < weights.length; m++) {
            if (weights[m] > ALONE) {
                return methods.get(m).id();
            }
        }
        return "combination";
    }

    List<String> notes(List<Method> methods, double[] weights) {
        List<String> notes = new ArrayList<>(draft.notes());
        MonthTurn.of(learnable).note().ifPresent(notes::add);
        if (Arrays.stream(learnable.values()).allMatch(value -> value == 0)) {
            notes.add("nothing was used so far: nothing is expected, and a beginning is not foreseen");
        } else if (sparse) {
            notes.add("many steps without use: methods were weighed by squared errors, so that zero is no safe guess");
        }
        String unit = draft.step.id() + "s";
        if (weekUnknown) {
            notes.add("short history, " + learnable.length() + " " + unit
                    + ": the rhythm of the week is not known, and intervals are wide for it");
        }
        if (backtest.origins() < FEW_ORIGINS) {
            notes.add("the method could be tried from " + backtest.origins()
                    + " origins only: its errors are hardly known");
        }
        if (backtest.horizon() < steps) {
            notes.add("tested " + backtest.horizon() + " " + unit
                    + " ahead: beyond that, intervals grow as those of a random walk");
        }
        notes.add("weights: " + weights(methods, weights));
        return notes;
    }

    private static String weights(List<Method> methods, double[] weights) {
        return String.join(
                ", ",
                IntStream.range(0, weights.length)
                        .filter(m -> weights[m] >= WORTH_NAMING)
                        .boxed()
                        .sorted(Comparator.comparingDouble(m -> -weights[m]))
                        .map(m -> methods.get(m).id() + " " + Math.round(100 * weights[m]) + " %")
                        .toList());
    }
}
