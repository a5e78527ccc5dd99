package io.tokenledger.report.attributed;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.usage.Dimension;
import java.util.List;
import java.util.stream.Collectors;

/** What the lines of such a report are told apart by, in the order of its {@code group_by}. */
public sealed interface Grouping {
    /** As in {@code group_by=}, and as the key in a line's {@code group}. */
    String wireName();

    /** A dimension of usage that the sums hold: none that only single entries know. */
    record Held(Dimension dimension) implements Grouping {
        @Override
        public String wireName() {
            return dimension.wireName();
        }
    }

    /** A column of the sums themselves. Its name is a constant, never a caller's. */
    record Own(String wireName) implements Grouping {}

    /**
     * The grouping of that name.
     *
     * @param own columns that the report has beside dimensions
     */
    static Grouping named(String name, List<Own> own) {
        return own.stream()
                .filter(column -> column.wireName().equals(name))
                .map(Grouping.class::cast)
                .findFirst()
                .orElseGet(() -> held(name, own));
    }

    private static Grouping held(String name, List<Own> own) {
        Dimension dimension = Dimension.named(name);
        if (dimension.onlyInEntries()) {
            throw ReportError.DIMENSION_NOT_AVAILABLE.because(name
                    + " is known of single entries alone (/v1/usage-entries); here are the other dimensions"
                    + own.stream().map(column -> ", " + column.wireName()).collect(Collectors.joining()));
        }
        return new Held(dimension);
    }
}
