-- The ledger: every event once, append-only. tenant_id leads every key, so that the same schema runs on one PostgreSQL
-- and distributed by tenant.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

-- The identity of every event that was ever booked, and what it said: a replay says the same, a conflict something
-- else. Not partitioned by time, because a replay may claim another time.
CREATE TABLE ledger.event_key (
    tenant_id   text        NOT NULL,
    event_key   uuid        NOT NULL,  -- 128 bits of SHA-256 over source and id
    fingerprint uuid        NOT NULL,  -- 128 bits of SHA-256 over what the event says
    occurred_at timestamptz NOT NULL,
    CONSTRAINT event_key_pkey PRIMARY KEY (tenant_id, event_key)
);
SELECT topo.distribute('ledger.event_key');

-- The attribution that entries and rollups share; dimension_id is a hash of the other columns, '' stands for absent.
CREATE TABLE ledger.usage_dimension (
    tenant_id        text NOT NULL,
    dimension_id     uuid NOT NULL,
    team             text NOT NULL,
    project          text NOT NULL,
    app              text NOT NULL,
    environment      text NOT NULL,
    provider         text NOT NULL,
    model            text NOT NULL,
    service_tier     text NOT NULL,
    reasoning_effort text NOT NULL,
    region           text NOT NULL,
    CONSTRAINT usage_dimension_pkey PRIMARY KEY (tenant_id, dimension_id)
);
SELECT topo.distribute('ledger.usage_dimension');

-- One row per booking. entry_no 0 is the event itself; later numbers add to it (a price that arrived, a correction), so
-- that every quantity and amount of an event is the sum over its entries. No foreign keys: they cost a third of the
-- speed, and ledger.rollup_difference and the tests prove what they would.
CREATE TABLE ledger.usage_entry (
    tenant_id           text        NOT NULL,
    occurred_at         timestamptz NOT NULL,
    event_key           uuid        NOT NULL,
    entry_no            int         NOT NULL,
    entry_kind          text        NOT NULL,  -- usage
    dimension_id        uuid        NOT NULL,
    source              text        NOT NULL,
    event_id            text        NOT NULL,
    event_type          text        NOT NULL,
    user_id             text,
    tags                jsonb,
    plain_input_tokens  bigint      NOT NULL,  -- disjoint: not cached, written, audio or image
    cached_input_tokens bigint      NOT NULL,
    cache_write_tokens  bigint      NOT NULL,  -- the provider's default lifetime; not the one-hour ones
    cache_write_1h_tokens bigint    NOT NULL,
    audio_input_tokens  bigint      NOT NULL,
    image_input_tokens  bigint      NOT NULL,
    plain_output_tokens bigint      NOT NULL,  -- disjoint: not reasoning, not audio
    reasoning_tokens    bigint      NOT NULL,
    audio_output_tokens bigint      NOT NULL,
    requests            bigint      NOT NULL,
    web_searches        bigint      NOT NULL,
    input_provenance    text        NOT NULL,  -- provider, counted, estimated
    output_provenance   text        NOT NULL,
    price_id            bigint,                -- null: unpriced
    currency            text        NOT NULL,  -- XXX (ISO 4217: no currency) where unpriced
    cost_pico           numeric(38, 0),        -- 1e-12 of the currency; null: unpriced, never zero for want of a price
    unpriced_requests   bigint      NOT NULL,
    unpriced_reason     text,
    received_at         timestamptz NOT NULL,
    booked_at           timestamptz NOT NULL,
    CONSTRAINT usage_entry_pkey PRIMARY KEY (tenant_id, occurred_at, event_key, entry_no),
    CONSTRAINT usage_entry_priced_or_not CHECK (
        (cost_pico IS NULL) = (price_id IS NULL) AND (cost_pico IS NULL) = (unpriced_reason IS NOT NULL))
) PARTITION BY RANGE (occurred_at);
SELECT topo.distribute('ledger.usage_entry');

-- Makes the monthly partitions from one month to another, both included, where they do not exist. The run-time role owns
-- no table: it may only call this.
CREATE FUNCTION ledger.ensure_partitions(first_month date, last_month date) RETURNS int
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    month     date := make_date(extract(year FROM first_month)::int, extract(month FROM first_month)::int, 1);
    partition text;
    made      int  := 0;
BEGIN
    WHILE month <= last_month LOOP
        partition := 'usage_entry_' || to_char(month, 'YYYY_MM');
        IF to_regclass('ledger.' || partition) IS NULL THEN
            EXECUTE format('CREATE TABLE ledger.%I PARTITION OF ledger.usage_entry FOR VALUES FROM (%L) TO (%L)',
                partition, month::text || ' 00:00:00+00', (month + interval '1 month')::date::text || ' 00:00:00+00');
            made := made + 1;
        END IF;
        month := (month + interval '1 month')::date;
    END LOOP;
    RETURN made;
END
$$;
REVOKE ALL ON FUNCTION ledger.ensure_partitions(date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.ensure_partitions(date, date) TO pricing_app;

-- How far each consumer group has come: moved in the transaction that books the records, so it never runs ahead of them.
CREATE TABLE ledger.consumer_offset (
    consumer_group text        NOT NULL,
    topic          text        NOT NULL,
    partition_no   int         NOT NULL,
    start_offset   bigint      NOT NULL,  -- where the group began: next_offset - start_offset records were read
    next_offset    bigint      NOT NULL,
    moved_at       timestamptz NOT NULL,
    CONSTRAINT consumer_offset_pkey PRIMARY KEY (consumer_group, topic, partition_no)
);
SELECT topo.reference('ledger.consumer_offset');

GRANT SELECT, INSERT ON ledger.event_key, ledger.usage_dimension, ledger.usage_entry TO pricing_app;
GRANT SELECT, INSERT, UPDATE ON ledger.consumer_offset TO pricing_app;
