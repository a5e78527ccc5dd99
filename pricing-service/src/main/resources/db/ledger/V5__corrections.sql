-- What is learnt after an event was booked: prices that arrive late, corrections, charges of contracts, closed books.
-- Entries are only ever appended; an event's quantities and amounts are the sums over its entries.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

-- entry_kind: usage       the event itself, always entry_no 0
--             reversal    takes everything of the event out of the currency it stood in (negative quantities)
--             pricing     books the event again, with its price; follows a reversal
--             correction  the difference to another cost in the same currency; no quantities
--             charge      of a contract (volume discount, provisioned throughput, commitment); no event, entry_no from 1
ALTER TABLE ledger.usage_entry ADD COLUMN book_version bigint;        -- of the price book that rated it
ALTER TABLE ledger.usage_entry ADD COLUMN accounted_at timestamptz;   -- when it counts in reports; null: at occurred_at
ALTER TABLE ledger.usage_entry ADD COLUMN more_meters jsonb;          -- quantities of the meters without a column
ALTER TABLE ledger.usage_entry ADD COLUMN more_input_tokens bigint NOT NULL DEFAULT 0;   -- of more_meters
ALTER TABLE ledger.usage_entry ADD COLUMN more_output_tokens bigint NOT NULL DEFAULT 0;  -- of more_meters
ALTER TABLE ledger.usage_entry ADD COLUMN reference text;             -- what asked for it: repricing/<id>, contract/<id>
ALTER TABLE ledger.usage_entry DROP CONSTRAINT usage_entry_priced_or_not;
ALTER TABLE ledger.usage_entry ADD CONSTRAINT usage_entry_priced_or_not CHECK (
    (cost_pico IS NULL) = (unpriced_reason IS NOT NULL)
    AND (entry_kind = 'charge' OR (cost_pico IS NULL) = (price_id IS NULL)));
ALTER TABLE ledger.usage_entry ADD CONSTRAINT usage_entry_kind_known CHECK (
    entry_kind IN ('usage', 'reversal', 'pricing', 'correction', 'charge'));
ALTER TABLE ledger.usage_entry ADD CONSTRAINT usage_entry_event_is_entry_0 CHECK ((entry_kind = 'usage') = (entry_no = 0));
CREATE INDEX usage_entry_accounted_idx ON ledger.usage_entry (tenant_id, accounted_at) WHERE accounted_at IS NOT NULL;

ALTER TABLE ledger.usage_rollup ADD COLUMN more_input_tokens bigint NOT NULL DEFAULT 0;
ALTER TABLE ledger.usage_rollup ADD COLUMN more_output_tokens bigint NOT NULL DEFAULT 0;

-- The meters without a column, by name.
CREATE TABLE ledger.usage_rollup_meter (
    tenant_id    text        NOT NULL,
    bucket_start timestamptz NOT NULL,
    dimension_id uuid        NOT NULL,
    currency     text        NOT NULL,
    meter        text        NOT NULL,
    quantity     bigint      NOT NULL,
    CONSTRAINT usage_rollup_meter_pkey PRIMARY KEY (tenant_id, bucket_start, dimension_id, currency, meter)
);
SELECT topo.distribute('ledger.usage_rollup_meter');

-- The columns stand in the order of the table: the difference compares them by place.
DROP VIEW ledger.rollup_difference;
CREATE OR REPLACE VIEW ledger.usage_entry_grouped AS
SELECT tenant_id,
       date_bin('15 minutes', coalesce(accounted_at, occurred_at), timestamptz '2020-01-01 00:00:00+00') AS bucket_start,
       dimension_id,
       currency,
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
       sum(unpriced_requests)::bigint     AS unpriced_requests,
       coalesce(sum(cost_pico), 0)::numeric(38, 0) AS cost_pico,
       sum(more_input_tokens)::bigint     AS more_input_tokens,
       sum(more_output_tokens)::bigint    AS more_output_tokens
FROM ledger.usage_entry
GROUP BY tenant_id, date_bin('15 minutes', coalesce(accounted_at, occurred_at), timestamptz '2020-01-01 00:00:00+00'),
    dimension_id, currency;

CREATE VIEW ledger.usage_entry_meter_grouped AS
SELECT e.tenant_id,
       date_bin('15 minutes', coalesce(e.accounted_at, e.occurred_at), timestamptz '2020-01-01 00:00:00+00') AS bucket_start,
       e.dimension_id, e.currency, m.key AS meter, sum(m.value::bigint)::bigint AS quantity
