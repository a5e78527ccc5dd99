package io.tokenledger.bench.whatif;

import io.tokenledger.bench.WholeNumber;
import java.util.Iterator;
import java.util.List;

/**
 * What the benchmark of what-if does.
 *
 * @param events of one month in the books
 * @param questions that are measured, of all kinds in turn
 * @param peerRuns how often each kind is asked of plain SQL
 * @param seed which requests and which questions
 */
public record WhatIfOptions(long events, int questions, int peerRuns, long seed) {
    private static final long MOST_EVENTS = 100_000_000;

    public static WhatIfOptions parse(List<String> arguments) {
        long events = 10_000_000;
        long questions = 200;
        long peerRuns = 3;
        long seed = 1;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException("option " + option + " needs a value");
            }
            String value = rest.next();
            switch (option) {
                case "--events" -> events = WholeNumber.of(option, value, 10_000, MOST_EVENTS);
                case "--questions" -> questions = WholeNumber.of(option, value, QuestionKind.values().length, 100_000);
                case "--peer-runs" -> peerRuns = WholeNumber.of(option, value, 1, 100);
                case "--seed" -> seed = WholeNumber.of(option, value, 0, Long.MAX_VALUE);
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        return new WhatIfOptions(events, Math.toIntExact(questions), Math.toIntExact(peerRuns), seed);
    }
}
