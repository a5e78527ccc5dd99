package io.tokenledger.report.timeseries;

import io.tokenledger.report.period.Interval;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Usage;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.usage.UsageRow;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Usage over time, a series per group, with a point for every interval, also where nothing was used. Pure.
 *
 * @param query without the interval
 * @param starts where each point begins: the first one not before the period does
 * @param series the highest cost first
 */
public record UsageSeries(
        UsageQuery query, Interval interval, List<ZonedDateTime> starts, List<Series> series, Usage total) {
    static final int MAX_POINTS = 200_000;

    /**
     * One group over time.
     *
     * @param points one per interval
     */
    public record Series(List<@Nullable String> group, List<Usage> points) {}

    /** The question whose answer makes the series: the same, by interval as well. */
    public static UsageQuery byInterval(UsageQuery query, Interval interval) {
        for (Dimension dimension : query.groupBy()) {
            if (dimension instanceof Dimension.Calendar) {
                throw ReportError.DIMENSION_NOT_AVAILABLE.because(
                        "group_by " + dimension.wireName() + ": a time series is cut by interval");
            }
        }
        List<Dimension> groupBy = new ArrayList<>(query.groupBy());
        groupBy.add(new Dimension.Calendar(interval));
        return new UsageQuery(query.period(), groupBy, query.filters(), query.currency());
    }

    /**
     * The series that the rows make.
     *
     * @param rows the answer to {@link #byInterval}: the interval is the last of each group's values
     */
    public static UsageSeries of(UsageQuery query, Interval interval, List<UsageRow> rows) {
        List<ZonedDateTime> starts = interval.startsIn(query.period());
        Map<String, Integer> places = new HashMap<>();
        starts.forEach(start -> places.put(interval.label(start), places.size()));
        Map<List<@Nullable String>, Usage[]> byGroup = new LinkedHashMap<>();
        if (query.groupBy().isEmpty()) {
            byGroup.put(List.of(), nothing(starts.size()));
        }
        for (UsageRow row : rows) {
            int last = row.group().size() - 1;
            Usage[] points = byGroup.computeIfAbsent(row.group().subList(0, last), group -> nothing(starts.size()));
            refuseTooMany(byGroup.size(), starts.size());
            int place = Objects.requireNonNull(places.get(row.group().get(last)), "an interval of the period");
            points[place] = row.usage();
        }
        return new UsageSeries(query, interval, clipped(starts, query), sorted(byGroup), UsageRow.total(rows));
    }

    private static List<Series> sorted(Map<List<@Nullable String>, Usage[]> byGroup) {
        return byGroup.entrySet().stream()
                .map(group -> new UsageRow(
                        group.getKey(), Arrays.stream(group.getValue()).reduce(Usage.NONE, Usage::plus)))
                .sorted(UsageRow.HIGHEST_COST_FIRST)
                .map(row -> new Series(row.group(), List.of(byGroup.get(row.group()))))
                .toList();
    }

    private static List<ZonedDateTime> clipped(List<ZonedDateTime> starts, UsageQuery query) {
        ZonedDateTime from = query.period().from().atZone(query.period().zone());
        return starts.stream().map(start -> start.isBefore(from) ? from : start).toList();
    }

    private static Usage[] nothing(int points) {
        Usage[] usage = new Usage[points];
        Arrays.fill(usage, Usage.NONE);
        return usage;
    }

    private static void refuseTooMany(int groups, int points) {
        if ((long) groups * points > MAX_POINTS) {
            throw ReportError.RESULT_TOO_LARGE.because("more than " + MAX_POINTS + " points (" + points
                    + " per group): take a longer interval, a shorter period, or fewer groups");
        }
    }
}
