-- The usage profile: sums that are fine enough to answer "what if we had used the other model" exactly, without reading
-- every event. By the events' own time, by the size of one request and by what it made use of, since limits, prices of
-- long contexts and missing abilities hang on these.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

-- What a request made use of: bits 1 images, 2 audio, 4 tools. 0: nothing is known to have been used.
ALTER TABLE ledger.usage_entry ADD COLUMN capabilities smallint NOT NULL DEFAULT 0;
-- Input tokens of leading blocks that were seen before, signed as the meters; null: not measured, which is not 0.
ALTER TABLE ledger.usage_entry ADD COLUMN repeated_prefix_tokens bigint;

-- What later entries repeat of their event, whose size decides where they belong; null: the event itself, or a charge. A
-- join to the event would read every partition, since a range of occurred_at does not pass through it.
ALTER TABLE ledger.usage_entry ADD COLUMN event_input_tokens bigint;      -- all of them, cached and audio included
ALTER TABLE ledger.usage_entry ADD COLUMN event_output_tokens bigint;     -- all of them, reasoning included
ALTER TABLE ledger.usage_entry ADD COLUMN event_reasoning_tokens bigint;
ALTER TABLE ledger.usage_entry ADD COLUMN event_requests bigint;

-- Entries of more than 65536 tokens in all. A reader leans on it by request_total_tokens of usage_entry_sized, or by
-- repeating this sum literally: plain_input_tokens + cached_input_tokens + cache_write_tokens + cache_write_1h_tokens
-- + audio_input_tokens + image_input_tokens + more_input_tokens + plain_output_tokens + reasoning_tokens
-- + audio_output_tokens + more_output_tokens > 65536.
CREATE INDEX usage_entry_large_idx ON ledger.usage_entry (tenant_id, dimension_id, occurred_at)
    WHERE entry_no = 0
      AND plain_input_tokens + cached_input_tokens + cache_write_tokens + cache_write_1h_tokens + audio_input_tokens
          + image_input_tokens + more_input_tokens + plain_output_tokens + reasoning_tokens + audio_output_tokens
          + more_output_tokens > 65536;
-- The few entries behind the first one: late prices, corrections, charges.
CREATE INDEX usage_entry_later_idx ON ledger.usage_entry (tenant_id, occurred_at) WHERE entry_no > 0;

-- The class of size of one request: i * 10000 + t * 100 + o, how many edges its input, its total and its output tokens
-- exceed. The edges are thresholds and limits that vendors have, so that within a class all requests are on one side of
-- each. An aggregate counts as its mean, rounded up; requests 0 counts as 1. The class SizeClass says the same in Java.
CREATE FUNCTION ledger.size_class(input_tokens bigint, output_tokens bigint, requests bigint) RETURNS int
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
SELECT 10000 * width_bucket((input_tokens + greatest(requests, 1) - 1) / greatest(requests, 1) - 1,
           '{4096,8192,16384,32768,65536,128000,131072,200000,256000,262144,272000,400000,1000000,1047576,1048576,2000000}'::bigint[])
     + 100 * width_bucket((input_tokens + output_tokens + greatest(requests, 1) - 1) / greatest(requests, 1) - 1,
           '{4096,8192,16384,32768,65536,128000,131072,200000,256000,262144,272000,400000,1000000,1047576,1048576,2000000}'::bigint[])
     + width_bucket((output_tokens + greatest(requests, 1) - 1) / greatest(requests, 1) - 1,
           '{4096,8192,16384,32000,32768,64000,65536,100000,128000}'::bigint[])
$$;

-- What was stated, and what the meters tell: who has image tokens has made use of images. Entries of before know it by
-- their meters only. Capability.impliedBy says the same in Java.
CREATE FUNCTION ledger.used_capabilities(stated smallint, image_input_tokens bigint, audio_input_tokens bigint,
                                         audio_output_tokens bigint, more_meters jsonb) RETURNS smallint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
