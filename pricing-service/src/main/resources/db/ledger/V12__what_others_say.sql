-- What others say of an event beside what it is charged: what a provider or a gateway states that it cost, what its text
-- counts, that its answer was cut off. And what is free by definition, without a price list that says so.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

-- Nearly all entries have none of these: null takes no room in a row that has nulls anyway.
ALTER TABLE ledger.usage_entry ADD COLUMN aborted boolean;                   -- null: not, or not known to be
ALTER TABLE ledger.usage_entry ADD COLUMN free_reason text;                  -- gateway_cache; null: not free by definition
ALTER TABLE ledger.usage_entry ADD COLUMN stated_cost_pico numeric(38, 0);   -- 1e-12 USD, signed as the meters
ALTER TABLE ledger.usage_entry ADD COLUMN stated_cost_by text;               -- on all entries of the event
-- cost_pico - stated_cost_pico; null: they agree, or cannot be compared. A column, because a planner that has its statistics
-- knows how few there are; of a comparison of two columns it knows nothing and would read the ledger.
ALTER TABLE ledger.usage_entry ADD COLUMN stated_difference_pico numeric(38, 0);
ALTER TABLE ledger.usage_entry ADD COLUMN text_input_tokens bigint;          -- counted from text, signed as the meters;
ALTER TABLE ledger.usage_entry ADD COLUMN text_input_provenance text;        -- null: not counted, or no quantities
ALTER TABLE ledger.usage_entry ADD COLUMN text_output_tokens bigint;
ALTER TABLE ledger.usage_entry ADD COLUMN text_output_provenance text;
ALTER TABLE ledger.usage_entry ADD COLUMN reasoning_at_most bigint;          -- an upper bound, signed as the meters

-- A cost without a price list is a charge, or zero with the reason why; still never zero for want of a price.
ALTER TABLE ledger.usage_entry DROP CONSTRAINT usage_entry_priced_or_not;
ALTER TABLE ledger.usage_entry ADD CONSTRAINT usage_entry_priced_or_not CHECK (
    (cost_pico IS NULL) = (unpriced_reason IS NOT NULL)
    AND (entry_kind = 'charge' OR (cost_pico IS NULL) = (price_id IS NULL AND free_reason IS NULL))
    AND (free_reason IS NULL
         OR (free_reason = 'gateway_cache' AND price_id IS NULL AND cost_pico = 0 AND entry_kind <> 'charge')));
ALTER TABLE ledger.usage_entry ADD CONSTRAINT usage_entry_stated_by_somebody CHECK (
    (stated_cost_pico IS NULL) = (stated_cost_by IS NULL));
ALTER TABLE ledger.usage_entry ADD CONSTRAINT usage_entry_stated_difference_is_one CHECK (
    stated_difference_pico IS NOT DISTINCT FROM
        CASE WHEN currency = 'USD' THEN nullif(cost_pico - stated_cost_pico, 0) END);

-- The entries whose cost is not what others state, in the order in which entries are told. What agrees, and what nobody
-- states, is not in it.
CREATE INDEX usage_entry_stated_idx ON ledger.usage_entry (tenant_id, occurred_at, event_key, entry_no)
    WHERE stated_difference_pico IS NOT NULL;

-- What the provider counted and what the text counts, where both are known. Provider tokens are those that text can stand
-- for: input without audio, image and video, output without these and without reasoning.
CREATE TABLE ledger.usage_drift (
    tenant_id         text        NOT NULL,
    bucket_start      timestamptz NOT NULL,  -- quarter of an hour in which it is accounted
    dimension_id      uuid        NOT NULL,
    side              text        NOT NULL,  -- input, output
    provenance        text        NOT NULL,  -- of the text's count: counted, estimated
    requests          bigint      NOT NULL,
    provider_tokens   bigint      NOT NULL,
    text_tokens       bigint      NOT NULL,
    reasoning_at_most bigint      NOT NULL,  -- of the provider tokens: what may be reasoning that is not told; output only
    reasoning_untold_requests bigint NOT NULL,  -- those of which that is said
    CONSTRAINT usage_drift_pkey PRIMARY KEY (tenant_id, bucket_start, dimension_id, side, provenance)
) WITH (fillfactor = 85);
SELECT topo.distribute('ledger.usage_drift');

