-- The same sums per hour and per day of UTC. A report over months reads whole days here, whole hours of the days in which it,
-- or one of its days, weeks or months, begins or ends, and quarters of an hour only of such hours: for every time zone
-- exactly the same answer.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

-- The rows of now are updated by every batch: there is room for that in their pages.
CREATE TABLE ledger.usage_rollup_hour (
    tenant_id           text           NOT NULL,
    bucket_start        timestamptz    NOT NULL,
    dimension_id        uuid           NOT NULL,
    currency            text           NOT NULL,
    plain_input_tokens  bigint         NOT NULL,
    cached_input_tokens bigint         NOT NULL,
    cache_write_tokens  bigint         NOT NULL,
    cache_write_1h_tokens bigint       NOT NULL,
    audio_input_tokens  bigint         NOT NULL,
    image_input_tokens  bigint         NOT NULL,
    plain_output_tokens bigint         NOT NULL,
    reasoning_tokens    bigint         NOT NULL,
    audio_output_tokens bigint         NOT NULL,
    requests            bigint         NOT NULL,
    web_searches        bigint         NOT NULL,
    unpriced_requests   bigint         NOT NULL,
    cost_pico           numeric(38, 0) NOT NULL,
    more_input_tokens   bigint         NOT NULL,
    more_output_tokens  bigint         NOT NULL,
    CONSTRAINT usage_rollup_hour_pkey PRIMARY KEY (tenant_id, bucket_start, dimension_id, currency)
) WITH (fillfactor = 85);
SELECT topo.distribute('ledger.usage_rollup_hour');

CREATE TABLE ledger.usage_rollup_day (
    tenant_id           text           NOT NULL,
    bucket_start        timestamptz    NOT NULL,  -- midnight in UTC
    dimension_id        uuid           NOT NULL,
    currency            text           NOT NULL,
    plain_input_tokens  bigint         NOT NULL,
    cached_input_tokens bigint         NOT NULL,
    cache_write_tokens  bigint         NOT NULL,
    cache_write_1h_tokens bigint       NOT NULL,
    audio_input_tokens  bigint         NOT NULL,
    image_input_tokens  bigint         NOT NULL,
    plain_output_tokens bigint         NOT NULL,
    reasoning_tokens    bigint         NOT NULL,
    audio_output_tokens bigint         NOT NULL,
    requests            bigint         NOT NULL,
    web_searches        bigint         NOT NULL,
    unpriced_requests   bigint         NOT NULL,
    cost_pico           numeric(38, 0) NOT NULL,
    more_input_tokens   bigint         NOT NULL,
    more_output_tokens  bigint         NOT NULL,
    CONSTRAINT usage_rollup_day_pkey PRIMARY KEY (tenant_id, bucket_start, dimension_id, currency)
) WITH (fillfactor = 85);
SELECT topo.distribute('ledger.usage_rollup_day');

-- The quarters of an hour as hours and as days: what these must equal, and what they are filled with. That the quarters equal
-- the entries is what ledger.rollup_difference proves.
CREATE VIEW ledger.usage_rollup_hour_grouped AS
SELECT tenant_id,
       date_bin('1 hour', bucket_start, timestamptz '2020-01-01 00:00:00+00') AS bucket_start,
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
       sum(cost_pico)::numeric(38, 0)     AS cost_pico,
       sum(more_input_tokens)::bigint     AS more_input_tokens,
       sum(more_output_tokens)::bigint    AS more_output_tokens
FROM ledger.usage_rollup
GROUP BY tenant_id, date_bin('1 hour', bucket_start, timestamptz '2020-01-01 00:00:00+00'), dimension_id, currency;

INSERT INTO ledger.usage_rollup_hour
SELECT tenant_id, bucket_start, dimension_id, currency, plain_input_tokens, cached_input_tokens, cache_write_tokens,
       cache_write_1h_tokens, audio_input_tokens, image_input_tokens, plain_output_tokens, reasoning_tokens,
       audio_output_tokens, requests, web_searches, unpriced_requests, cost_pico, more_input_tokens, more_output_tokens
FROM ledger.usage_rollup_hour_grouped;

CREATE VIEW ledger.usage_rollup_day_grouped AS
SELECT tenant_id,
       date_bin('1 day', bucket_start, timestamptz '2020-01-01 00:00:00+00') AS bucket_start,
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
       sum(cost_pico)::numeric(38, 0)     AS cost_pico,
       sum(more_input_tokens)::bigint     AS more_input_tokens,
       sum(more_output_tokens)::bigint    AS more_output_tokens
