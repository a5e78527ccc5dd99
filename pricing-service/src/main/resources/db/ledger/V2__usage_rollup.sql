-- Sums per quarter of an hour: fine enough for the borders of days in every time zone in use since 2020 (offsets are
-- multiples of 15 minutes). A rollup row always equals GROUP BY over the entries.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

CREATE TABLE ledger.usage_rollup (
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
    CONSTRAINT usage_rollup_pkey PRIMARY KEY (tenant_id, bucket_start, dimension_id, currency)
);
SELECT topo.distribute('ledger.usage_rollup');

-- Entries grouped as the rollup groups them: what it must equal, and how it is filled where entries were there first.
CREATE VIEW ledger.usage_entry_grouped AS
SELECT tenant_id,
       date_bin('15 minutes', occurred_at, timestamptz '2020-01-01 00:00:00+00') AS bucket_start,
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
       coalesce(sum(cost_pico), 0)::numeric(38, 0) AS cost_pico
FROM ledger.usage_entry
GROUP BY tenant_id, date_bin('15 minutes', occurred_at, timestamptz '2020-01-01 00:00:00+00'), dimension_id, currency;

INSERT INTO ledger.usage_rollup
SELECT tenant_id, bucket_start, dimension_id, currency, plain_input_tokens, cached_input_tokens, cache_write_tokens,
       cache_write_1h_tokens, audio_input_tokens, image_input_tokens, plain_output_tokens, reasoning_tokens,
       audio_output_tokens, requests, web_searches, unpriced_requests, cost_pico
FROM ledger.usage_entry_grouped;

-- Every row in which the rollup and the entries differ; empty when the books are right.
CREATE VIEW ledger.rollup_difference AS
SELECT 'entries' AS found_in, only_in_entries.*
FROM (SELECT * FROM ledger.usage_entry_grouped EXCEPT SELECT * FROM ledger.usage_rollup) AS only_in_entries
UNION ALL
SELECT 'rollup' AS found_in, only_in_rollup.*
FROM (SELECT * FROM ledger.usage_rollup EXCEPT SELECT * FROM ledger.usage_entry_grouped) AS only_in_rollup;

GRANT SELECT, INSERT, UPDATE ON ledger.usage_rollup TO pricing_app;
GRANT SELECT ON ledger.usage_entry_grouped, ledger.rollup_difference TO pricing_app;
