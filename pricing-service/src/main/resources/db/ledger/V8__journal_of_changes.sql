-- The journal of changes: what every transaction has added to the rollup, so that a reader can follow the books as they
-- go on, exactly and without gaps, and need not read the sums of months again for every batch.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

-- Numbers the transactions that append entries, whatever stream they belong to. Drawn by a statement of its own, one at a
-- time (no cache): see ledger.change_stream. Numbers of transactions that failed are left out.
CREATE SEQUENCE ledger.change_number AS bigint;

-- Who books side by side with whom. A transaction locks the row of its stream, then draws its number, and keeps the lock
-- until it is committed: within a stream numbers become visible in ascending order, and none can appear behind a reader.
-- Consumers have the stream <topic>/<lowest partition of the batch>, everything else (late prices, repricings, charges)
-- has the stream 'books'.
CREATE TABLE ledger.change_stream (
    stream         text        NOT NULL,
    last_change    bigint      NOT NULL,  -- the number of its last transaction
    pruned_through bigint      NOT NULL,  -- up to here the journal is gone; a reader who stands before it has lost its place
    moved_at       timestamptz NOT NULL,  -- when the last transaction booked
    CONSTRAINT change_stream_pkey PRIMARY KEY (stream)
);
SELECT topo.reference('ledger.change_stream');

-- What a transaction has added to a row of the rollup, signed. Input and output inclusive, as the published views have
-- them. Pruned by the age of booked_at; not a part of the books: these are the entries. What is pruned by the million is
-- cleaned up in small portions.
CREATE TABLE ledger.usage_change (
    tenant_id         text           NOT NULL,
    change_id         bigint         NOT NULL,
    bucket_start      timestamptz    NOT NULL,  -- as in usage_rollup: by the time at which it is accounted
    dimension_id      uuid           NOT NULL,
    currency          text           NOT NULL,
    stream            text           NOT NULL,
    requests          bigint         NOT NULL,
    input_tokens      bigint         NOT NULL,
    output_tokens     bigint         NOT NULL,
    reasoning_tokens  bigint         NOT NULL,
    cost_pico         numeric(38, 0) NOT NULL,
    unpriced_requests bigint         NOT NULL,
    first_occurred_at timestamptz    NOT NULL,  -- of its entries: they are found by usage_entry_pkey
    last_occurred_at  timestamptz    NOT NULL,
    booked_at         timestamptz    NOT NULL,
    CONSTRAINT usage_change_pkey PRIMARY KEY (tenant_id, change_id, bucket_start, dimension_id, currency)
) WITH (autovacuum_vacuum_scale_factor = 0.02);
SELECT topo.distribute('ledger.usage_change');
-- A reader asks for what a stream has from one number to another, of all tenants.
CREATE INDEX usage_change_stream_idx ON ledger.usage_change (stream, change_id);

ALTER TABLE ledger.usage_entry ADD COLUMN change_id bigint;  -- of usage_change; null: booked before there was a journal

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
       e.change_id
FROM (SELECT tenant_id, occurred_at, event_key, entry_no, entry_kind, dimension_id, source, event_id, user_id, tags,
             plain_input_tokens, cached_input_tokens, cache_write_tokens, cache_write_1h_tokens, audio_input_tokens,
             image_input_tokens, plain_output_tokens, reasoning_tokens, audio_output_tokens, requests, web_searches,
             input_provenance, output_provenance, price_id, currency, cost_pico, unpriced_requests, unpriced_reason,
             booked_at, occurred_at AS accounted_at, book_version, more_meters, more_input_tokens, more_output_tokens,
             reference, change_id
      FROM ledger.usage_entry WHERE usage_entry.accounted_at IS NULL
      UNION ALL
      SELECT tenant_id, occurred_at, event_key, entry_no, entry_kind, dimension_id, source, event_id, user_id, tags,
             plain_input_tokens, cached_input_tokens, cache_write_tokens, cache_write_1h_tokens, audio_input_tokens,
             image_input_tokens, plain_output_tokens, reasoning_tokens, audio_output_tokens, requests, web_searches,
             input_provenance, output_provenance, price_id, currency, cost_pico, unpriced_requests, unpriced_reason,
             booked_at, accounted_at, book_version, more_meters, more_input_tokens, more_output_tokens, reference,
             change_id
      FROM ledger.usage_entry WHERE usage_entry.accounted_at IS NOT NULL) e
