-- What a tenant allows, and what it decided about recommendations. Append-only: a later row counts instead of an earlier
-- one, and what was forecast when a recommendation was accepted stays as it was.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

-- Which moves a tenant may be advised. The row with the highest version counts, as a whole.
CREATE TABLE reporting.recommendation_constraint (
    tenant_id   text        NOT NULL,
    version     bigint      NOT NULL,  -- from 1, without gaps
    constraints json        NOT NULL,  -- as it was stated
    author      text        NOT NULL,  -- '': not stated
    reason      text        NOT NULL,
    stated_at   timestamptz NOT NULL,
    CONSTRAINT recommendation_constraint_pkey PRIMARY KEY (tenant_id, version),
    CONSTRAINT recommendation_constraint_version CHECK (version > 0)
);
SELECT topo.distribute('reporting.recommendation_constraint');

-- What was decided about a recommendation. The row with the highest decision_no counts.
CREATE TABLE reporting.recommendation_decision (
    tenant_id         text        NOT NULL,
    recommendation_id text        NOT NULL,
    decision_no       int         NOT NULL,  -- from 1, without gaps: two decisions at once meet here
    state             text        NOT NULL,
    author            text        NOT NULL,
    reason            text        NOT NULL,
    decided_at        timestamptz NOT NULL,
    starts_on         date,                  -- of an accepted one: when the move begins, in the zone of its period
    frozen            json        NOT NULL,  -- the recommendation as it was then, with what the tracker needs
    CONSTRAINT recommendation_decision_pkey PRIMARY KEY (tenant_id, recommendation_id, decision_no),
    CONSTRAINT recommendation_decision_state CHECK (state IN ('accepted', 'dismissed', 'withdrawn')),
    CONSTRAINT recommendation_decision_start CHECK ((state = 'accepted') = (starts_on IS NOT NULL)),
    CONSTRAINT recommendation_decision_no CHECK (decision_no > 0)
);
SELECT topo.distribute('reporting.recommendation_decision');

GRANT SELECT, INSERT ON reporting.recommendation_constraint, reporting.recommendation_decision TO report_app;
