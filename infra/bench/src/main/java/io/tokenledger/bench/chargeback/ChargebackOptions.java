package io.tokenledger.bench.chargeback;

import io.tokenledger.bench.WholeNumber;
import java.util.Iterator;
import java.util.List;

/**
 * What the benchmark of the chargeback does.
 *
 * @param events in the ledger, all of one month and the days beside it
 * @param questions that are measured in each zone
 * @param peerRuns how often DuckDB is asked the same in each zone
 * @param seed which events
 */
public record ChargebackOptions(long events, int questions, int peerRuns, long seed) {
    private static final long MOST_EVENTS = 100_000_000;

    public static ChargebackOptions parse(List<String> arguments) {
        long events = 10_000_000;
        long questions = 500;
        long peerRuns = 20;
        long seed = 1;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException("option " + option + " needs a value");
            }
            String value = rest.next();
            switch (option) {
                case "--events" -> events = WholeNumber.of(option, value, 10_000, MOST_EVENTS);
                case "--questions" -> questions = WholeNumber.of(option, value, 10, 100_000);
                case "--peer-runs" -> peerRuns = WholeNumber.of(option, value, 1, 1_000);
                case "--seed" -> seed = WholeNumber.of(option, value, 0, Long.MAX_VALUE);
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        return new ChargebackOptions(events, Math.toIntExact(questions), Math.toIntExact(peerRuns), seed);
    }
}
