-- Who pays: cost centres and the rules that map usage to them. What they are on a day is what all changes up to that day
-- make of them, so that a change for a day leaves what is before it, and what was already planned after it. Only ever
-- appended.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

CREATE TABLE reporting.organisation_change (
    tenant_id   text        NOT NULL,
    kind        text        NOT NULL,  -- what is changed
    subject     text        NOT NULL,  -- the code of a cost centre, the id of a rule
    revision    int         NOT NULL,  -- 1 at first, one more with every change of it
    valid_from  date        NOT NULL,  -- in the zone of the books
    fields      json        NOT NULL,  -- those that change, in the form of the endpoint; json and not jsonb, which loses order
    change_id   uuid        NOT NULL,  -- what was changed together has it in common
    author      text        NOT NULL,
    reason      text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT organisation_change_pkey PRIMARY KEY (tenant_id, kind, subject, revision),
    CONSTRAINT organisation_change_kind CHECK (kind IN ('cost_center', 'mapping_rule')),
    CONSTRAINT organisation_change_revision CHECK (revision > 0),
    CONSTRAINT organisation_change_fields CHECK (json_typeof(fields) = 'object')
);
SELECT topo.distribute('reporting.organisation_change');

GRANT SELECT, INSERT ON reporting.organisation_change TO report_app;
