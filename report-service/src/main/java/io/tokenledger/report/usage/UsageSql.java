package io.tokenledger.report.usage;

import io.tokenledger.report.period.Interval;
import io.tokenledger.report.period.Period;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A question as SQL. Its text is put together from constants alone; whatever a caller wrote is a bound value.
 *
 * <p>Hours, days, weeks and months are cut by their borders, which are computed once here ({@code width_bucket} gives the
 * place between them): so the database's own time zone data plays no part.
 *
 * @param values in the order of the question marks
 */
record UsageSql(String text, List<Value> values) {

    /** Something bound to a question mark. */
    sealed interface Value {
        record Text(String text) implements Value {}

        record Time(Instant instant) implements Value {}

        record Count(int count) implements Value {}

        record Texts(List<String> texts) implements Value {}

        record Times(List<Instant> instants) implements Value {}
    }

    // XXX is ISO 4217's "no currency": unpriced. A group with no other currency has no cost: null, not zero.
    private static final String SUMS = """
            sum(requests)::bigint            AS requests,
                   sum(input_tokens)::bigint        AS input_tokens,
                   sum(cached_input_tokens)::bigint AS cached_input_tokens,
                   sum(cache_write_tokens)::bigint  AS cache_write_tokens,
                   sum(output_tokens)::bigint       AS output_tokens,
                   sum(reasoning_tokens)::bigint    AS reasoning_tokens,
                   sum(cost_pico) FILTER (WHERE currency <> 'XXX') AS cost_pico,
                   sum(unpriced_requests)::bigint   AS unpriced_requests\
            """;

    private static final String FIGURES = SUMS + """
            ,
                   max(currency) FILTER (WHERE currency NOT IN ('XXX', ?)) AS other_currency
            """;

    /**
     * A row per group. Where one says that there is a cost in another currency, its cost is meaningless.
     *
     * @param limit of rows
     */
    static UsageSql of(UsageQuery query, UsageSource source, int limit) {
        List<Value> values = new ArrayList<>();
        String groups = groups(query, source, values);
        values.add(new Value.Text(query.currency()));
        String rows = source == UsageSource.ROLLUPS && AttributionSums.canAnswer(query)
                ? AttributionSums.rows(
                        query, values, (filter, bound) -> condition(filter, source, query.period(), bound))
                : source.rows(query, values) + where(query, source, values);
        values.add(new Value.Count(limit));
        // Leans on the rollups' primary keys (tenant_id, bucket_start, …), and on the entries' monthly partitions.
        String text =
                """
                SELECT %s%sFROM %s
                %s
                HAVING count(*) > 0
                LIMIT ?
                """.formatted(groups, FIGURES, rows, groupBy(query.groupBy().size()));
        return new UsageSql(text, values);
    }

    /**
     * A row per group with what costs in the currency asked for, or nothing yet, and a row per group, other currency and
     * day in UTC.
     */
    static UsageSql byCurrencyAndDay(UsageQuery query, UsageSource source) {
        List<Value> values = new ArrayList<>();
        String groups = groups(query, source, values);
        values.add(new Value.Text(query.currency()));
        values.add(new Value.Text(query.currency()));
        String rows = source.rows(query, values) + where(query, source, values);
        String text = """
                SELECT %sCASE WHEN currency NOT IN ('XXX', ?) THEN currency END AS foreign_currency,
                       CASE WHEN currency NOT IN ('XXX', ?) THEN (%s AT TIME ZONE 'UTC')::date END AS foreign_day,
                       %s
                FROM %s
                %s
                """.formatted(
                groups, source.timeColumn(), SUMS, rows, groupBy(query.groupBy().size() + 2));
        return new UsageSql(text, values);
    }

    /** The group's columns, each with the comma behind it. */
    private static String groups(UsageQuery query, UsageSource source, List<Value> values) {
        return query.groupBy().stream()
                .map(dimension -> expression(dimension, source, query.period(), values) + ",\n       ")
                .collect(Collectors.joining());
    }

    private static String groupBy(int columns) {
        return columns == 0
                ? ""
                : IntStream.rangeClosed(1, columns)
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(", ", "GROUP BY ", ""));
    }

    private static String where(UsageQuery query, UsageSource source, List<Value> values) {
        List<String> conditions = new ArrayList<>();
        for (Filter filter : query.filters()) {
            conditions.add(condition(filter, source, query.period(), values));
        }
        return conditions.isEmpty() ? "" : "\nWHERE " + String.join("\n  AND ", conditions);
    }

    private static String condition(Filter filter, UsageSource source, Period period, List<Value> values) {
        String anyOf = expression(filter.dimension(), source, period, values) + " = ANY (?)";
        values.add(new Value.Texts(filter.attributedValues()));
        if (!filter.includesUnattributed()) {
            return anyOf;
        }
        return "(" + anyOf + " OR " + expression(filter.dimension(), source, period, values) + " IS NULL)";
    }

    private static String expression(Dimension dimension, UsageSource source, Period period, List<Value> values) {
        return switch (dimension) {
            case Dimension.Attribute attribute -> attribute.column();
            case Dimension.Tag(String key) -> {
                values.add(new Value.Text(key));
                yield "nullif(tags ->> ?, '')";
            }
            case Dimension.Calendar(Interval interval) -> {
                values.add(new Value.Times(interval.startsIn(period).stream()
                        .map(ZonedDateTime::toInstant)
                        .toList()));
                yield "width_bucket(" + source.timeColumn() + ", ?)";
            }
        };
    }
}
