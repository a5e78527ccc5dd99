package io.tokenledger.report.directcost;

import java.util.Collections;

/**
 * The statement that adds up entries so that what is in one row was rated alike: by one price list, at one state of the
 * uplifts and discounts, in one stretch of their validity. Its text is made of constants; what differs between questions is
 * whether something is told apart at all.
 *
 * @param sliced whether there are borders
 * @param late whether something is accounted late
 * @param adjusted whether there ever was an uplift or a discount
 * @param tagKeys how many tags are told apart
 */
record MeterSql(boolean sliced, boolean late, boolean adjusted, boolean byUser, int tagKeys) {

    private static final String KEYS = """
        day, slice, accounted_late, adjusts, sort, reference, currency, price_id, dimension_id, user_id, tags, stretch,
        state\
        """;

    /**
     * Its question marks: borders of slices, of periods, the keys of tags, instants and versions of the price history, each
     * where there is one; tenant, from, to; tenant.
     */
    String text() {
        String rated = "CASE WHEN price_id IS NULL OR entry_kind IN ('charge', 'correction') THEN 0 ELSE %s END";
        // Leans on usage_entry_pkey of the months that the period touches, and on usage_entry_accounted_idx for what is
        // accounted late; the second reading leans on usage_entry_more_meters_idx. dimension_published is small.
        return """
            WITH entry AS NOT MATERIALIZED (
                SELECT (accounted_at AT TIME ZONE 'UTC')::date AS day,
                       %1$s AS slice,
                       accounted_late,
                       %2$s AS adjusts,
                       CASE entry_kind WHEN 'charge' THEN 2 WHEN 'correction' THEN 1 ELSE 0 END AS sort,
                       CASE WHEN entry_kind IN ('charge', 'correction') THEN reference END COLLATE "C" AS reference,
                       currency COLLATE "C" AS currency, price_id, dimension_id,
                       %3$s AS user_id,
                       %4$s AS tags,
                       %5$s AS stretch,
                       %6$s AS state,
                       plain_input_tokens, cached_input_tokens, cache_write_tokens, cache_write_1h_tokens,
                       audio_input_tokens, image_input_tokens, plain_output_tokens, reasoning_tokens,
                       audio_output_tokens, requests, web_searches, more_meters, cost_pico
                FROM ledger.entry_published
                WHERE tenant = ? AND accounted_at >= ? AND accounted_at < ?),
            added AS (
                SELECT %7$s, NULL::text AS meter, NULL::bigint AS quantity,
                       sum(plain_input_tokens)::bigint    AS plain_input_tokens,
                       sum(cached_input_tokens)::bigint   AS cached_input_tokens,
                       sum(cache_write_tokens)::bigint    AS cache_write_tokens,
                       sum(cache_write_1h_tokens)::bigint AS cache_write_1h_tokens,
                       sum(audio_input_tokens)::bigint    AS audio_input_tokens,
                       sum(image_input_tokens)::bigint    AS image_input_tokens,
                       sum(plain_output_tokens)::bigint   AS plain_output_tokens,
                       sum(reasoning_tokens)::bigint      AS reasoning_tokens,
                       sum(audio_output_tokens)::bigint   AS audio_output_tokens,
                       sum(requests)::bigint              AS requests,
                       sum(web_searches)::bigint          AS web_searches,
                       sum(cost_pico)                     AS cost_pico
                FROM entry
                GROUP BY %7$s
                UNION ALL
                SELECT %7$s, further.key, sum(further.value::bigint)::bigint,
                       0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL
                FROM entry CROSS JOIN LATERAL jsonb_each_text(more_meters) AS further
                WHERE more_meters IS NOT NULL
                GROUP BY %7$s, further.key),
            origin AS (
                SELECT dimension_id, team, project, app, environment, provider, model, service_tier, reasoning_effort,
                       region,
                       dense_rank() OVER (ORDER BY
                           team COLLATE "C" NULLS FIRST, project COLLATE "C" NULLS FIRST, app COLLATE "C" NULLS FIRST,
                           environment COLLATE "C" NULLS FIRST, provider COLLATE "C", model COLLATE "C",
                           service_tier COLLATE "C", region COLLATE "C" NULLS FIRST) AS place,
                       rank() OVER (ORDER BY reasoning_effort COLLATE "C" NULLS FIRST) AS effort_place
                FROM ledger.dimension_published
                WHERE tenant = ?)
            SELECT added.*, origin.team, origin.project, origin.app, origin.environment, origin.provider, origin.model,
                   origin.service_tier, origin.reasoning_effort, origin.region
            FROM added JOIN origin ON origin.dimension_id = added.dimension_id
            ORDER BY day, place, effort_place, slice, accounted_late, adjusts, sort, reference, currency, price_id,
                     user_id, tags, added.dimension_id, stretch, state, meter NULLS FIRST
            """.formatted(
                        sliced ? "width_bucket(accounted_at, ?)" : "0",
                        late ? "CASE WHEN accounted_late THEN width_bucket(occurred_at, ?) END" : "NULL::int",
                        byUser ? "user_id COLLATE \"C\"" : "NULL::text",
                        tagKeys == 0
                                ? "NULL::text[]"
                                : "ARRAY[" + String.join(", ", Collections.nCopies(tagKeys, "nullif(tags ->> ?, '')"))
                                        + "]" + " COLLATE \"C\"",
                        adjusted ? rated.formatted("width_bucket(occurred_at, ?)") : "0",
                        adjusted ? rated.formatted("coalesce(width_bucket(book_version, ?), -1)") : "0",
                        KEYS);
    }
}
