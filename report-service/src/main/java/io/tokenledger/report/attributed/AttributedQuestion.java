package io.tokenledger.report.attributed;

import io.tokenledger.report.period.Period;
import io.tokenledger.report.period.PeriodParameters;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.usage.Dimension;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;

/**
 * A question about sums per attribution.
 *
 * @param groupBy in the order of the answer
 */
public record AttributedQuestion(Period period, List<Grouping> groupBy, List<Selection> filters) {

    /**
     * Only what has one of these values.
     *
     * @param values the empty text: not attributed
     */
    public record Selection(Grouping grouping, List<String> values) {}

    public AttributedQuestion {
        groupBy = List.copyOf(groupBy);
        filters = List.copyOf(filters);
        if (new HashSet<>(groupBy).size() < groupBy.size()) {
            throw ReportError.DIMENSION_REPEATED.because("group_by names a dimension twice: "
                    + groupBy.stream().map(Grouping::wireName).toList());
        }
    }

    /**
     * The question asked; {@code now} decides what this month is.
     *
     * @param own columns that the report has beside dimensions
     * @param usual names that lines are told apart by where {@code group_by} is not given
     */
    public static AttributedQuestion read(
            QueryParameters parameters, Instant now, List<Grouping.Own> own, List<String> usual) {
        List<String> asked = parameters.list("group_by");
        return new AttributedQuestion(
                PeriodParameters.read(parameters, now),
                (asked.isEmpty() ? usual : asked)
                        .stream().map(name -> Grouping.named(name, own)).toList(),
                parameters.startingWith("filter.").entrySet().stream()
                        .map(filter -> selection(filter.getKey(), filter.getValue(), own))
                        .toList());
    }

    private static Selection selection(String name, List<String> values, List<Grouping.Own> own) {
        Grouping grouping = Grouping.named(name, own);
        if (grouping instanceof Grouping.Held(Dimension.Calendar _)) {
            throw ReportError.DIMENSION_NOT_AVAILABLE.because("filter." + name + ": time is selected by from and to");
        }
        return new Selection(grouping, values.stream().distinct().toList());
    }

    /** The names of the dimensions, as an answer repeats them. */
    public List<String> groupByNames() {
        return groupBy.stream().map(Grouping::wireName).toList();
    }
}