SELECT stated
     | CASE WHEN image_input_tokens > 0 OR more_meters -> 'cached_image_input' IS NOT NULL
            THEN 1 ELSE 0 END::smallint
     | CASE WHEN audio_input_tokens > 0 OR audio_output_tokens > 0
                OR more_meters -> 'cached_audio_input' IS NOT NULL
            THEN 2 ELSE 0 END::smallint
$$;

-- The later entries that are there already; what they say of usage and cost stays as it is.
UPDATE ledger.usage_entry entry
SET event_input_tokens = event.plain_input_tokens + event.cached_input_tokens + event.cache_write_tokens
        + event.cache_write_1h_tokens + event.audio_input_tokens + event.image_input_tokens + event.more_input_tokens,
    event_output_tokens = event.plain_output_tokens + event.reasoning_tokens + event.audio_output_tokens
        + event.more_output_tokens,
    event_reasoning_tokens = event.reasoning_tokens,
    event_requests = event.requests,
    capabilities = ledger.used_capabilities(event.capabilities, event.image_input_tokens, event.audio_input_tokens,
        event.audio_output_tokens, event.more_meters)
FROM ledger.usage_entry event
WHERE event.tenant_id = entry.tenant_id AND event.occurred_at = entry.occurred_at AND event.event_key = entry.event_key
  AND event.entry_no = 0 AND entry.entry_no > 0 AND entry.entry_kind <> 'charge';
ALTER TABLE ledger.usage_entry ADD CONSTRAINT usage_entry_size_of_event_known CHECK (
    num_nulls(event_input_tokens, event_output_tokens, event_reasoning_tokens, event_requests)
        = CASE WHEN entry_kind IN ('reversal', 'pricing', 'correction') THEN 0 ELSE 4 END);

-- Sums per hour (bucket_hours 1), per day (24) and per month of UTC (720, however long it is). Charges of contracts are not in it: they are no usage. An entry
-- belongs where its EVENT belongs. The bounds are those of one request and only ever widen: what is taken out again does
-- not narrow them.
CREATE TABLE ledger.usage_profile (
    tenant_id              text           NOT NULL,
    bucket_hours           smallint       NOT NULL,  -- 1, 24 or 720
    bucket_start           timestamptz    NOT NULL,  -- by occurred_at of the events, not by when they are accounted
    dimension_id           uuid           NOT NULL,
    size_class             int            NOT NULL,  -- ledger.size_class
    capabilities           smallint       NOT NULL,  -- ledger.used_capabilities
    currency               text           NOT NULL,  -- XXX where unpriced
    plain_input_tokens     bigint         NOT NULL,
    cached_input_tokens    bigint         NOT NULL,
    cache_write_tokens     bigint         NOT NULL,
    cache_write_1h_tokens  bigint         NOT NULL,
    audio_input_tokens     bigint         NOT NULL,
    image_input_tokens     bigint         NOT NULL,
    plain_output_tokens    bigint         NOT NULL,
    reasoning_tokens       bigint         NOT NULL,
    audio_output_tokens    bigint         NOT NULL,
    requests               bigint         NOT NULL,
    web_searches           bigint         NOT NULL,
    unpriced_requests      bigint         NOT NULL,
    cost_pico              numeric(38, 0) NOT NULL,
    more_input_tokens      bigint         NOT NULL,
    more_output_tokens     bigint         NOT NULL,
    measured_input_tokens  bigint         NOT NULL,  -- input tokens of what has repeated_prefix_tokens
    repeated_prefix_tokens bigint         NOT NULL,  -- of measured_input_tokens; where these are 0, nothing is known
    cacheable_input_tokens bigint         NOT NULL,  -- plain ones of these: repeated, and not read from a cache
    min_input_tokens       bigint         NOT NULL,
    max_input_tokens       bigint         NOT NULL,
    min_total_tokens       bigint         NOT NULL,  -- input and output
    max_total_tokens       bigint         NOT NULL,
    min_output_tokens      bigint         NOT NULL,
    max_output_tokens      bigint         NOT NULL,
    CONSTRAINT usage_profile_pkey PRIMARY KEY (tenant_id, bucket_hours, bucket_start, dimension_id, size_class,
                                               capabilities, currency)
) PARTITION BY LIST (bucket_hours);
SELECT topo.distribute('ledger.usage_profile');
-- Apart, so that the days of a month lie together and are read in few pages. Rows of the present are updated by every
-- batch: within their page.
CREATE TABLE ledger.usage_profile_hour PARTITION OF ledger.usage_profile FOR VALUES IN (1) WITH (fillfactor = 85);
CREATE TABLE ledger.usage_profile_day PARTITION OF ledger.usage_profile FOR VALUES IN (24) WITH (fillfactor = 85);
CREATE TABLE ledger.usage_profile_month PARTITION OF ledger.usage_profile FOR VALUES IN (720) WITH (fillfactor = 85);

