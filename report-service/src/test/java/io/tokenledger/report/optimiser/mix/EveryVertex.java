package io.tokenledger.report.optimiser.mix;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The oracle: tries every corner of what is possible, which are all choices of one option per workload, and all choices
 * with one workload split between two options so that the requirement is met exactly. Exact, with arithmetic of its own.
 */
public final class EveryVertex {
    /** Cost and points of a mix, both over one denominator. */
    public record Found(BigInteger cost, BigInteger points, BigInteger over) {}

    private static final int SCALE = 6;

    private final MixProblem problem;
    private final boolean byQuality;
    private final BigInteger required;
    private @Nullable Found best;

    private EveryVertex(MixProblem problem, boolean byQuality, BigInteger required) {
        this.problem = problem;
        this.byQuality = byQuality;
        this.required = required;
    }

    /** The lowest cost, then the most points; null where no mix has the quality. Points are in millionths. */
    public static @Nullable Found cheapest(MixProblem problem, BigDecimal minimumQuality) {
        return new EveryVertex(problem, true, millionths(minimumQuality.multiply(problem.requests()))).search();
    }

    /** The most points, then the lowest cost; null where every mix costs more. Points are in millionths. */
    public static @Nullable Found best(MixProblem problem, BigInteger maximumPico) {
        return new EveryVertex(problem, false, maximumPico).search();
    }

    private @Nullable Found search() {
        wholes(0, -1, BigInteger.ZERO, BigInteger.ZERO, List.of());
        for (int split = 0; split < problem.workloads().size(); split++) {
            List<Option> options = problem.workloads().get(split).options();
            for (Option one : options) {
                for (Option other : options) {
                    wholes(0, split, BigInteger.ZERO, BigInteger.ZERO, List.of(one, other));
                }
            }
        }
        return best;
    }

    private void wholes(int workload, int split, BigInteger cost, BigInteger points, List<Option> pair) {
        if (workload == problem.workloads().size()) {
            consider(cost, points, pair);
        } else if (workload == split) {
            wholes(workload + 1, split, cost, points, pair);
        } else {
            for (Option option : problem.workloads().get(workload).options()) {
                wholes(workload + 1, split, cost.add(option.costPico()), points.add(millionths(option.points())), pair);
            }
        }
    }

    private void consider(BigInteger cost, BigInteger points, List<Option> pair) {
        if (pair.isEmpty()) {
            keep(new Found(cost, points, BigInteger.ONE));
            return;
        }
        BigInteger firstCost = pair.get(0).costPico();
        BigInteger firstPoints = millionths(pair.get(0).points());
        BigInteger moreCost = pair.get(1).costPico().subtract(firstCost);
        BigInteger morePoints = millionths(pair.get(1).points()).subtract(firstPoints);
        // share t of the second: limited + t * more = required
        BigInteger over = byQuality ? morePoints : moreCost;
        BigInteger t = required.subtract(byQuality ? points.add(firstPoints) : cost.add(firstCost));
        if (over.signum() < 0) {
            over = over.negate();
            t = t.negate();
        }
        if (over.signum() > 0 && t.signum() >= 0 && t.compareTo(over) <= 0) {
            keep(new Found(
                    cost.add(firstCost).multiply(over).add(t.multiply(moreCost)),
                    points.add(firstPoints).multiply(over).add(t.multiply(morePoints)),
                    over));
        }
    }

    private void keep(Found found) {
        boolean allowed = byQuality
                ? found.points().compareTo(required.multiply(found.over())) >= 0
                : found.cost().compareTo(required.multiply(found.over())) <= 0;
        if (allowed && (best == null || better(found, best))) {
            best = found;
        }
    }

    private boolean better(Found one, Found other) {
        int cost = one.cost().multiply(other.over()).compareTo(other.cost().multiply(one.over()));
        int points = other.points().multiply(one.over()).compareTo(one.points().multiply(other.over()));
        int first = byQuality ? cost : points;
        int second = byQuality ? points : cost;
        return first < 0 || (first == 0 && second < 0);
    }

    static BigInteger millionths(BigDecimal points) {
        return points.setScale(SCALE).unscaledValue();
    }
}
