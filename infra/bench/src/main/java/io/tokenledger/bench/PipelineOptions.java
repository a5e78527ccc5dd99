package io.tokenledger.bench;

import java.util.Iterator;
import java.util.List;

/**
 * What the pipeline benchmark sends.
 *
 * @param events how many different events
 * @param seed which sample
 */
record PipelineOptions(long events, long seed) {
    private static final long DEFAULT_EVENTS = 1_000_000;
    private static final long MOST_EVENTS = 50_000_000;

    static PipelineOptions parse(List<String> arguments) {
        long events = DEFAULT_EVENTS;
        long seed = 1;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException("option " + option + " needs a value");
            }
            String value = rest.next();
            switch (option) {
                case "--events" -> events = number(option, value);
                case "--seed" -> seed = number(option, value);
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        if (events < 10_000 || events > MOST_EVENTS) {
            throw new IllegalArgumentException("--events must be between 10000 and " + MOST_EVENTS + ", not " + events);
        }
        return new PipelineOptions(events, seed);
    }

    private static long number(String option, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " must be a whole number, not '" + value + "'", e);
        }
    }
}
