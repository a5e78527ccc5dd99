package io.tokenledger.report.forecast;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/** Looks for the parameters within bounds that make a sum of errors least: Nelder and Mead's simplex, from one fixed start. */
final class BoundedSearch {
    private static final double RELATIVE = 1e-4;
    private static final double ABSOLUTE = 1e-12;
    private static final double FIRST_STEP = 0.15;

    private final ToDoubleFunction<double[]> errors;
    private final double[] low;
    private final double[] high;
    private final int[] searched;
    private final double[] best;
    private double least = Double.POSITIVE_INFINITY;

    private BoundedSearch(
            ToDoubleFunction<double[]> errors, double[] start, double[] low, double[] high, boolean[] free) {
        this.errors = errors;
        this.low = low;
        this.high = high;
        this.best = start.clone();
        int count = 0;
        int[] indices = new int[free.length];
        for (int i = 0; i < free.length; i++) {
            if (free[i]) {
                indices[count++] = i;
            } else {
                best[i] = 0;
            }
        }
        searched = Arrays.copyOf(indices, count);
    }

    /** The best found within so many evaluations; what is not free is 0. */
    static double[] least(
            ToDoubleFunction<double[]> errors,
            double[] start,
            double[] low,
            double[] high,
            boolean[] free,
            int evaluations) {
        var search = new BoundedSearch(errors, start, low, high, free);
        double[] from = new double[search.searched.length];
        double[] edges = new double[from.length];
        for (int i = 0; i < from.length; i++) {
            from[i] = start[search.searched[i]];
            edges[i] = (high[search.searched[i]] - low[search.searched[i]]) * FIRST_STEP;
        }
        try {
            new SimplexOptimizer(RELATIVE, ABSOLUTE)
                    .optimize(
                            new MaxEval(evaluations),
                            new ObjectiveFunction(search::value),
                            GoalType.MINIMIZE,
                            new InitialGuess(from),
                            new NelderMeadSimplex(edges));
        } catch (MathIllegalStateException endOfEvaluations) {
            // The best of those that were tried is what was asked for.
            return search.best;
        }
        return search.best;
    }

    private double value(double[] point) {
        double[] parameters = best.clone();
        double outside = 0;
        for (int i = 0; i < point.length; i++) {
            int at = searched[i];
            parameters[at] = Math.clamp(point[i], low[at], high[at]);
            outside += Math.abs(point[i] - parameters[at]);
        }
        double value = errors.applyAsDouble(parameters) * (1 + outside);
        if (value < least) {
            least = value;
            System.arraycopy(parameters, 0, best, 0, best.length);
        }
        return value;
    }
}
