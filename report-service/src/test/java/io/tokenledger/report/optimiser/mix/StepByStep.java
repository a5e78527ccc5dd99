package io.tokenledger.report.optimiser.mix;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The oracle for large problems: from the cheapest mix, always the one move that costs least per further point, until the
 * points are there. Looks at every move of every workload before each step.
 */
final class StepByStep {
    private StepByStep() {}

    /** The least cost of so many points, rounded half-even to a pico; some mix must have them. */
    static BigInteger leastCost(MixProblem problem, BigDecimal points) {
        List<Workload> workloads = problem.workloads();
        int[] at = workloads.stream().mapToInt(StepByStep::cheapest).toArray();
        BigInteger cost = IntStream.range(0, at.length)
                .mapToObj(i -> workloads.get(i).options().get(at[i]).costPico())
                .reduce(BigInteger.ZERO, BigInteger::add);
        BigDecimal missing = points.subtract(IntStream.range(0, at.length)
                .mapToObj(i -> workloads.get(i).options().get(at[i]).points())
                .reduce(BigDecimal.ZERO, BigDecimal::add));
        while (missing.signum() > 0) {
            Move move = IntStream.range(0, at.length)
                    .boxed()
                    .flatMap(i -> moves(workloads.get(i), i, at[i]).stream())
                    .collect(Collectors.reducing((one, other) -> one.dearerThan(other) ? other : one))
                    .orElseThrow();
            if (move.points().compareTo(missing) > 0) {
                return new BigDecimal(cost)
                        .multiply(move.points())
                        .add(new BigDecimal(move.cost()).multiply(missing))
                        .divide(move.points(), 0, RoundingMode.HALF_EVEN)
                        .toBigIntegerExact();
            }
            at[move.workload()] = move.to();
            cost = cost.add(move.cost());
            missing = missing.subtract(move.points());
        }
        return cost;
    }

    private record Move(int workload, int to, BigInteger cost, BigDecimal points) {
        boolean dearerThan(Move other) {
            return new BigDecimal(cost).multiply(other.points).compareTo(new BigDecimal(other.cost).multiply(points))
                    > 0;
        }
    }

    private static List<Move> moves(Workload workload, int index, int at) {
        Option from = workload.options().get(at);
        return IntStream.range(0, workload.options().size())
                .mapToObj(to -> new Move(
                        index,
                        to,
                        workload.options().get(to).costPico().subtract(from.costPico()),
                        workload.options().get(to).points().subtract(from.points())))
                .filter(move -> move.points().signum() > 0)
                .toList();
    }

    private static int cheapest(Workload workload) {
        List<Option> options = workload.options();
        int cheapest = 0;
        for (int i = 1; i < options.size(); i++) {
            int cost = options.get(i).costPico().compareTo(options.get(cheapest).costPico());
            int points = options.get(i).points().compareTo(options.get(cheapest).points());
            boolean better = cost < 0 || (cost == 0 && points > 0);
            cheapest = better ? i : cheapest;
        }
        return cheapest;
    }
}
