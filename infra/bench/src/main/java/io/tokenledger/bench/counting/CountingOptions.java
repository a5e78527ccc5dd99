package io.tokenledger.bench.counting;

import java.util.Iterator;
import java.util.List;

/**
 * What the counting benchmark measures.
 *
 * @param seed which ideographs and letters
 * @param seconds how long each measurement takes, warming up included
 */
public record CountingOptions(long seed, int seconds) {
    private static final int DEFAULT_SECONDS = 10;
    private static final int MOST_SECONDS = 3600;

    /** Reads the options after the benchmark's name; refuses what it does not know. */
    public static CountingOptions parse(List<String> arguments) {
        long seed = 1;
        long seconds = DEFAULT_SECONDS;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException("option " + option + " needs a value");
            }
            String value = rest.next();
            switch (option) {
                case "--seed" -> seed = number(option, value);
                case "--seconds" -> seconds = number(option, value);
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new IllegalArgumentException("--seconds must be between 1 and " + MOST_SECONDS + ", not " + seconds);
        }
        return new CountingOptions(seed, (int) seconds);
    }

    private static long number(String option, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " must be a whole number, not '" + value + "'", e);
        }
    }
}
