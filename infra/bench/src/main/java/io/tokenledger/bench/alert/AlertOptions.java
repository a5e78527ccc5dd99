package io.tokenledger.bench.alert;

import io.tokenledger.bench.WholeNumber;
import java.util.Iterator;
import java.util.List;

/**
 * What the benchmark of alerts does.
 *
 * @param budgets that are watched, beside those of the probes
 * @param rate events a second that come in meanwhile
 * @param probes events that each cross a budget of their own
 * @param seed which events and which budgets
 */
public record AlertOptions(int budgets, long rate, int probes, long seed) {
    private static final int MOST_BUDGETS = 100_000;
    private static final int MOST_PROBES = 10_000;

    public static AlertOptions parse(List<String> arguments) {
        long budgets = 10_000;
        long rate = 10_000;
        long probes = 400;
        long seed = 1;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException("option " + option + " needs a value");
            }
            String value = rest.next();
            switch (option) {
                case "--budgets" -> budgets = WholeNumber.of(option, value, 1, MOST_BUDGETS);
                case "--rate" -> rate = WholeNumber.of(option, value, 1, 1_000_000);
                case "--probes" -> probes = WholeNumber.of(option, value, 1, MOST_PROBES);
                case "--seed" -> seed = WholeNumber.of(option, value, 0, Long.MAX_VALUE);
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        return new AlertOptions(Math.toIntExact(budgets), rate, Math.toIntExact(probes), seed);
    }
}