FROM ledger.usage_rollup
GROUP BY tenant_id, date_bin('1 day', bucket_start, timestamptz '2020-01-01 00:00:00+00'), dimension_id, currency;

INSERT INTO ledger.usage_rollup_day
SELECT tenant_id, bucket_start, dimension_id, currency, plain_input_tokens, cached_input_tokens, cache_write_tokens,
       cache_write_1h_tokens, audio_input_tokens, image_input_tokens, plain_output_tokens, reasoning_tokens,
       audio_output_tokens, requests, web_searches, unpriced_requests, cost_pico, more_input_tokens, more_output_tokens
FROM ledger.usage_rollup_day_grouped;

-- Every row in which the two differ, and which of them has it; empty when the books are right.
CREATE VIEW ledger.rollup_hour_difference AS
SELECT CASE WHEN d.tenant_id IS NULL THEN 'quarters' WHEN q.tenant_id IS NULL THEN 'hours' ELSE 'both' END AS found_in,
       coalesce(q.tenant_id, d.tenant_id) AS tenant_id,
       coalesce(q.bucket_start, d.bucket_start) AS bucket_start,
       coalesce(q.dimension_id, d.dimension_id) AS dimension_id,
       coalesce(q.currency, d.currency) AS currency
FROM ledger.usage_rollup_hour_grouped q
FULL JOIN ledger.usage_rollup_hour d ON d.tenant_id = q.tenant_id AND d.bucket_start = q.bucket_start
    AND d.dimension_id = q.dimension_id AND d.currency = q.currency
WHERE ROW(q.*) IS DISTINCT FROM ROW(d.*);

CREATE VIEW ledger.rollup_day_difference AS
SELECT CASE WHEN d.tenant_id IS NULL THEN 'quarters' WHEN q.tenant_id IS NULL THEN 'days' ELSE 'both' END AS found_in,
       coalesce(q.tenant_id, d.tenant_id) AS tenant_id,
       coalesce(q.bucket_start, d.bucket_start) AS bucket_start,
       coalesce(q.dimension_id, d.dimension_id) AS dimension_id,
       coalesce(q.currency, d.currency) AS currency
FROM ledger.usage_rollup_day_grouped q
FULL JOIN ledger.usage_rollup_day d ON d.tenant_id = q.tenant_id AND d.bucket_start = q.bucket_start
    AND d.dimension_id = q.dimension_id AND d.currency = q.currency
WHERE ROW(q.*) IS DISTINCT FROM ROW(d.*);

-- As ledger.usage_by_quarter_hour.
CREATE VIEW ledger.usage_by_hour AS
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
FROM ledger.usage_rollup_hour r
JOIN ledger.usage_dimension d ON d.tenant_id = r.tenant_id AND d.dimension_id = r.dimension_id;

CREATE VIEW ledger.usage_by_day AS
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
FROM ledger.usage_rollup_day r
JOIN ledger.usage_dimension d ON d.tenant_id = r.tenant_id AND d.dimension_id = r.dimension_id;

-- All without who used it, for a report that sums up each attribution first and then asks ledger.dimension_published.
CREATE VIEW ledger.usage_rollup_day_published AS
SELECT r.tenant_id                    AS tenant,
       r.bucket_start,
       r.dimension_id,
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
FROM ledger.usage_rollup_day r;

CREATE VIEW ledger.usage_rollup_hour_published AS
SELECT r.tenant_id                    AS tenant,
       r.bucket_start,
       r.dimension_id,
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
FROM ledger.usage_rollup_hour r;

CREATE VIEW ledger.usage_rollup_published AS
SELECT r.tenant_id                    AS tenant,
       r.bucket_start,
       r.dimension_id,
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
FROM ledger.usage_rollup r;

GRANT SELECT ON ledger.usage_by_hour, ledger.usage_by_day, ledger.usage_rollup_day_published,
    ledger.usage_rollup_hour_published, ledger.usage_rollup_published TO report_app, grafana, pricing_app;
GRANT SELECT ON ledger.usage_rollup_hour_grouped, ledger.usage_rollup_day_grouped, ledger.rollup_hour_difference,
    ledger.rollup_day_difference TO pricing_app;
GRANT SELECT, INSERT, UPDATE ON ledger.usage_rollup_hour, ledger.usage_rollup_day TO pricing_app;