-- What others state, and what it costs here.
CREATE TABLE ledger.usage_stated (
    tenant_id        text           NOT NULL,
    bucket_start     timestamptz    NOT NULL,  -- as above
    dimension_id     uuid           NOT NULL,
    stated_by        text           NOT NULL,
    currency         text           NOT NULL,  -- of the cost here; XXX: unpriced
    events           bigint         NOT NULL,
    stated_cost_pico numeric(38, 0) NOT NULL,  -- 1e-12 USD
    cost_pico        numeric(38, 0) NOT NULL,  -- 1e-12 of the currency
    CONSTRAINT usage_stated_pkey PRIMARY KEY (tenant_id, bucket_start, dimension_id, stated_by, currency)
) WITH (fillfactor = 85);
SELECT topo.distribute('ledger.usage_stated');

-- The entries grouped as these tables group them: what they must equal. There is nothing to fill them with: no earlier
-- entry says any of it.
CREATE VIEW ledger.usage_drift_grouped AS
SELECT e.tenant_id,
       date_bin('15 minutes', coalesce(e.accounted_at, e.occurred_at), timestamptz '2020-01-01 00:00:00+00') AS bucket_start,
       e.dimension_id, t.side, t.provenance,
       sum(e.requests)::bigint        AS requests,
       sum(t.provider_tokens)::bigint AS provider_tokens,
       sum(t.text_tokens)::bigint     AS text_tokens,
       sum(t.reasoning_at_most)::bigint AS reasoning_at_most,
       sum(CASE WHEN t.untold THEN e.requests ELSE 0 END)::bigint AS reasoning_untold_requests
FROM ledger.usage_entry e
CROSS JOIN LATERAL (
    SELECT 'input' AS side, e.text_input_provenance AS provenance, e.text_input_tokens AS text_tokens,
           e.plain_input_tokens + e.cached_input_tokens + e.cache_write_tokens + e.cache_write_1h_tokens
               AS provider_tokens,
           0::bigint AS reasoning_at_most, false AS untold
    WHERE e.text_input_tokens IS NOT NULL AND e.input_provenance = 'provider'
    UNION ALL
    SELECT 'output', e.text_output_provenance, e.text_output_tokens, e.plain_output_tokens,
           coalesce(e.reasoning_at_most, 0), e.reasoning_at_most IS NOT NULL
    WHERE e.text_output_tokens IS NOT NULL AND e.output_provenance = 'provider') AS t
WHERE e.text_input_tokens IS NOT NULL OR e.text_output_tokens IS NOT NULL
GROUP BY e.tenant_id,
    date_bin('15 minutes', coalesce(e.accounted_at, e.occurred_at), timestamptz '2020-01-01 00:00:00+00'),
    e.dimension_id, t.side, t.provenance;

CREATE VIEW ledger.usage_stated_grouped AS
SELECT tenant_id,
       date_bin('15 minutes', coalesce(accounted_at, occurred_at), timestamptz '2020-01-01 00:00:00+00') AS bucket_start,
       dimension_id, stated_cost_by AS stated_by, currency,
       sum(CASE entry_kind WHEN 'reversal' THEN -1 WHEN 'correction' THEN 0 ELSE 1 END)::bigint AS events,
       sum(stated_cost_pico)::numeric(38, 0)       AS stated_cost_pico,
       coalesce(sum(cost_pico), 0)::numeric(38, 0) AS cost_pico
FROM ledger.usage_entry
WHERE stated_cost_by IS NOT NULL
GROUP BY tenant_id, date_bin('15 minutes', coalesce(accounted_at, occurred_at), timestamptz '2020-01-01 00:00:00+00'),
    dimension_id, stated_cost_by, currency;

-- Every row in which the two differ, and which of them has it; empty when the books are right.
CREATE VIEW ledger.rollup_drift_difference AS
SELECT CASE WHEN d.tenant_id IS NULL THEN 'entries' WHEN e.tenant_id IS NULL THEN 'drift' ELSE 'both' END AS found_in,
       coalesce(e.tenant_id, d.tenant_id) AS tenant_id,
       coalesce(e.bucket_start, d.bucket_start) AS bucket_start,
       coalesce(e.dimension_id, d.dimension_id) AS dimension_id,
       coalesce(e.side, d.side) AS side,
       coalesce(e.provenance, d.provenance) AS provenance