-- The meters without a column, by name.
CREATE TABLE ledger.usage_profile_meter (
    tenant_id    text        NOT NULL,
    bucket_hours smallint    NOT NULL,
    bucket_start timestamptz NOT NULL,
    dimension_id uuid        NOT NULL,
    size_class   int         NOT NULL,
    capabilities smallint    NOT NULL,
    currency     text        NOT NULL,
    meter        text        NOT NULL,
    quantity     bigint      NOT NULL,
    CONSTRAINT usage_profile_meter_pkey PRIMARY KEY (tenant_id, bucket_hours, bucket_start, dimension_id, size_class,
                                                     capabilities, currency, meter)
);
SELECT topo.distribute('ledger.usage_profile_meter');

-- Entries beside the size of their EVENT: request_* are its own quantities, which are positive also where the entry takes
-- them out (reversal) or has none (correction). Two branches: the first entry is its event, and request_total_tokens is
-- the sum of usage_entry_large_idx; the few later ones say it, and are found by usage_entry_later_idx.
CREATE VIEW ledger.usage_entry_sized AS
SELECT e.tenant, e.occurred_at, e.event_key, e.entry_no, e.entry_kind, e.dimension_id, e.user_id, e.tags, e.currency,
       e.plain_input_tokens, e.cached_input_tokens, e.cache_write_tokens, e.cache_write_1h_tokens, e.audio_input_tokens,
       e.image_input_tokens, e.plain_output_tokens, e.reasoning_tokens, e.audio_output_tokens, e.requests,
       e.web_searches, e.more_meters, e.more_input_tokens, e.more_output_tokens, e.unpriced_requests, e.cost_pico,
       e.capabilities,
       CASE WHEN e.repeated_prefix_tokens IS NULL THEN 0
            ELSE e.plain_input_tokens + e.cached_input_tokens + e.cache_write_tokens + e.cache_write_1h_tokens
                + e.audio_input_tokens + e.image_input_tokens + e.more_input_tokens END AS measured_input_tokens,
       e.repeated_prefix_tokens,  -- null: not measured
       CASE WHEN e.repeated_prefix_tokens IS NULL THEN 0
            WHEN e.entry_kind = 'reversal'
            THEN -greatest(least(e.cached_input_tokens - e.repeated_prefix_tokens, -e.plain_input_tokens), 0)
            ELSE greatest(least(e.repeated_prefix_tokens - e.cached_input_tokens, e.plain_input_tokens), 0)
            END AS cacheable_input_tokens,
       ledger.size_class(e.request_input_tokens, e.request_output_tokens, e.request_requests) AS size_class,
       e.request_input_tokens, e.request_output_tokens, e.request_reasoning_tokens, e.request_requests,
       e.request_total_tokens
