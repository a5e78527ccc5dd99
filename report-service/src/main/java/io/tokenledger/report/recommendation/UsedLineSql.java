package io.tokenledger.report.recommendation;

import java.util.List;

/**
 * Reads a tenant's usage from days, hours and single entries, each part of the time from one of them. Leans on
 * usage_profile_pkey and usage_entry_pkey. Bound, in this order: the starts of the stretches, the tenant, the days, the
 * hours, the starts once more, from and until when single entries are read, the tenant twice, the app or null twice.
 */
final class UsedLineSql {
    private UsedLineSql() {}

    /** The columns that tell one line from another. */
    static final List<String> KEY = List.of(
            "app",
            "environment",
            "provider",
            "model",
            "service_tier",
            "reasoning_effort",
            "region",
            "size_class",
            "currency",
            "stretch");

    private static final String KEY_OF_PROFILE =
            "p.dimension_id, p.size_class, p.currency, width_bucket(p.bucket_start, ?::timestamptz[]) AS stretch,";

    private static final String KEY_OF_ENTRY =
            "e.dimension_id, e.size_class, e.currency, width_bucket(e.occurred_at, ?::timestamptz[]),";

    private static final String WHERE_PROFILE = """
            WHERE p.tenant = ?
              AND ((p.bucket_hours = 24 AND p.bucket_start = ANY (?::timestamptz[]))
                OR (p.bucket_hours = 1 AND p.bucket_start = ANY (?::timestamptz[])))
            """;

    private static final String FROM_ENTRIES = """
            FROM unnest(?::timestamptz[], ?::timestamptz[]) AS rest (begins_at, ends_at)
            JOIN ledger.usage_entry_sized e
              ON e.tenant = ? AND e.occurred_at >= rest.begins_at AND e.occurred_at < rest.ends_at
            """;

    private static final String KEY_OF_LINE = """
            coalesce(d.app, '') AS app, d.environment, d.provider, d.model, d.service_tier, d.reasoning_effort, d.region,
            c.size_class, c.currency, c.stretch,
            """;

    // What a gateway answers out of its cache reaches no model: nothing can be advised of it.
    private static final String FROM_CELLS = """
            FROM cell c
            JOIN ledger.dimension_published d ON d.tenant = ? AND d.dimension_id = c.dimension_id
            WHERE d.service_tier <> 'gateway_cache' AND (?::text IS NULL OR coalesce(d.app, '') = ?)
            GROUP BY coalesce(d.app, ''), d.environment, d.provider, d.model, d.service_tier, d.reasoning_effort, d.region,
                c.size_class, c.currency, c.stretch
            """;

    /** Sums of the meters that have a column. */
    static final String CELLS = "WITH cell AS (SELECT " + KEY_OF_PROFILE + """

                   p.plain_input_tokens, p.cached_input_tokens, p.cache_write_tokens, p.cache_write_1h_tokens,
                   p.audio_input_tokens, p.image_input_tokens, p.plain_output_tokens, p.reasoning_tokens,
                   p.audio_output_tokens, p.requests, p.web_searches, p.measured_input_tokens,
                   p.repeated_prefix_tokens, p.cacheable_input_tokens, p.cost_pico
            FROM ledger.usage_profile_published p
            """ + WHERE_PROFILE + "UNION ALL SELECT "
            + KEY_OF_ENTRY + """

                   e.plain_input_tokens, e.cached_input_tokens, e.cache_write_tokens, e.cache_write_1h_tokens,
                   e.audio_input_tokens, e.image_input_tokens, e.plain_output_tokens, e.reasoning_tokens,
                   e.audio_output_tokens, e.requests, e.web_searches, e.measured_input_tokens,
                   coalesce(e.repeated_prefix_tokens, 0), e.cacheable_input_tokens, e.cost_pico
            """ + FROM_ENTRIES + ") SELECT " + KEY_OF_LINE + """
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
                   sum(c.measured_input_tokens)::bigint AS measured_input_tokens,
                   sum(c.repeated_prefix_tokens)::bigint AS repeated_prefix_tokens,
                   sum(c.cacheable_input_tokens)::bigint AS cacheable_input_tokens,
                   sum(c.cost_pico) AS cost_pico
            """ + FROM_CELLS;

    /** Sums of the further meters, a row for each. */
    static final String FURTHER = "WITH cell AS (SELECT " + KEY_OF_PROFILE + """
             p.meter, p.quantity
            FROM ledger.usage_profile_meter_published p
            """ + WHERE_PROFILE + "UNION ALL SELECT "
            + KEY_OF_ENTRY + """
             m.key, m.value::bigint
            """ + FROM_ENTRIES + """
            CROSS JOIN LATERAL jsonb_each_text(e.more_meters) AS m)
            SELECT\s""" + KEY_OF_LINE + """
                   c.meter, sum(c.quantity)::bigint AS quantity
            """ + FROM_CELLS.stripTrailing() + ", c.meter";
}