FROM ledger.usage_entry e
CROSS JOIN LATERAL jsonb_each_text(e.more_meters) AS m
WHERE e.more_meters IS NOT NULL
GROUP BY e.tenant_id,
    date_bin('15 minutes', coalesce(e.accounted_at, e.occurred_at), timestamptz '2020-01-01 00:00:00+00'),
    e.dimension_id, e.currency, m.key;

CREATE VIEW ledger.rollup_difference AS
SELECT 'entries' AS found_in, tenant_id, bucket_start, dimension_id, currency
FROM (SELECT * FROM ledger.usage_entry_grouped EXCEPT SELECT * FROM ledger.usage_rollup) AS only_in_entries
UNION ALL
SELECT 'rollup', tenant_id, bucket_start, dimension_id, currency
FROM (SELECT * FROM ledger.usage_rollup EXCEPT SELECT * FROM ledger.usage_entry_grouped) AS only_in_rollup
UNION ALL
SELECT 'entries', tenant_id, bucket_start, dimension_id, currency
FROM (SELECT * FROM ledger.usage_entry_meter_grouped EXCEPT SELECT * FROM ledger.usage_rollup_meter) AS only_in_entries
UNION ALL
SELECT 'rollup', tenant_id, bucket_start, dimension_id, currency
FROM (SELECT * FROM ledger.usage_rollup_meter EXCEPT SELECT * FROM ledger.usage_entry_meter_grouped) AS only_in_rollup;

-- Events that wait for a price: derived from the entries, so that they need not be searched. A row goes when its event
-- has been priced.
CREATE TABLE ledger.unpriced_wait (
    tenant_id     text        NOT NULL,
    event_key     uuid        NOT NULL,
    occurred_at   timestamptz NOT NULL,
    dimension_id  uuid        NOT NULL,
    reason        text        NOT NULL,
    requests      bigint      NOT NULL,
    input_tokens  bigint      NOT NULL,
    output_tokens bigint      NOT NULL,
    waiting_since timestamptz NOT NULL,
    tried_version bigint      NOT NULL,  -- of the price book that had no price
    CONSTRAINT unpriced_wait_pkey PRIMARY KEY (tenant_id, event_key)
);
SELECT topo.distribute('ledger.unpriced_wait');
CREATE INDEX unpriced_wait_tried_idx ON ledger.unpriced_wait (tried_version, tenant_id, event_key);
INSERT INTO ledger.unpriced_wait (tenant_id, event_key, occurred_at, dimension_id, reason, requests, input_tokens,
                                  output_tokens, waiting_since, tried_version)
SELECT tenant_id, event_key, occurred_at, dimension_id, unpriced_reason, requests,
       plain_input_tokens + cached_input_tokens + cache_write_tokens + cache_write_1h_tokens + audio_input_tokens
           + image_input_tokens,
       plain_output_tokens + reasoning_tokens + audio_output_tokens, booked_at, -1
FROM ledger.usage_entry WHERE unpriced_reason IS NOT NULL AND entry_no = 0;

-- The books of a tenant are closed up to an instant: nothing is accounted before it any more. What comes later for that
-- time is accounted when it is booked.
CREATE TABLE ledger.closing (
    tenant_id    text        NOT NULL,
    closed_until timestamptz NOT NULL,
    author       text        NOT NULL,
    reason       text        NOT NULL,
    closed_at    timestamptz NOT NULL,
    CONSTRAINT closing_pkey PRIMARY KEY (tenant_id, closed_until)
);
SELECT topo.distribute('ledger.closing');