FROM (SELECT entry.tenant_id AS tenant, entry.occurred_at, entry.event_key, entry.entry_no, entry.entry_kind,
             entry.dimension_id, entry.user_id, entry.tags, entry.currency, entry.plain_input_tokens,
             entry.cached_input_tokens, entry.cache_write_tokens, entry.cache_write_1h_tokens, entry.audio_input_tokens,
             entry.image_input_tokens, entry.plain_output_tokens, entry.reasoning_tokens, entry.audio_output_tokens,
             entry.requests, entry.web_searches, entry.more_meters, entry.more_input_tokens, entry.more_output_tokens,
             entry.unpriced_requests, coalesce(entry.cost_pico, 0) AS cost_pico, entry.repeated_prefix_tokens,
             ledger.used_capabilities(entry.capabilities, entry.image_input_tokens, entry.audio_input_tokens,
                 entry.audio_output_tokens, entry.more_meters) AS capabilities,
             entry.plain_input_tokens + entry.cached_input_tokens + entry.cache_write_tokens
                 + entry.cache_write_1h_tokens + entry.audio_input_tokens + entry.image_input_tokens
                 + entry.more_input_tokens AS request_input_tokens,
             entry.plain_output_tokens + entry.reasoning_tokens + entry.audio_output_tokens
                 + entry.more_output_tokens AS request_output_tokens,
             entry.reasoning_tokens AS request_reasoning_tokens,
             entry.requests AS request_requests,
             entry.plain_input_tokens + entry.cached_input_tokens + entry.cache_write_tokens
                 + entry.cache_write_1h_tokens + entry.audio_input_tokens + entry.image_input_tokens
                 + entry.more_input_tokens + entry.plain_output_tokens + entry.reasoning_tokens
                 + entry.audio_output_tokens + entry.more_output_tokens AS request_total_tokens
      FROM ledger.usage_entry entry
      WHERE entry.entry_no = 0
      UNION ALL
      SELECT entry.tenant_id, entry.occurred_at, entry.event_key, entry.entry_no, entry.entry_kind,
             entry.dimension_id, entry.user_id, entry.tags, entry.currency, entry.plain_input_tokens,
             entry.cached_input_tokens, entry.cache_write_tokens, entry.cache_write_1h_tokens, entry.audio_input_tokens,
             entry.image_input_tokens, entry.plain_output_tokens, entry.reasoning_tokens, entry.audio_output_tokens,
             entry.requests, entry.web_searches, entry.more_meters, entry.more_input_tokens, entry.more_output_tokens,
             entry.unpriced_requests, coalesce(entry.cost_pico, 0), entry.repeated_prefix_tokens,
             entry.capabilities, entry.event_input_tokens, entry.event_output_tokens, entry.event_reasoning_tokens,
             entry.event_requests, entry.event_input_tokens + entry.event_output_tokens
      FROM ledger.usage_entry entry
      WHERE entry.entry_no > 0 AND entry.entry_kind <> 'charge') e;