JOIN ledger.usage_dimension d ON d.tenant_id = e.tenant_id AND d.dimension_id = e.dimension_id;

CREATE VIEW ledger.change_stream_published AS
SELECT stream, last_change, pruned_through, moved_at
FROM ledger.change_stream;

CREATE VIEW ledger.usage_change_published AS
SELECT change_id, stream, tenant_id AS tenant, bucket_start, dimension_id, currency, requests, input_tokens,
       output_tokens, reasoning_tokens, cost_pico, unpriced_requests, first_occurred_at, last_occurred_at
FROM ledger.usage_change;

-- Every row in which the journal, as far as it goes back, and the entries differ, and every one that its stream does not
-- know of; empty when the journal is right.
CREATE VIEW ledger.journal_difference AS
SELECT CASE WHEN c.change_id IS NULL THEN 'entries' WHEN e.change_id IS NULL THEN 'journal' ELSE 'both' END AS found_in,
       coalesce(e.tenant_id, c.tenant_id) AS tenant_id,
       coalesce(e.change_id, c.change_id) AS change_id,
       coalesce(e.bucket_start, c.bucket_start) AS bucket_start,
       coalesce(e.dimension_id, c.dimension_id) AS dimension_id,
       coalesce(e.currency, c.currency) AS currency
FROM (SELECT tenant_id, change_id,
             date_bin('15 minutes', coalesce(accounted_at, occurred_at), timestamptz '2020-01-01 00:00:00+00')
                 AS bucket_start,
             dimension_id, currency,
             sum(requests)::bigint AS requests,
             sum(plain_input_tokens + cached_input_tokens + cache_write_tokens + cache_write_1h_tokens
                 + audio_input_tokens + image_input_tokens + more_input_tokens)::bigint AS input_tokens,
             sum(plain_output_tokens + reasoning_tokens + audio_output_tokens + more_output_tokens)::bigint
                 AS output_tokens,
             sum(reasoning_tokens)::bigint AS reasoning_tokens,
             coalesce(sum(cost_pico), 0)::numeric(38, 0) AS cost_pico,
             sum(unpriced_requests)::bigint AS unpriced_requests,
             min(occurred_at) AS first_occurred_at,
             max(occurred_at) AS last_occurred_at
      FROM ledger.usage_entry
      WHERE change_id > (SELECT coalesce(min(pruned_through), 0) FROM ledger.change_stream)
      GROUP BY tenant_id, change_id,
          date_bin('15 minutes', coalesce(accounted_at, occurred_at), timestamptz '2020-01-01 00:00:00+00'),
          dimension_id, currency) e
FULL JOIN (SELECT change.tenant_id, change.change_id, change.bucket_start, change.dimension_id, change.currency,
                  change.requests, change.input_tokens, change.output_tokens, change.reasoning_tokens, change.cost_pico,
                  change.unpriced_requests, change.first_occurred_at, change.last_occurred_at,
                  coalesce(change.change_id <= stream.last_change AND change.change_id > stream.pruned_through, false)
                      AS in_stream
           FROM ledger.usage_change change
           LEFT JOIN ledger.change_stream stream ON stream.stream = change.stream) c
    ON c.tenant_id = e.tenant_id AND c.change_id = e.change_id AND c.bucket_start = e.bucket_start
    AND c.dimension_id = e.dimension_id AND c.currency = e.currency
WHERE (c.change_id IS NULL AND e.change_id > (SELECT coalesce(max(pruned_through), 0) FROM ledger.change_stream))
   OR (c.change_id IS NOT NULL AND (NOT c.in_stream OR
       ROW(e.requests, e.input_tokens, e.output_tokens, e.reasoning_tokens, e.cost_pico, e.unpriced_requests,
           e.first_occurred_at, e.last_occurred_at)
       IS DISTINCT FROM
       ROW(c.requests, c.input_tokens, c.output_tokens, c.reasoning_tokens, c.cost_pico, c.unpriced_requests,
           c.first_occurred_at, c.last_occurred_at)));

GRANT SELECT ON ledger.usage_by_entry, ledger.change_stream_published, ledger.usage_change_published
    TO report_app, grafana, pricing_app;
GRANT SELECT ON ledger.journal_difference TO pricing_app;
GRANT USAGE ON SEQUENCE ledger.change_number TO pricing_app;
GRANT SELECT, INSERT, UPDATE ON ledger.change_stream TO pricing_app;
GRANT SELECT, INSERT, DELETE ON ledger.usage_change TO pricing_app;
