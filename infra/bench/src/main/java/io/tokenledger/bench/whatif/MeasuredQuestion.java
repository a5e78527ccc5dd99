package io.tokenledger.bench.whatif;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A question of the benchmark, for the endpoint and for plain SQL.
 *
 * @param from RFC 3339, or a date in the zone; so {@code to}
 * @param groupBy a dimension; empty: none
 */
record MeasuredQuestion(String from, String to, String zone, String groupBy, List<MeasuredSwap> swaps) {
    String json() {
        return """
                {"from":"%s","to":"%s","timezone":"%s","currency":"USD","filter":{"tenant":["%s"]},"swaps":[%s],\
                "group_by":[%s]}""".formatted(
                        from,
                        to,
                        zone,
                        MonthInTheBooks.TENANT,
                        swaps.stream().map(MeasuredSwap::json).collect(Collectors.joining(",")),
                        groupBy.isEmpty() ? "" : "\"" + groupBy + "\"");
    }

    /** The same by GROUP BY and CASE over the entries: a line per group, with its cost before and after. */
    String sql(Map<String, Limits> limits) {
        String targets = IntStream.range(0, swaps.size())
                .mapToObj(i -> "JOIN public.bench_price p%d ON p%d.model = '%s' AND p%d.service_tier = '%s'"
                        .formatted(i, i, swaps.get(i).to(), i, swaps.get(i).tier()))
                .collect(Collectors.joining("\n"));
        String cases = IntStream.range(0, swaps.size())
                .mapToObj(i -> "WHEN " + swaps.get(i).matches() + " AND "
                        + swaps.get(i).fits(limitsOf(limits, swaps.get(i).to())) + " THEN "
                        + swaps.get(i).cost("p" + i))
                .collect(Collectors.joining("\n"));
        String group = groupBy.isEmpty() ? "''" : "d." + groupBy;
        return """
                SELECT %s AS line, count(*) AS requests, sum(e.cost_pico) AS before,
                       sum(CASE %s ELSE e.cost_pico END) AS after
                FROM ledger.usage_entry e
                JOIN ledger.usage_dimension d ON d.tenant_id = e.tenant_id AND d.dimension_id = e.dimension_id
                %s
                WHERE e.tenant_id = '%s' AND e.occurred_at >= %s AND e.occurred_at < %s
                GROUP BY 1""".formatted(group, cases, targets, MonthInTheBooks.TENANT, instant(from), instant(to));
    }

    private static Limits limitsOf(Map<String, Limits> limits, String model) {
        return Objects.requireNonNull(limits.get(model), "the catalog does not know " + model);
    }

    private String instant(String text) {
        return text.contains("T")
                ? "timestamptz '" + text + "'"
                : "(timestamp '" + text + "' AT TIME ZONE '" + zone + "')";
    }
}