-- Entries grouped as the profile groups them: what it must equal, and how it is filled where entries were there first.
-- The columns stand in the order of the table: the difference compares them by place.
CREATE VIEW ledger.usage_profile_grouped AS
WITH hourly AS (
    SELECT e.tenant AS tenant_id,
           1::smallint AS bucket_hours,
           date_bin('1 hour', e.occurred_at, timestamptz '2020-01-01 00:00:00+00') AS bucket_start,
           e.dimension_id, e.size_class, e.capabilities, e.currency,
           sum(e.plain_input_tokens)::bigint     AS plain_input_tokens,
           sum(e.cached_input_tokens)::bigint    AS cached_input_tokens,
           sum(e.cache_write_tokens)::bigint     AS cache_write_tokens,
           sum(e.cache_write_1h_tokens)::bigint  AS cache_write_1h_tokens,
           sum(e.audio_input_tokens)::bigint     AS audio_input_tokens,
           sum(e.image_input_tokens)::bigint     AS image_input_tokens,
           sum(e.plain_output_tokens)::bigint    AS plain_output_tokens,
           sum(e.reasoning_tokens)::bigint       AS reasoning_tokens,
           sum(e.audio_output_tokens)::bigint    AS audio_output_tokens,
           sum(e.requests)::bigint               AS requests,
           sum(e.web_searches)::bigint           AS web_searches,
           sum(e.unpriced_requests)::bigint      AS unpriced_requests,
           sum(e.cost_pico)::numeric(38, 0)      AS cost_pico,
           sum(e.more_input_tokens)::bigint      AS more_input_tokens,
           sum(e.more_output_tokens)::bigint     AS more_output_tokens,
           sum(e.measured_input_tokens)::bigint  AS measured_input_tokens,
           coalesce(sum(e.repeated_prefix_tokens), 0)::bigint AS repeated_prefix_tokens,
           sum(e.cacheable_input_tokens)::bigint AS cacheable_input_tokens,
           min(e.request_input_tokens / request.count)                        AS min_input_tokens,
           max((e.request_input_tokens + request.count - 1) / request.count)  AS max_input_tokens,
           min(e.request_total_tokens / request.count)                        AS min_total_tokens,
           max((e.request_total_tokens + request.count - 1) / request.count)  AS max_total_tokens,
           min(e.request_output_tokens / request.count)                       AS min_output_tokens,
           max((e.request_output_tokens + request.count - 1) / request.count) AS max_output_tokens
    FROM ledger.usage_entry_sized e
    CROSS JOIN LATERAL (SELECT greatest(e.request_requests, 1) AS count) AS request
    GROUP BY e.tenant, date_bin('1 hour', e.occurred_at, timestamptz '2020-01-01 00:00:00+00'), e.dimension_id,
        e.size_class, e.capabilities, e.currency)
SELECT tenant_id, bucket_hours, bucket_start, dimension_id, size_class, capabilities, currency, plain_input_tokens,
       cached_input_tokens, cache_write_tokens, cache_write_1h_tokens, audio_input_tokens, image_input_tokens,
       plain_output_tokens, reasoning_tokens, audio_output_tokens, requests, web_searches, unpriced_requests, cost_pico,
       more_input_tokens, more_output_tokens, measured_input_tokens, repeated_prefix_tokens, cacheable_input_tokens,
       min_input_tokens, max_input_tokens, min_total_tokens, max_total_tokens, min_output_tokens, max_output_tokens
FROM hourly
UNION ALL
SELECT tenant_id, 24::smallint, date_bin('24 hours', bucket_start, timestamptz '2020-01-01 00:00:00+00'), dimension_id,
       size_class, capabilities, currency, sum(plain_input_tokens)::bigint, sum(cached_input_tokens)::bigint,
       sum(cache_write_tokens)::bigint, sum(cache_write_1h_tokens)::bigint, sum(audio_input_tokens)::bigint,
       sum(image_input_tokens)::bigint, sum(plain_output_tokens)::bigint, sum(reasoning_tokens)::bigint,
       sum(audio_output_tokens)::bigint, sum(requests)::bigint, sum(web_searches)::bigint,
       sum(unpriced_requests)::bigint, sum(cost_pico)::numeric(38, 0), sum(more_input_tokens)::bigint,
       sum(more_output_tokens)::bigint, sum(measured_input_tokens)::bigint, sum(repeated_prefix_tokens)::bigint,
       sum(cacheable_input_tokens)::bigint,
       min(min_input_tokens), max(max_input_tokens), min(min_total_tokens), max(max_total_tokens),
       min(min_output_tokens), max(max_output_tokens)
FROM hourly
GROUP BY tenant_id, date_bin('24 hours', bucket_start, timestamptz '2020-01-01 00:00:00+00'), dimension_id, size_class,
    capabilities, currency
