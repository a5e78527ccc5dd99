package io.tokenledger.report.usage;

import io.tokenledger.report.period.Period;
import io.tokenledger.report.problem.ReportError;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * A question about usage: within a period, of what passes all filters, per group.
 *
 * @param groupBy in the order of the answer; none: everything in one line
 * @param currency ISO 4217; the answer is in it, or there is none
 */
public record UsageQuery(Period period, List<Dimension> groupBy, List<Filter> filters, String currency) {
    /** More dimensions than anyone reads; a bound on the width of an answer. */
    private static final int MAX_DIMENSIONS = 16;

    public UsageQuery {
        groupBy = List.copyOf(groupBy);
        filters = List.copyOf(filters);
        if (new HashSet<>(groupBy).size() < groupBy.size() || groupBy.size() > MAX_DIMENSIONS) {
            throw ReportError.DIMENSION_REPEATED.because(
                    "group_by names a dimension twice, or more than " + MAX_DIMENSIONS + ": "
                            + groupBy.stream().map(Dimension::wireName).toList());
        }
    }

    /** The rollups where they can answer, which are far smaller; else the entries. Both give the same figures. */
    public UsageSource source() {
        boolean needsEntries = Stream.concat(groupBy.stream(), filters.stream().map(Filter::dimension))
                .anyMatch(Dimension::onlyInEntries);
        return needsEntries ? UsageSource.ENTRIES : UsageSource.ROLLUPS;
    }

    /** The names of the dimensions, as an answer repeats them. */
    public List<String> groupByNames() {
        return groupBy.stream().map(Dimension::wireName).toList();
    }
}
