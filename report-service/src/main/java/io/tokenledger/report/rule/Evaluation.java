package io.tokenledger.report.rule;

import io.tokenledger.report.alert.Finding;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * What a rule says now.
 *
 * @param findings what is so
 * @param settled what is no longer so
 * @param said for people: what it saw, or why it says nothing
 * @param saw figures by name, in order
 * @param next when it is to be asked again
 */
public record Evaluation(
        Outcome outcome,
        List<Finding> findings,
        List<Settled> settled,
        String said,
        Map<String, String> saw,
        Instant next) {
    public Evaluation {
        findings = List.copyOf(findings);
        settled = List.copyOf(settled);
        saw = Collections.unmodifiableMap(new LinkedHashMap<>(saw));
    }

    /** How it ended. */
    public enum Outcome {
        /** Nothing is wrong. */
        QUIET,
        /** Something is. */
        FIRING,
        /** There is too little to say anything from. */
        UNKNOWN,
        /** It could not be evaluated. */
        FAILED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An alert that is no longer so. */
    public record Settled(UUID alert, String why) {}

    /** Nothing can be said; what fires goes on firing. */
    static Evaluation unknown(String why, Map<String, String> saw, Instant next) {
        return new Evaluation(Outcome.UNKNOWN, List.of(), List.of(), why, saw, next);
    }
}
