-- Where alerts are told, and the outbox that tells them: at least once, in order per alert, a channel by one instance at a time.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

CREATE TABLE reporting.channel (
    tenant_id       text        NOT NULL,
    channel_id      uuid        NOT NULL,
    name            text        NOT NULL,
    type            text        NOT NULL,
    settings        jsonb       NOT NULL,  -- {"url":…} or {"to":[…]} or {}
    secrets         jsonb       NOT NULL,  -- [{"secret","created_at","expires_at"}], the newest first, at most two
    allow_private   boolean     NOT NULL,
    quiet_hours     jsonb       NOT NULL,  -- [{"days","from","to","timezone"}]
    digest_minutes  int,                   -- null: every notice by itself
    critical_passes boolean     NOT NULL,  -- through quiet hours and digest
    title_template  text,                  -- null: the alert's own
    text_template   text,
    enabled         boolean     NOT NULL,  -- false: notices are kept and wait
    created_at      timestamptz NOT NULL,
    changed_at      timestamptz NOT NULL,
    archived_at     timestamptz,           -- null: not archived
    CONSTRAINT channel_pkey PRIMARY KEY (tenant_id, channel_id),
    CONSTRAINT channel_type CHECK (type IN ('webhook', 'slack', 'teams', 'email', 'alertmanager', 'kafka')),
    CONSTRAINT channel_digest CHECK (digest_minutes BETWEEN 1 AND 1440)
);
SELECT topo.distribute('reporting.channel');
-- One name, one channel, among those that are not archived.
CREATE UNIQUE INDEX channel_name_key ON reporting.channel (tenant_id, name) WHERE archived_at IS NULL;

-- Who serves a channel now, and since when it has been failing. One row per channel, from its creation on.
CREATE TABLE reporting.channel_lease (
    tenant_id    text        NOT NULL,
    channel_id   uuid        NOT NULL,
    holder       uuid,                  -- an instance; null: nobody
    leased_until timestamptz NOT NULL,  -- by the database's clock
    failures     int         NOT NULL,  -- since the last success of the target
    resume_at    timestamptz NOT NULL,  -- nothing is tried before
    CONSTRAINT channel_lease_pkey PRIMARY KEY (tenant_id, channel_id)
);
SELECT topo.distribute('reporting.channel_lease');

CREATE TABLE reporting.outbox_notice (
    tenant_id       text        NOT NULL,
    channel_id      uuid        NOT NULL,
    delivery_id     uuid        NOT NULL,
    queue_no        bigint      GENERATED ALWAYS AS IDENTITY,  -- the order of queueing
    notice_id       uuid        NOT NULL,
    alert_id        uuid        NOT NULL,
    event           text        NOT NULL,
    severity        text        NOT NULL,
    queued_at       timestamptz NOT NULL,
    not_before      timestamptz NOT NULL,  -- the end of quiet hours, or of a digest's collecting
    collects        boolean     NOT NULL,  -- goes with others in a digest
    body            text        NOT NULL,  -- the notice as alert-notice.schema.json has it
    state           text        NOT NULL,
    attempts        int         NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    last_error      text,
    delivered_at    timestamptz,
    digest_id       uuid,                  -- the message that it went, or goes, with
    resend_at       timestamptz,           -- a delivered one that has to be told again until it is resolved
    CONSTRAINT outbox_notice_pkey PRIMARY KEY (tenant_id, channel_id, delivery_id),
    CONSTRAINT outbox_notice_once UNIQUE (tenant_id, channel_id, notice_id),
    CONSTRAINT outbox_notice_state CHECK (state IN ('queued', 'delivered', 'cancelled', 'dead')),
    CONSTRAINT outbox_notice_delivered CHECK ((state = 'delivered') = (delivered_at IS NOT NULL))
);
SELECT topo.distribute('reporting.outbox_notice');
-- What the worker asks for: what is due in a channel, in order; what of the same alert comes first; what is to be told again.
CREATE INDEX outbox_due ON reporting.outbox_notice (tenant_id, channel_id, next_attempt_at, queue_no) WHERE state = 'queued';
CREATE INDEX outbox_by_alert ON reporting.outbox_notice (tenant_id, channel_id, alert_id, queue_no);
CREATE INDEX outbox_resend ON reporting.outbox_notice (tenant_id, channel_id, resend_at) WHERE resend_at IS NOT NULL;
CREATE INDEX outbox_by_queue ON reporting.outbox_notice (tenant_id, channel_id, queue_no);
CREATE INDEX outbox_dead ON reporting.outbox_notice (tenant_id, channel_id, queue_no) WHERE state = 'dead';

-- What became of every attempt. Only ever appended.
CREATE TABLE reporting.delivery_attempt (
    tenant_id   text        NOT NULL,
    channel_id  uuid        NOT NULL,
    delivery_id uuid        NOT NULL,  -- of a test: the notice's own id, which is in no outbox
    attempt_id  uuid        NOT NULL,
    at          timestamptz NOT NULL,
    outcome     text        NOT NULL,
    status      int,                   -- of HTTP; null: there was no answer, or it is not HTTP
    millis      bigint      NOT NULL,
    error       text,                  -- null: delivered
    CONSTRAINT delivery_attempt_pkey PRIMARY KEY (tenant_id, channel_id, delivery_id, attempt_id),
    CONSTRAINT delivery_attempt_outcome CHECK (outcome IN ('delivered', 'failed'))
);
SELECT topo.distribute('reporting.delivery_attempt');

GRANT SELECT, INSERT, UPDATE ON reporting.channel, reporting.channel_lease, reporting.outbox_notice TO report_app;
GRANT SELECT, INSERT ON reporting.delivery_attempt TO report_app;
