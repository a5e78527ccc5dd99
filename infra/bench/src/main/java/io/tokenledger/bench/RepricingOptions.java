package io.tokenledger.bench;

import java.util.Iterator;
import java.util.List;

/**
 * What the benchmark of repricing does.
 *
 * @param events booked before the price changes
 * @param rate events a second that come in beside the repricing
 * @param seconds how long the same load is measured without a repricing
 * @param seed which sample
 */
record RepricingOptions(long events, long rate, long seconds, long seed) {
    private static final long MOST_EVENTS = 20_000_000;
    private static final long MOST_PER_SECOND = 50_000;

    static RepricingOptions parse(List<String> arguments) {
        long events = 1_000_000;
        long rate = 10_000;
        long seconds = 30;
        long seed = 1;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException("option " + option + " needs a value");
            }
            String value = rest.next();
            switch (option) {
                case "--events" -> events = WholeNumber.of(option, value, 10_000, MOST_EVENTS);
                case "--rate" -> rate = WholeNumber.of(option, value, 100, MOST_PER_SECOND);
                case "--seconds" -> seconds = WholeNumber.of(option, value, 5, 600);
                case "--seed" -> seed = WholeNumber.of(option, value, 0, Long.MAX_VALUE);
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        return new RepricingOptions(events, rate, seconds, seed);
    }
}