UNION ALL
SELECT tenant_id, 720::smallint, date_trunc('month', bucket_start, 'UTC'), dimension_id,
       size_class, capabilities, currency, sum(plain_input_tokens)::bigint, sum(cached_input_tokens)::bigint,
       sum(cache_write_tokens)::bigint, sum(cache_write_1h_tokens)::bigint, sum(audio_input_tokens)::bigint,
       sum(image_input_tokens)::bigint, sum(plain_output_tokens)::bigint, sum(reasoning_tokens)::bigint,
       sum(audio_output_tokens)::bigint, sum(requests)::bigint, sum(web_searches)::bigint,
       sum(unpriced_requests)::bigint, sum(cost_pico)::numeric(38, 0), sum(more_input_tokens)::bigint,
       sum(more_output_tokens)::bigint, sum(measured_input_tokens)::bigint, sum(repeated_prefix_tokens)::bigint,
       sum(cacheable_input_tokens)::bigint,
       min(min_input_tokens), max(max_input_tokens), min(min_total_tokens), max(max_total_tokens),
       min(min_output_tokens), max(max_output_tokens)
FROM hourly
GROUP BY tenant_id, date_trunc('month', bucket_start, 'UTC'), dimension_id, size_class,
    capabilities, currency;

CREATE VIEW ledger.usage_profile_meter_grouped AS
SELECT e.tenant AS tenant_id,
       bucket.hours AS bucket_hours,
       CASE bucket.hours WHEN 720 THEN date_trunc('month', e.occurred_at, 'UTC')
            ELSE date_bin(make_interval(hours => bucket.hours), e.occurred_at, timestamptz '2020-01-01 00:00:00+00') END
           AS bucket_start,
       e.dimension_id, e.size_class, e.capabilities, e.currency, m.key AS meter,
       sum(m.value::bigint)::bigint AS quantity
FROM ledger.usage_entry_sized e
CROSS JOIN LATERAL jsonb_each_text(e.more_meters) AS m
CROSS JOIN (VALUES (1::smallint), (24::smallint), (720::smallint)) AS bucket (hours)
WHERE e.more_meters IS NOT NULL
GROUP BY e.tenant, bucket.hours,
    CASE bucket.hours WHEN 720 THEN date_trunc('month', e.occurred_at, 'UTC')
            ELSE date_bin(make_interval(hours => bucket.hours), e.occurred_at, timestamptz '2020-01-01 00:00:00+00') END,
    e.dimension_id, e.size_class, e.capabilities, e.currency, m.key;

INSERT INTO ledger.usage_profile
SELECT tenant_id, bucket_hours, bucket_start, dimension_id, size_class, capabilities, currency, plain_input_tokens,
       cached_input_tokens, cache_write_tokens, cache_write_1h_tokens, audio_input_tokens, image_input_tokens,
       plain_output_tokens, reasoning_tokens, audio_output_tokens, requests, web_searches, unpriced_requests, cost_pico,
       more_input_tokens, more_output_tokens, measured_input_tokens, repeated_prefix_tokens, cacheable_input_tokens,
       min_input_tokens, max_input_tokens, min_total_tokens, max_total_tokens, min_output_tokens, max_output_tokens
FROM ledger.usage_profile_grouped;
INSERT INTO ledger.usage_profile_meter
SELECT tenant_id, bucket_hours, bucket_start, dimension_id, size_class, capabilities, currency, meter, quantity
FROM ledger.usage_profile_meter_grouped;