FROM ledger.usage_drift_grouped e
FULL JOIN ledger.usage_drift d ON d.tenant_id = e.tenant_id AND d.bucket_start = e.bucket_start
    AND d.dimension_id = e.dimension_id AND d.side = e.side AND d.provenance = e.provenance
WHERE ROW(e.*) IS DISTINCT FROM ROW(d.*);

CREATE VIEW ledger.rollup_stated_difference AS
SELECT CASE WHEN s.tenant_id IS NULL THEN 'entries' WHEN e.tenant_id IS NULL THEN 'stated' ELSE 'both' END AS found_in,
       coalesce(e.tenant_id, s.tenant_id) AS tenant_id,
       coalesce(e.bucket_start, s.bucket_start) AS bucket_start,
       coalesce(e.dimension_id, s.dimension_id) AS dimension_id,
       coalesce(e.stated_by, s.stated_by) AS stated_by,
       coalesce(e.currency, s.currency) AS currency
FROM ledger.usage_stated_grouped e
FULL JOIN ledger.usage_stated s ON s.tenant_id = e.tenant_id AND s.bucket_start = e.bucket_start
    AND s.dimension_id = e.dimension_id AND s.stated_by = e.stated_by AND s.currency = e.currency
WHERE ROW(e.*) IS DISTINCT FROM ROW(s.*);

-- As before, with the new columns behind the others.
CREATE OR REPLACE VIEW ledger.usage_by_entry AS
SELECT e.tenant_id                    AS tenant,
       e.occurred_at,
       nullif(d.team, '')             AS team,
       nullif(d.project, '')          AS project,
       nullif(d.app, '')              AS app,
       nullif(d.environment, '')      AS environment,
       d.provider,
       d.model,
       d.service_tier,
       nullif(d.reasoning_effort, '') AS reasoning_effort,
       nullif(d.region, '')           AS region,
       e.user_id,
       e.tags,
       e.source,
       e.event_id,
       e.event_key,
       e.entry_no,
       e.entry_kind,
       e.currency,
       e.requests,
       e.plain_input_tokens + e.cached_input_tokens + e.cache_write_tokens + e.cache_write_1h_tokens
           + e.audio_input_tokens + e.image_input_tokens + e.more_input_tokens AS input_tokens,
       e.cached_input_tokens,
       e.cache_write_tokens + e.cache_write_1h_tokens AS cache_write_tokens,
       e.plain_output_tokens + e.reasoning_tokens + e.audio_output_tokens + e.more_output_tokens AS output_tokens,
       e.reasoning_tokens,
       e.web_searches,
       coalesce(e.cost_pico, 0) AS cost_pico,
       e.unpriced_requests,
       e.unpriced_reason,
       e.price_id,
       e.input_provenance,
       e.output_provenance,
       e.booked_at,
       e.accounted_at,
       e.book_version,
       e.more_meters,
       e.reference,
       e.change_id,
       coalesce(e.aborted, false) AS aborted,
       e.free_reason,
       e.stated_cost_by,
       e.stated_cost_pico,
       e.text_input_tokens,
       e.text_input_provenance,
       e.text_output_tokens,
       e.text_output_provenance,
       e.reasoning_at_most