-- Repricings that were asked for: what for, by whom, how far it has come. Their corrections are entries that refer to
-- them. Position and counts move in the transaction that appends the entries.
CREATE TABLE ledger.repricing (
    tenant_id       text        NOT NULL,  -- '' is every tenant
    repricing_id    uuid        NOT NULL,
    scope           jsonb       NOT NULL,
    from_time       timestamptz NOT NULL,
    until_time      timestamptz NOT NULL,
    book_version    bigint      NOT NULL,  -- rated by the book at this version
    author          text        NOT NULL,
    reason          text        NOT NULL,
    link            text,
    asked_at        timestamptz NOT NULL,
    state           text        NOT NULL,
    events_seen     bigint      NOT NULL,
    events_changed  bigint      NOT NULL,  -- another cost, another currency, or a price at last
    events_priced   bigint      NOT NULL,  -- of these: had no price before
    events_kept     bigint      NOT NULL,  -- would have no price any more: left as they are
    events_newer    bigint      NOT NULL,  -- rated by a later version of the book: left as they are
    entries_written bigint      NOT NULL,
    differences     jsonb       NOT NULL,  -- 1e-12 by currency
    position        jsonb,                 -- the last event that was looked at; null: none yet
    trouble         text,                  -- why it does not come on at the moment
    finished_at     timestamptz,
    CONSTRAINT repricing_pkey PRIMARY KEY (tenant_id, repricing_id),
    CONSTRAINT repricing_state_known CHECK (state IN ('running', 'done'))
);
SELECT topo.distribute('ledger.repricing');

CREATE OR REPLACE VIEW ledger.usage_by_quarter_hour AS
SELECT r.tenant_id                    AS tenant,
       r.bucket_start,
       nullif(d.team, '')             AS team,
       nullif(d.project, '')          AS project,
       nullif(d.app, '')              AS app,
       nullif(d.environment, '')      AS environment,
       d.provider,
       d.model,
       d.service_tier,
       nullif(d.reasoning_effort, '') AS reasoning_effort,
       nullif(d.region, '')           AS region,
       r.currency,
       r.requests,
       r.plain_input_tokens + r.cached_input_tokens + r.cache_write_tokens + r.cache_write_1h_tokens
           + r.audio_input_tokens + r.image_input_tokens + r.more_input_tokens AS input_tokens,
       r.cached_input_tokens,
       r.cache_write_tokens + r.cache_write_1h_tokens AS cache_write_tokens,
       r.plain_output_tokens + r.reasoning_tokens + r.audio_output_tokens + r.more_output_tokens AS output_tokens,
       r.reasoning_tokens,
       r.web_searches,
       r.cost_pico,
       r.unpriced_requests
FROM ledger.usage_rollup r
JOIN ledger.usage_dimension d ON d.tenant_id = r.tenant_id AND d.dimension_id = r.dimension_id;

-- Entries by the time at which they are accounted. Two branches: by far the most are accounted when they occurred, and
-- their monthly partitions are pruned by it; the others are found by usage_entry_accounted_idx.
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
       e.reference
FROM (SELECT tenant_id, occurred_at, event_key, entry_no, entry_kind, dimension_id, source, event_id, user_id, tags,
             plain_input_tokens, cached_input_tokens, cache_write_tokens, cache_write_1h_tokens, audio_input_tokens,
             image_input_tokens, plain_output_tokens, reasoning_tokens, audio_output_tokens, requests, web_searches,
             input_provenance, output_provenance, price_id, currency, cost_pico, unpriced_requests, unpriced_reason,
             booked_at, occurred_at AS accounted_at, book_version, more_meters, more_input_tokens, more_output_tokens,
             reference
      FROM ledger.usage_entry WHERE usage_entry.accounted_at IS NULL
      UNION ALL
      SELECT tenant_id, occurred_at, event_key, entry_no, entry_kind, dimension_id, source, event_id, user_id, tags,
             plain_input_tokens, cached_input_tokens, cache_write_tokens, cache_write_1h_tokens, audio_input_tokens,
             image_input_tokens, plain_output_tokens, reasoning_tokens, audio_output_tokens, requests, web_searches,
             input_provenance, output_provenance, price_id, currency, cost_pico, unpriced_requests, unpriced_reason,
             booked_at, accounted_at, book_version, more_meters, more_input_tokens, more_output_tokens, reference
      FROM ledger.usage_entry WHERE usage_entry.accounted_at IS NOT NULL) e
JOIN ledger.usage_dimension d ON d.tenant_id = e.tenant_id AND d.dimension_id = e.dimension_id;

GRANT SELECT ON ledger.usage_by_quarter_hour, ledger.usage_by_entry TO report_app, grafana, pricing_app;
GRANT SELECT ON ledger.usage_entry_grouped, ledger.usage_entry_meter_grouped, ledger.rollup_difference TO pricing_app;
GRANT SELECT, INSERT, UPDATE ON ledger.usage_rollup_meter, ledger.repricing TO pricing_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ledger.unpriced_wait TO pricing_app;
GRANT SELECT, INSERT ON ledger.closing TO pricing_app;
