package io.tokenledger.report.outlook;

import io.tokenledger.report.forecast.Step;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Filter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where some usage is heading.
 *
 * @param at the moment that it is asked for: what was used later is not looked at
 * @param from first day of the history; null: as much as serves
 * @param groupBy dimensions of the answer beside the whole; none of the calendar
 * @param currency ISO 4217; null: tokens and requests alone, whatever they cost
 */
public record OutlookQuestion(
        Instant at,
        ZoneId zone,
        Step step,
        @Nullable LocalDate from,
        Horizon horizon,
        List<Dimension> groupBy,
        List<Filter> filters,
        @Nullable String currency) {
    private static final int MOST_DIMENSIONS = 8;

    public OutlookQuestion {
        groupBy = List.copyOf(groupBy);
        filters = List.copyOf(filters);
        for (Dimension dimension : groupBy) {
            if (dimension instanceof Dimension.Calendar) {
                throw ReportError.DIMENSION_NOT_AVAILABLE.because(
                        "group_by " + dimension.wireName() + ": a forecast is by time anyway, as step says");
            }
        }
        if (new HashSet<>(groupBy).size() < groupBy.size() || groupBy.size() > MOST_DIMENSIONS) {
            throw ReportError.DIMENSION_REPEATED.because(
                    "group_by names a dimension twice, or more than " + MOST_DIMENSIONS + ": "
                            + groupBy.stream().map(Dimension::wireName).toList());
        }
    }
}
