-- Rejected events that were asked to be sent again: each once. What is sent is kept here, so that it does not matter when
-- the rejection itself is deleted.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

CREATE TABLE reporting.event_resubmission (
    tenant_id       text        NOT NULL,  -- '' where it could not be read
    rejection_id    text        NOT NULL,
    resubmission_id uuid        NOT NULL,  -- of those that were asked for together
    event           text        NOT NULL,  -- a CloudEvents event as JSON, without content
    topic           text        NOT NULL,
    event_source    text,
    event_id        text,
    author          text        NOT NULL,
    reason          text        NOT NULL,
    requested_at    timestamptz NOT NULL,
    sent_at         timestamptz,           -- when Kafka had acknowledged it; null: it waits
    CONSTRAINT event_resubmission_pkey PRIMARY KEY (tenant_id, rejection_id)
);
SELECT topo.distribute('reporting.event_resubmission');
CREATE INDEX event_resubmission_together ON reporting.event_resubmission (tenant_id, resubmission_id);
CREATE INDEX event_resubmission_waiting ON reporting.event_resubmission (requested_at) WHERE sent_at IS NULL;

GRANT SELECT, INSERT ON reporting.event_resubmission TO report_app;
GRANT UPDATE (sent_at) ON reporting.event_resubmission TO report_app;
