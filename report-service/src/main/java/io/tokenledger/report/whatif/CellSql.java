package io.tokenledger.report.whatif;

import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Dimension.Attribute;
import io.tokenledger.report.usage.Filter;
import io.tokenledger.report.whatif.BoundSql.Value;
import io.tokenledger.report.whatif.Stretches.Part;
import io.tokenledger.report.whatif.UsageSource.Buckets;
import io.tokenledger.report.whatif.UsageSource.Entries;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Statements that read usage as cells: sums by kind, class of size, abilities, currency and stretch of time, from the
 * profile's months, days or hours or from the entries; or the entries one by one. Leans on usage_profile_pkey, usage_entry_pkey
 * and, for large requests, usage_entry_large_idx.
 */
final class CellSql {
    /** The dimensions of the ledger that are asked for, and the number of the kind that each belongs to. */
    record Scope(List<String> tenants, List<String> tenantOfDimension, List<UUID> dimensions, List<Integer> kinds) {
        /** The same with the dimensions of some kinds only. */
        Scope ofKinds(IntPredicate wanted) {
            int[] places = IntStream.range(0, kinds.size())
                    .filter(i -> wanted.test(kinds.get(i)))
                    .toArray();
            List<String> tenantsOfThem =
                    IntStream.of(places).mapToObj(tenantOfDimension::get).toList();
            return new Scope(
                    tenantsOfThem.stream().distinct().toList(),
                    tenantsOfThem,
                    IntStream.of(places).mapToObj(dimensions::get).toList(),
                    IntStream.of(places).mapToObj(kinds::get).toList());
        }
    }

    /** Above so many tokens in all a request is in an index of its own. */
    static final long LARGE_TOKENS = 65_536;

    private static final Instant LONG_AGO = Instant.parse("1970-01-01T00:00:00Z");

    private static final String SUMS = """
            sum(c.plain_input_tokens)::bigint AS plain_input_tokens,
            sum(c.cached_input_tokens)::bigint AS cached_input_tokens,
            sum(c.cache_write_tokens)::bigint AS cache_write_tokens,
            sum(c.cache_write_1h_tokens)::bigint AS cache_write_1h_tokens,
            sum(c.audio_input_tokens)::bigint AS audio_input_tokens,
            sum(c.image_input_tokens)::bigint AS image_input_tokens,
            sum(c.plain_output_tokens)::bigint AS plain_output_tokens,
            sum(c.reasoning_tokens)::bigint AS reasoning_tokens,
            sum(c.audio_output_tokens)::bigint AS audio_output_tokens,
            sum(c.requests)::bigint AS requests,
            sum(c.web_searches)::bigint AS web_searches,
            sum(c.cost_pico) AS cost_pico,
            sum(c.cacheable_input_tokens)::bigint AS cacheable_input_tokens,
            """;

    private static final String BOUNDS = """
            min(c.min_input_tokens) AS min_input_tokens, max(c.max_input_tokens) AS max_input_tokens,
            min(c.min_total_tokens) AS min_total_tokens, max(c.max_total_tokens) AS max_total_tokens,
            min(c.min_output_tokens) AS min_output_tokens, max(c.max_output_tokens) AS max_output_tokens
            """;

    private static final String BOUNDS_OF_ENTRIES = """
            min(c.request_input_tokens / greatest(c.request_requests, 1)) AS min_input_tokens,
            max((c.request_input_tokens + greatest(c.request_requests, 1) - 1) / greatest(c.request_requests, 1))
                AS max_input_tokens,
            min(c.request_total_tokens / greatest(c.request_requests, 1)) AS min_total_tokens,
            max((c.request_total_tokens + greatest(c.request_requests, 1) - 1) / greatest(c.request_requests, 1))
                AS max_total_tokens,
            min(c.request_output_tokens / greatest(c.request_requests, 1)) AS min_output_tokens,
            max((c.request_output_tokens + greatest(c.request_requests, 1) - 1) / greatest(c.request_requests, 1))
                AS max_output_tokens
            """;