FROM (SELECT tenant_id, occurred_at, event_key, entry_no, entry_kind, dimension_id, source, event_id, user_id, tags,
             plain_input_tokens, cached_input_tokens, cache_write_tokens, cache_write_1h_tokens, audio_input_tokens,
             image_input_tokens, plain_output_tokens, reasoning_tokens, audio_output_tokens, requests, web_searches,
             input_provenance, output_provenance, price_id, currency, cost_pico, unpriced_requests, unpriced_reason,
             booked_at, occurred_at AS accounted_at, book_version, more_meters, more_input_tokens, more_output_tokens,
             reference, change_id, aborted, free_reason, stated_cost_by, stated_cost_pico, text_input_tokens, text_input_provenance,
             text_output_tokens, text_output_provenance, reasoning_at_most
      FROM ledger.usage_entry WHERE usage_entry.accounted_at IS NULL
      UNION ALL
      SELECT tenant_id, occurred_at, event_key, entry_no, entry_kind, dimension_id, source, event_id, user_id, tags,
             plain_input_tokens, cached_input_tokens, cache_write_tokens, cache_write_1h_tokens, audio_input_tokens,
             image_input_tokens, plain_output_tokens, reasoning_tokens, audio_output_tokens, requests, web_searches,
             input_provenance, output_provenance, price_id, currency, cost_pico, unpriced_requests, unpriced_reason,
             booked_at, accounted_at, book_version, more_meters, more_input_tokens, more_output_tokens, reference,
             change_id, aborted, free_reason, stated_cost_by, stated_cost_pico, text_input_tokens, text_input_provenance,
             text_output_tokens, text_output_provenance, reasoning_at_most
      FROM ledger.usage_entry WHERE usage_entry.accounted_at IS NOT NULL) e
JOIN ledger.usage_dimension d ON d.tenant_id = e.tenant_id AND d.dimension_id = e.dimension_id;

CREATE OR REPLACE VIEW ledger.entry_published AS
SELECT tenant_id AS tenant, occurred_at AS accounted_at, false AS accounted_late, occurred_at, event_key, entry_no,
       entry_kind, dimension_id, source, event_id, user_id, tags, plain_input_tokens, cached_input_tokens,
       cache_write_tokens, cache_write_1h_tokens, audio_input_tokens, image_input_tokens, plain_output_tokens,
       reasoning_tokens, audio_output_tokens, requests, web_searches, more_meters, more_input_tokens,
       more_output_tokens, input_provenance, output_provenance, price_id, currency, cost_pico, unpriced_requests,
       unpriced_reason, book_version, reference, received_at, booked_at, coalesce(aborted, false) AS aborted,
       free_reason, stated_cost_by, stated_cost_pico, stated_difference_pico, text_input_tokens, text_input_provenance,
       text_output_tokens, text_output_provenance, reasoning_at_most
FROM ledger.usage_entry WHERE usage_entry.accounted_at IS NULL
UNION ALL
SELECT tenant_id, accounted_at, true, occurred_at, event_key, entry_no,
       entry_kind, dimension_id, source, event_id, user_id, tags, plain_input_tokens, cached_input_tokens,
       cache_write_tokens, cache_write_1h_tokens, audio_input_tokens, image_input_tokens, plain_output_tokens,
       reasoning_tokens, audio_output_tokens, requests, web_searches, more_meters, more_input_tokens,
       more_output_tokens, input_provenance, output_provenance, price_id, currency, cost_pico, unpriced_requests,
       unpriced_reason, book_version, reference, received_at, booked_at, coalesce(aborted, false) AS aborted,
       free_reason, stated_cost_by, stated_cost_pico, stated_difference_pico, text_input_tokens, text_input_provenance,
       text_output_tokens, text_output_provenance, reasoning_at_most
FROM ledger.usage_entry WHERE usage_entry.accounted_at IS NOT NULL;

-- What other services may read; who used it is in dimension_published.
CREATE VIEW ledger.usage_drift_published AS
SELECT tenant_id AS tenant, bucket_start, dimension_id, side, provenance, requests, provider_tokens, text_tokens,
       reasoning_at_most, reasoning_untold_requests
FROM ledger.usage_drift;

CREATE VIEW ledger.usage_stated_published AS
SELECT tenant_id AS tenant, bucket_start, dimension_id, stated_by, currency, events, stated_cost_pico, cost_pico
FROM ledger.usage_stated;

GRANT SELECT ON ledger.usage_drift_published, ledger.usage_stated_published TO report_app, grafana, pricing_app;
GRANT SELECT ON ledger.usage_drift_grouped, ledger.usage_stated_grouped, ledger.rollup_drift_difference,
    ledger.rollup_stated_difference TO pricing_app;
GRANT SELECT, INSERT, UPDATE ON ledger.usage_drift, ledger.usage_stated TO pricing_app;
