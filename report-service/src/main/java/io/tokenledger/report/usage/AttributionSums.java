package io.tokenledger.report.usage;

import io.tokenledger.report.usage.PeriodCover.Stretch;
import io.tokenledger.report.usage.UsageSql.Value;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows of a question in which time is no dimension: each attribution is summed up first, and only these sums are told who
 * they belong to. A month of one attribution is thirty rows and more, so that about a third of the work is spared.
 */
final class AttributionSums {
    private static final String DAYS = "ledger.usage_rollup_day_published";
    private static final String HOURS = "ledger.usage_rollup_hour_published";
    private static final String QUARTER_HOURS = "ledger.usage_rollup_published";

    // Leans on usage_rollup_day_pkey, usage_rollup_hour_pkey and usage_rollup_pkey (tenant_id, bucket_start, …).
    private static String sumsSql(String parts) {
        return """
            (SELECT s.tenant, d.team, d.project, d.app, d.environment, d.provider, d.model, d.service_tier,
                    d.reasoning_effort, d.region, s.currency, s.requests, s.input_tokens, s.cached_input_tokens,
                    s.cache_write_tokens, s.output_tokens, s.reasoning_tokens, s.cost_pico, s.unpriced_requests
             FROM (SELECT tenant, dimension_id, currency,
                          sum(requests)::bigint            AS requests,
                          sum(input_tokens)::bigint        AS input_tokens,
                          sum(cached_input_tokens)::bigint AS cached_input_tokens,
                          sum(cache_write_tokens)::bigint  AS cache_write_tokens,
                          sum(output_tokens)::bigint       AS output_tokens,
                          sum(reasoning_tokens)::bigint    AS reasoning_tokens,
                          sum(cost_pico)                   AS cost_pico,
                          sum(unpriced_requests)::bigint   AS unpriced_requests
                   FROM (%s) AS parts
                   GROUP BY tenant, dimension_id, currency) s
             JOIN ledger.dimension_published d ON d.tenant = s.tenant AND d.dimension_id = s.dimension_id) AS used""".formatted(parts);
    }

    private static String partSql(String view, String times, String attributions) {
        return """
            SELECT tenant, dimension_id, currency, requests, input_tokens, cached_input_tokens, cache_write_tokens,
                   output_tokens, reasoning_tokens, cost_pico, unpriced_requests
            FROM %s WHERE (%s)%s""".formatted(view, times, attributions);
    }

    private static String ofTheseSql(String conditions) {
        return """

              AND (tenant, dimension_id) IN (SELECT tenant, dimension_id FROM ledger.dimension_published WHERE %s)""".formatted(conditions);
    }

    private final UsageQuery query;
    private final List<Value> values;
    private final BiFunction<Filter, List<Value>, String> condition;

    private AttributionSums(UsageQuery query, List<Value> values, BiFunction<Filter, List<Value>, String> condition) {
        this.query = query;
        this.values = values;
        this.condition = condition;
    }

    /** Whether time is none of the dimensions. */
    static boolean canAnswer(UsageQuery query) {
        return query.groupBy().stream().noneMatch(Dimension.Calendar.class::isInstance);
    }

    /**
     * What belongs behind FROM; adds what is bound there.
     *
     * @param condition a filter as SQL over the attributes
     */
    static String rows(UsageQuery query, List<Value> values, BiFunction<Filter, List<Value>, String> condition) {
        return new AttributionSums(query, values, condition).rows();
    }

    private String rows() {
        PeriodCover cover = PeriodCover.of(query);
        return sumsSql(
                Stream.of(part(DAYS, cover.days()), part(HOURS, cover.hours()), part(QUARTER_HOURS, cover.quarters()))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("\nUNION ALL\n")));
    }

    /** Empty where there are no stretches. */
    private String part(String view, List<Stretch> stretches) {
        if (stretches.isEmpty()) {
            return "";
        }
        String times = UsageSource.within("bucket_start", stretches, values);
        return partSql(view, times, ofTheseAttributions());
    }

    /** All filters, before anything is added up; a tenant's also leads the index. */
    private String ofTheseAttributions() {
        String tenants = query.filters().stream()
                .filter(filter -> filter.dimension() == Dimension.Attribute.TENANT)
                .map(filter -> "\n  AND " + condition.apply(filter, values))
                .collect(Collectors.joining());
        List<Filter> others = query.filters().stream()
                .filter(filter -> filter.dimension() != Dimension.Attribute.TENANT)
                .toList();
        if (others.isEmpty()) {
            return tenants;
        }
        return tenants
                + ofTheseSql(others.stream()
                        .map(filter -> condition.apply(filter, values))
                        .collect(Collectors.joining(" AND ")));
    }
}