    private static final String ONE_BY_ONE = """
            c.event_key, c.plain_input_tokens, c.cached_input_tokens, c.cache_write_tokens, c.cache_write_1h_tokens,
            c.audio_input_tokens, c.image_input_tokens, c.plain_output_tokens, c.reasoning_tokens,
            c.audio_output_tokens, c.requests, c.web_searches, c.cost_pico, c.cacheable_input_tokens,
            c.request_input_tokens, c.request_output_tokens, c.request_reasoning_tokens,
            greatest(c.request_requests, 1) AS request_requests, c.more_meters::text AS more_meters
            """;

    private final Scope scope;
    private final List<Dimension> onlyInEntries;
    private final List<Filter> filters;
    private final List<Instant> starts;

    /**
     * @param onlyInEntries dimensions that the profile does not hold and that are asked for
     * @param filters on such dimensions
     * @param starts of the stretches
     */
    CellSql(Scope scope, List<Dimension> onlyInEntries, List<Filter> filters, List<Instant> starts) {
        this.scope = scope;
        this.onlyInEntries = List.copyOf(onlyInEntries);
        this.filters = List.copyOf(filters);
        this.starts = starts;
    }

    /** The same for some kinds of usage only. */
    CellSql ofKinds(IntPredicate wanted) {
        return new CellSql(scope.ofKinds(wanted), onlyInEntries, filters, starts);
    }

    /** The same where all that is read belongs to one stretch, whenever it was. */
    CellSql inOneStretch() {
        return new CellSql(scope, onlyInEntries, filters, List.of(LONG_AGO));
    }

    /** Whether there is anything to read. */
    boolean isEmpty() {
        return scope.dimensions().isEmpty();
    }

    /** Sums by column. */
    BoundSql sums(UsageSource source) {
        return switch (source) {
            case Buckets buckets ->
                in(
                                selected("c.bucket_start", "")
                                        .add(SUMS)
                                        .add(BOUNDS)
                                        .add(from("ledger.usage_profile_published"), scopeValues()),
                                buckets)
                        .add(groupBy(""));
            case Entries(List<Part> parts) ->
                within(
                                selected("c.occurred_at", ownColumns())
                                        .add(SUMS)
                                        .add(BOUNDS_OF_ENTRIES)
                                        .add(from("ledger.usage_entry_sized"), scopeValues()),
                                parts)
                        .add(groupBy(ownNames()));
        };
    }

    /** The further meters: quantities beside the columns. */
    BoundSql moreMeters(UsageSource source) {
        return switch (source) {
            case Buckets buckets ->
                in(
                                selected("c.bucket_start", "c.meter, ")
                                        .add("sum(c.quantity)::bigint AS quantity\n")
                                        .add(from("ledger.usage_profile_meter_published"), scopeValues()),
                                buckets)
                        .add(groupBy("meter, "));
            case Entries(List<Part> parts) ->
                within(
                                selected("c.occurred_at", "m.key AS meter, " + ownColumns())
                                        .add("sum(m.value::bigint)::bigint AS quantity\n")
                                        .add(from("ledger.usage_entry_sized"), scopeValues())
                                        .add("CROSS JOIN LATERAL jsonb_each_text(c.more_meters) AS m\n"),
                                parts)
                        .add(" AND c.more_meters IS NOT NULL")
                        .add(groupBy("meter, " + ownNames()));
        };
    }

    /** Requests and cost, whatever the requests' sizes: all there is to know of usage that stays. */
    BoundSql costs(UsageSource source) {
        BoundSql sums =
                switch (source) {
                    case Buckets buckets ->
                        in(cost("c.bucket_start").add(from("ledger.usage_profile_published"), scopeValues()), buckets);
                    case Entries(List<Part> parts) ->
                        within(cost("c.occurred_at").add(from("ledger.usage_entry_sized"), scopeValues()), parts);
                };
        return sums.add("\nGROUP BY k.kind, c.currency, stretch");
    }

    private BoundSql in(BoundSql sql, Buckets buckets) {
        return sql.add(
                "WHERE c.bucket_hours = " + buckets.hours() + " AND c.tenant = ANY (?) AND c.bucket_start = ANY (?)",
                new Value.Texts(scope.tenants()),
                new Value.Times(buckets.starts()));
    }

