package io.tokenledger.bench.focus;

import io.tokenledger.bench.WholeNumber;
import java.util.Iterator;
import java.util.List;

/**
 * What the benchmark of the FOCUS export does.
 *
 * @param rows of the file, roughly: every line of usage has four a day
 * @param runs of each format
 * @param heapMegabytes of the service
 */
public record FocusOptions(long rows, int runs, int heapMegabytes) {
    public static FocusOptions parse(List<String> arguments) {
        long rows = 1_000_000;
        long runs = 3;
        long heap = 256;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException("option " + option + " needs a value");
            }
            String value = rest.next();
            switch (option) {
                case "--rows" -> rows = WholeNumber.of(option, value, 1_000, 100_000_000);
                case "--runs" -> runs = WholeNumber.of(option, value, 1, 100);
                case "--heap" -> heap = WholeNumber.of(option, value, 64, 65_536);
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        return new FocusOptions(rows, Math.toIntExact(runs), Math.toIntExact(heap));
    }
}
