package io.tokenledger.bench.guard;

import io.tokenledger.bench.WholeNumber;
import java.util.Iterator;
import java.util.List;

/**
 * What the benchmark of the guard does.
 *
 * @param budgets that there are
 * @param rate checks a second
 * @param seconds that are measured
 * @param warmUpSeconds before that, at the same rate
 * @param seed which checks
 */
public record GuardOptions(int budgets, int rate, int seconds, int warmUpSeconds, long seed) {
    public static GuardOptions parse(List<String> arguments) {
        long budgets = 10_000;
        long rate = 2_000;
        long seconds = 20;
        long warmUpSeconds = 20;
        long seed = 1;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException("option " + option + " needs a value");
            }
            String value = rest.next();
            switch (option) {
                case "--budgets" -> budgets = WholeNumber.of(option, value, 100, 1_000_000);
                case "--rate" -> rate = WholeNumber.of(option, value, 1, 100_000);
                case "--seconds" -> seconds = WholeNumber.of(option, value, 1, 600);
                case "--warm-up" -> warmUpSeconds = WholeNumber.of(option, value, 1, 600);
                case "--seed" -> seed = WholeNumber.of(option, value, 0, Long.MAX_VALUE);
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        return new GuardOptions(
                Math.toIntExact(budgets),
                Math.toIntExact(rate),
                Math.toIntExact(seconds),
                Math.toIntExact(warmUpSeconds),
                seed);
    }
}