    /** The entries of those parts of the period one by one, of these classes of size. */
    BoundSql oneByOne(List<Part> parts, List<Integer> sizeClasses, boolean largeOnly) {
        BoundSql sql = selected("c.occurred_at", ownColumns())
                .add(ONE_BY_ONE)
                .add(from("ledger.usage_entry_sized"), scopeValues());
        within(sql, parts)
                .add(" AND c.size_class = ANY (?)", new Value.Numbers(sizeClasses))
                .add(" AND c.dimension_id = ANY (?)", new Value.Ids(scope.dimensions())); // for the index
        return largeOnly ? sql.add(" AND c.request_total_tokens > " + LARGE_TOKENS) : sql;
    }

    private BoundSql cost(String timeColumn) {
        return new BoundSql()
                .add(
                        "SELECT k.kind, c.currency, width_bucket(" + timeColumn + ", ?) AS stretch,"
                                + " sum(c.requests)::bigint AS requests, sum(c.cost_pico) AS cost_pico\n",
                        new Value.Times(starts));
    }

    private BoundSql selected(String timeColumn, String own) {
        BoundSql sql = new BoundSql().add("SELECT k.kind, " + own);
        tagsOf(own, sql);
        return sql.add(
                "c.size_class, c.capabilities, c.currency, width_bucket(" + timeColumn + ", ?) AS stretch,\n",
                new Value.Times(starts));
    }

    private void tagsOf(String own, BoundSql sql) {
        if (own.contains("?")) {
            onlyInEntries.stream()
                    .filter(Dimension.Tag.class::isInstance)
                    .map(Dimension.Tag.class::cast)
                    .forEach(tag -> sql.values().add(new Value.Text(tag.key())));
        }
    }

    /** The dimensions that only entries hold, each with the comma behind it. */
    private String ownColumns() {
        var columns = new StringBuilder();
        for (int i = 0; i < onlyInEntries.size(); i++) {
            columns.append(expression(onlyInEntries.get(i)))
                    .append(" AS own")
                    .append(i)
                    .append(", ");
        }
        return columns.toString();
    }

    private String ownNames() {
        var names = new StringBuilder();
        for (int i = 0; i < onlyInEntries.size(); i++) {
            names.append("own").append(i).append(", ");
        }
        return names.toString();
    }

    private static String expression(Dimension dimension) {
        return dimension instanceof Dimension.Tag
                ? "nullif(c.tags ->> ?, '')"
                : "c." + ((Attribute) dimension).column();
    }

    private static String from(String view) {
        return "FROM unnest(?::text[], ?::uuid[], ?::int[]) AS k (tenant, dimension_id, kind)\nJOIN " + view
                + " c ON c.tenant = k.tenant AND c.dimension_id = k.dimension_id\n";
    }

    private Value[] scopeValues() {
        return new Value[] {
            new Value.Texts(scope.tenantOfDimension()),
            new Value.Ids(scope.dimensions()),
            new Value.Numbers(scope.kinds())
        };
    }

    private BoundSql within(BoundSql sql, List<Part> parts) {
        sql.add("WHERE c.tenant = ANY (?) AND (", new Value.Texts(scope.tenants()));
        String or = "";
        for (Part part : parts) {
            sql.add(
                    or + "(c.occurred_at >= ? AND c.occurred_at < ?)",
                    new Value.Time(part.from()),
                    new Value.Time(part.until()));
            or = " OR ";
        }
        sql.add(")");
        for (Filter filter : filters) {
            condition(sql, filter);
        }
        return sql;
    }

    private static void condition(BoundSql sql, Filter filter) {
        Dimension dimension = filter.dimension();
        sql.add(" AND (" + expression(dimension) + " = ANY (?)", bound(dimension, new Value.Texts(filter.values())));
        if (filter.values().contains("")) {
            sql.add(" OR " + expression(dimension) + " IS NULL", bound(dimension));
        }
        sql.add(")");
    }

    private static Value[] bound(Dimension dimension, Value... more) {
        if (!(dimension instanceof Dimension.Tag(String key))) {
            return more;
        }
        Value[] values = new Value[more.length + 1];
        values[0] = new Value.Text(key);
        System.arraycopy(more, 0, values, 1, more.length);
        return values;
    }

    private static String groupBy(String own) {
        return "\nGROUP BY k.kind, " + own + "c.size_class, c.capabilities, c.currency, stretch";
    }
}
