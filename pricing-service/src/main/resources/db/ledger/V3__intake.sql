-- What became of everything that came in: priced, unpriced, duplicate, conflict, rejected; counted where it is decided.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

-- Counted states by the hour of receipt. partition_no is that of the topic it was read from, so that consumers side by
-- side never wait for each other's row. priced + unpriced + duplicates + conflicts + unreadable is the number of records
-- that were read from usage.metered.v1 (ledger.consumer_offset knows it independently).
CREATE TABLE ledger.intake_count (
    tenant_id     text        NOT NULL,  -- '' where it could not be read
    received_hour timestamptz NOT NULL,
    topic         text        NOT NULL,
    partition_no  int         NOT NULL,
    priced        bigint      NOT NULL,
    unpriced      bigint      NOT NULL,
    duplicates    bigint      NOT NULL,
    conflicts     bigint      NOT NULL,
    rejected      bigint      NOT NULL,
    CONSTRAINT intake_count_pkey PRIMARY KEY (tenant_id, received_hour, topic, partition_no)
);
SELECT topo.distribute('ledger.intake_count');

-- The same identity with another payload: kept and shown, never booked. The first one stands.
CREATE TABLE ledger.event_conflict (
    tenant_id         text        NOT NULL,
    event_key         uuid        NOT NULL,
    fingerprint       uuid        NOT NULL,
    first_fingerprint uuid        NOT NULL,
    source            text        NOT NULL,
    event_id          text        NOT NULL,
    occurred_at       timestamptz NOT NULL,
    metered           jsonb       NOT NULL,  -- the record as it came, which holds no content
    seen_at           timestamptz NOT NULL,
    CONSTRAINT event_conflict_pkey PRIMARY KEY (tenant_id, event_key, fingerprint)
);
SELECT topo.distribute('ledger.event_conflict');

-- What could not be used, as it came over usage.rejected.v1: the reason, where it came from, no content.
CREATE TABLE ledger.rejected_event (
    tenant_id     text        NOT NULL,  -- '' where it could not be read
    rejection_id  text        NOT NULL,
    code          text        NOT NULL,
    detail        text        NOT NULL,
    topic         text,                  -- null: it came over HTTP
    partition_no  int,
    record_offset bigint,
    batch_index   int         NOT NULL,
    event_source  text,
    event_id      text,
    event_type    text,
    received_at   timestamptz NOT NULL,
    payload_bytes bigint      NOT NULL,
    payload       text,
    CONSTRAINT rejected_event_pkey PRIMARY KEY (tenant_id, rejection_id)
);
SELECT topo.distribute('ledger.rejected_event');

GRANT SELECT, INSERT, UPDATE ON ledger.intake_count TO pricing_app;
GRANT SELECT, INSERT ON ledger.event_conflict, ledger.rejected_event TO pricing_app;
