package io.tokenledger.report.reconciliation;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * By what bill and books are compared. Empty: of none, or not compared by.
 *
 * @param day in UTC
 * @param model the name that both have in common
 */
record ComparedKey(LocalDate day, String project, String model, String meter, String serviceTier)
        implements Comparable<ComparedKey> {
    private static final Comparator<ComparedKey> ORDER = Comparator.comparing(ComparedKey::day)
            .thenComparing(ComparedKey::project)
            .thenComparing(ComparedKey::model)
            .thenComparing(ComparedKey::serviceTier)
            .thenComparing(ComparedKey::meter);

    /** The lines among which tokens may have been mistaken for one another. */
    record Scope(LocalDate day, String project, String model) {}

    Scope scope() {
        return new Scope(day, project, model);
    }

    @Override
    public int compareTo(ComparedKey other) {
        return ORDER.compare(this, other);
    }
}
