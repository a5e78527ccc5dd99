package io.tokenledger.bench.dialect;

import io.tokenledger.bench.WholeNumber;
import java.util.List;

/**
 * What is asked of the benchmark.
 *
 * @param seconds how long each dialect is measured, after as long a time to warm up
 */
public record DialectOptions(long seconds) {
    /** Reads the options; a wrong one is refused with its value and the rule. */
    public static DialectOptions parse(List<String> options) {
        long seconds = 2;
        for (int i = 0; i < options.size(); i += 2) {
            String option = options.get(i);
            if (i + 1 == options.size()) {
                throw new IllegalArgumentException("option " + option + " needs a value");
            }
            if (!option.equals("--seconds")) {
                throw new IllegalArgumentException("unknown option " + option);
            }
            seconds = WholeNumber.of(option, options.get(i + 1), 1, 600);
        }
        return new DialectOptions(seconds);
    }
}
