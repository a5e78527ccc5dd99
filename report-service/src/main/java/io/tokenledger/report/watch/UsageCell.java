package io.tokenledger.report.watch;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * What is converted at one rate.
 *
 * @param day of UTC on which the usage is accounted for
 * @param currency XXX (ISO 4217: no currency) where it has no price
 */
record UsageCell(LocalDate day, String currency) implements Comparable<UsageCell> {
    private static final Comparator<UsageCell> ORDER =
            Comparator.comparing(UsageCell::day).thenComparing(UsageCell::currency);

    @Override
    public int compareTo(UsageCell other) {
        return ORDER.compare(this, other);
    }
}