-- Every cell in which the profile and the entries differ, and which of them has it; empty when the books are right. A
-- full join reads the ledger once for each table.
CREATE VIEW ledger.profile_difference AS
SELECT CASE WHEN p.tenant_id IS NULL THEN 'entries' WHEN e.tenant_id IS NULL THEN 'profile' ELSE 'both' END AS found_in,
       coalesce(e.tenant_id, p.tenant_id) AS tenant_id,
       coalesce(e.bucket_hours, p.bucket_hours) AS bucket_hours,
       coalesce(e.bucket_start, p.bucket_start) AS bucket_start,
       coalesce(e.dimension_id, p.dimension_id) AS dimension_id,
       coalesce(e.size_class, p.size_class) AS size_class,
       coalesce(e.capabilities, p.capabilities) AS capabilities,
       coalesce(e.currency, p.currency) AS currency,
       NULL::text AS meter  -- null: a column of usage_profile
FROM ledger.usage_profile_grouped e
FULL JOIN ledger.usage_profile p ON p.tenant_id = e.tenant_id AND p.bucket_hours = e.bucket_hours
    AND p.bucket_start = e.bucket_start AND p.dimension_id = e.dimension_id AND p.size_class = e.size_class
    AND p.capabilities = e.capabilities AND p.currency = e.currency
WHERE ROW(e.*) IS DISTINCT FROM ROW(p.*)
UNION ALL
SELECT CASE WHEN p.tenant_id IS NULL THEN 'entries' WHEN e.tenant_id IS NULL THEN 'profile' ELSE 'both' END,
       coalesce(e.tenant_id, p.tenant_id), coalesce(e.bucket_hours, p.bucket_hours),
       coalesce(e.bucket_start, p.bucket_start), coalesce(e.dimension_id, p.dimension_id),
       coalesce(e.size_class, p.size_class), coalesce(e.capabilities, p.capabilities),
       coalesce(e.currency, p.currency), coalesce(e.meter, p.meter)
FROM ledger.usage_profile_meter_grouped e
FULL JOIN ledger.usage_profile_meter p ON p.tenant_id = e.tenant_id AND p.bucket_hours = e.bucket_hours
    AND p.bucket_start = e.bucket_start AND p.dimension_id = e.dimension_id AND p.size_class = e.size_class
    AND p.capabilities = e.capabilities AND p.currency = e.currency AND p.meter = e.meter
WHERE e.quantity IS DISTINCT FROM p.quantity;

-- What other services may read; absent attribution is null.
CREATE VIEW ledger.dimension_published AS
SELECT tenant_id AS tenant, dimension_id, nullif(team, '') AS team, nullif(project, '') AS project,
       nullif(app, '') AS app, nullif(environment, '') AS environment, provider, model, service_tier,
       nullif(reasoning_effort, '') AS reasoning_effort, nullif(region, '') AS region
FROM ledger.usage_dimension;

CREATE VIEW ledger.usage_profile_published AS
SELECT tenant_id AS tenant, bucket_hours, bucket_start, dimension_id, size_class, capabilities, currency,
       plain_input_tokens, cached_input_tokens, cache_write_tokens, cache_write_1h_tokens, audio_input_tokens,
       image_input_tokens, plain_output_tokens, reasoning_tokens, audio_output_tokens, requests, web_searches,
       unpriced_requests, cost_pico, more_input_tokens, more_output_tokens, measured_input_tokens,
       repeated_prefix_tokens, cacheable_input_tokens, min_input_tokens, max_input_tokens, min_total_tokens, max_total_tokens,
       min_output_tokens, max_output_tokens
FROM ledger.usage_profile;

CREATE VIEW ledger.usage_profile_meter_published AS
SELECT tenant_id AS tenant, bucket_hours, bucket_start, dimension_id, size_class, capabilities, currency, meter, quantity
FROM ledger.usage_profile_meter;

GRANT SELECT ON ledger.dimension_published, ledger.usage_profile_published, ledger.usage_profile_meter_published,
    ledger.usage_entry_sized TO report_app, pricing_app;
GRANT SELECT ON ledger.usage_profile_grouped, ledger.usage_profile_meter_grouped, ledger.profile_difference
    TO pricing_app;
GRANT SELECT, INSERT, UPDATE ON ledger.usage_profile, ledger.usage_profile_meter TO pricing_app;
