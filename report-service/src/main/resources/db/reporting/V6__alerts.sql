-- What was found that somebody should know, what became of it, and the rules by which it is looked for.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

-- One row for each key (what was crossed, by whom, in which period), under an id that follows from the key: found again,
-- by whomever and however often, it is the same row.
CREATE TABLE reporting.alert (
    tenant_id         text        NOT NULL,
    alert_id          uuid        NOT NULL,  -- AlertKey.id()
    kind              text        NOT NULL,
    severity          text        NOT NULL,
    subject_type      text        NOT NULL,  -- budget or rule
    subject_id        uuid        NOT NULL,
    subject_name      text        NOT NULL,  -- as it was when the alert fired
    rule              text        NOT NULL,  -- what was crossed, as in the key
    key_start         timestamptz NOT NULL,  -- of the period in the key
    period_start      timestamptz,           -- null, as the two below: it is about no period
    period_end        timestamptz,
    period_zone       text,
    scope             json        NOT NULL,  -- values by dimension; {}: all of the tenant
    figures           json        NOT NULL,  -- texts by name, in order: json keeps it, jsonb would not
    contributors      json        NOT NULL,  -- largest first
    crossing_source   text,                  -- null, as the two below: no single event crossed it
    crossing_event    text,
    crossing_at       timestamptz,
    channels          uuid[]      NOT NULL,  -- that are told
    state             text        NOT NULL,
    acknowledged_at   timestamptz,           -- null, as the two below: nobody did
    acknowledged_by   text,
    acknowledged_note text,
    silenced_until    timestamptz,           -- null, as the two below: not silenced
    silenced_by       text,
    silenced_why      text,
    fired_at          timestamptz NOT NULL,  -- for the first time
    since             timestamptz NOT NULL,  -- when it became so
    resolved_at       timestamptz,           -- null, as the one below: firing
    resolved_why      text,
    times_reopened    int         NOT NULL DEFAULT 0,
    updated_at        timestamptz NOT NULL,
    CONSTRAINT alert_pkey PRIMARY KEY (tenant_id, alert_id),
    CONSTRAINT alert_severity CHECK (severity IN ('info', 'warning', 'critical')),
    CONSTRAINT alert_state CHECK (state IN ('firing', 'resolved')),
    CONSTRAINT alert_period_whole CHECK (num_nulls(period_start, period_end, period_zone) IN (0, 3)),
    CONSTRAINT alert_crossing_whole CHECK (num_nulls(crossing_source, crossing_event, crossing_at) IN (0, 3)),
    CONSTRAINT alert_acknowledged_whole CHECK (
        num_nulls(acknowledged_at, acknowledged_by, acknowledged_note) IN (0, 3)),
    CONSTRAINT alert_silenced_whole CHECK (num_nulls(silenced_until, silenced_by, silenced_why) IN (0, 3)),
    CONSTRAINT alert_resolved_whole CHECK (
        num_nulls(resolved_at, resolved_why) = CASE state WHEN 'firing' THEN 2 ELSE 0 END)
);
SELECT topo.distribute('reporting.alert');
CREATE INDEX alert_by_time ON reporting.alert (tenant_id, fired_at, alert_id);
CREATE INDEX alert_firing ON reporting.alert (tenant_id, subject_id, kind) WHERE state = 'firing';
-- A link names no tenant: the one statement that asks for an alert by its id alone leans on this.
CREATE INDEX alert_by_id ON reporting.alert (alert_id);

-- The life of an alert. Only ever appended.
CREATE TABLE reporting.alert_event (
    tenant_id text        NOT NULL,
    alert_id  uuid        NOT NULL,
    event_no  int         NOT NULL,  -- from 1, without gaps: counted while the alert's row is locked
    event     text        NOT NULL,
    at        timestamptz NOT NULL,
    author    text        NOT NULL,  -- '': nobody, it was found out
    why       text        NOT NULL,  -- '': not said
    until     timestamptz,           -- of a silence; else null
    told      boolean     NOT NULL,  -- whether a notice was queued for the alert's channels
    CONSTRAINT alert_event_pkey PRIMARY KEY (tenant_id, alert_id, event_no),
    CONSTRAINT alert_event_known CHECK (
        event IN ('fired', 'reopened', 'acknowledged', 'silenced', 'unsilenced', 'resolved'))
);
SELECT topo.distribute('reporting.alert_event');

GRANT SELECT, INSERT, UPDATE ON reporting.alert TO report_app;
GRANT SELECT, INSERT ON reporting.alert_event TO report_app;

-- What is looked for, beside budgets. Changed in place: the alerts say by which rule they were found.
CREATE TABLE reporting.alert_rule (
    tenant_id   text        NOT NULL,
    rule_id     uuid        NOT NULL,
    revision    int         NOT NULL,  -- from 1, one more with every change
    name        text        NOT NULL,
    kind        text        NOT NULL,
    scope       json        NOT NULL,  -- values by dimension; {}: all of the tenant
    condition   json        NOT NULL,  -- what is too much, by kind
    severity    text        NOT NULL,
    channels    uuid[]      NOT NULL,
    enabled     boolean     NOT NULL,
    created_at  timestamptz NOT NULL,
    changed_at  timestamptz NOT NULL,
    archived_at timestamptz,           -- null: not archived
    CONSTRAINT alert_rule_pkey PRIMARY KEY (tenant_id, rule_id),
    CONSTRAINT alert_rule_severity CHECK (severity IN ('info', 'warning', 'critical')),
    CONSTRAINT alert_rule_kind CHECK (
        kind IN ('spend_anomaly', 'unpriced_share', 'rejected_share', 'ledger_drift', 'ingest_silent'))
);
SELECT topo.distribute('reporting.alert_rule');
-- One name, one rule, among those that are not archived.
CREATE UNIQUE INDEX alert_rule_name_key ON reporting.alert_rule (tenant_id, name) WHERE archived_at IS NULL;

-- What a rule said last. Not a history: that is in the alerts.
CREATE TABLE reporting.alert_rule_status (
    tenant_id    text        NOT NULL,
    rule_id      uuid        NOT NULL,
    revision     int         NOT NULL,  -- of the rule that was evaluated
    evaluated_at timestamptz NOT NULL,
    outcome      text        NOT NULL,
    said         text        NOT NULL,  -- for people: what it saw, or why it says nothing
    saw          json        NOT NULL,  -- figures by name, in order
    next_at      timestamptz NOT NULL,
    CONSTRAINT alert_rule_status_pkey PRIMARY KEY (tenant_id, rule_id),
    CONSTRAINT alert_rule_status_outcome CHECK (outcome IN ('quiet', 'firing', 'unknown', 'failed'))
);
SELECT topo.distribute('reporting.alert_rule_status');

-- Which instance evaluates rules. Whoever finds it over takes it.
CREATE TABLE reporting.alert_rule_lease (
    lease      text        NOT NULL,  -- 'rules'
    holder     uuid        NOT NULL,
    held_until timestamptz NOT NULL,
    CONSTRAINT alert_rule_lease_pkey PRIMARY KEY (lease)
);
SELECT topo.reference('reporting.alert_rule_lease');
INSERT INTO reporting.alert_rule_lease (lease, holder, held_until)
VALUES ('rules', '00000000-0000-0000-0000-000000000000', '-infinity');

GRANT SELECT, INSERT, UPDATE ON reporting.alert_rule, reporting.alert_rule_status TO report_app;
GRANT SELECT, UPDATE ON reporting.alert_rule_lease TO report_app;
