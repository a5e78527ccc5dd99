-- Budgets that can be changed, with all that they were; that have an owner, a parent and a beginning; that carry over.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

ALTER TABLE reporting.budget ADD COLUMN revision int NOT NULL DEFAULT 1;          -- one more with every change
ALTER TABLE reporting.budget ADD COLUMN owner text NOT NULL DEFAULT '';           -- '': nobody
ALTER TABLE reporting.budget ADD COLUMN first_day date;                           -- null: filled in below
ALTER TABLE reporting.budget ADD COLUMN end_day date;                             -- not in it any more; null: goes on
ALTER TABLE reporting.budget ADD COLUMN carry_over text NOT NULL DEFAULT 'none';
ALTER TABLE reporting.budget ADD COLUMN parent_id uuid;                           -- a budget of the same tenant; null: none
ALTER TABLE reporting.budget ADD COLUMN may_exceed_parent boolean NOT NULL DEFAULT false;
ALTER TABLE reporting.budget ADD COLUMN exhaustion_days int;                      -- tell so many days ahead; null: do not
ALTER TABLE reporting.budget ADD COLUMN changed_at timestamptz;
ALTER TABLE reporting.budget ADD COLUMN archived_at timestamptz;                  -- null: not archived
UPDATE reporting.budget
SET first_day = date_trunc(period, created_at AT TIME ZONE timezone)::date, changed_at = created_at,
    -- There were no channels yet, and any text was taken: what can be the id of one stays.
    channels = ARRAY(SELECT channel FROM unnest(channels) AS channel
                     WHERE channel ~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$');
ALTER TABLE reporting.budget ALTER COLUMN first_day SET NOT NULL;
ALTER TABLE reporting.budget ALTER COLUMN changed_at SET NOT NULL;
ALTER TABLE reporting.budget DROP CONSTRAINT budget_period;
ALTER TABLE reporting.budget ADD CONSTRAINT budget_period CHECK (
    period IN ('day', 'week', 'month', 'quarter', 'year') OR (period = 'custom' AND end_day IS NOT NULL));
ALTER TABLE reporting.budget ADD CONSTRAINT budget_days CHECK (end_day IS NULL OR end_day > first_day);
ALTER TABLE reporting.budget ADD CONSTRAINT budget_carry_over CHECK (
    carry_over IN ('none', 'unspent', 'overspent', 'both'));
ALTER TABLE reporting.budget ADD CONSTRAINT budget_exhaustion_days CHECK (exhaustion_days BETWEEN 1 AND 366);

-- One name, one budget, among those that are not archived.
ALTER TABLE reporting.budget DROP CONSTRAINT budget_name_key;
CREATE UNIQUE INDEX budget_name_key ON reporting.budget (tenant_id, name) WHERE archived_at IS NULL;
CREATE INDEX budget_by_parent ON reporting.budget (tenant_id, parent_id) WHERE parent_id IS NOT NULL;

-- What a budget was from one change to the next. Only ever appended.
CREATE TABLE reporting.budget_revision (
    tenant_id  text        NOT NULL,
    budget_id  uuid        NOT NULL,
    revision   int         NOT NULL,
    changed_at timestamptz NOT NULL,
    author     text        NOT NULL,  -- '': not said
    reason     text        NOT NULL,  -- '': not said
    action     text        NOT NULL,
    budget     jsonb       NOT NULL,  -- as it was from then on, in the form of the endpoint
    CONSTRAINT budget_revision_pkey PRIMARY KEY (tenant_id, budget_id, revision),
    CONSTRAINT budget_revision_action CHECK (action IN ('created', 'changed', 'archived'))
);
SELECT topo.distribute('reporting.budget_revision');

-- Moves with every change of any budget, in the same transaction: who keeps budgets in memory asks this one row.
CREATE TABLE reporting.budget_book_version (
    book    text   NOT NULL,  -- 'all'
    version bigint NOT NULL,
    CONSTRAINT budget_book_version_pkey PRIMARY KEY (book)
);
SELECT topo.reference('reporting.budget_book_version');
INSERT INTO reporting.budget_book_version (book, version) VALUES ('all', 0);

GRANT SELECT, INSERT ON reporting.budget_revision TO report_app;
GRANT SELECT, UPDATE ON reporting.budget_book_version TO report_app;
GRANT UPDATE ON reporting.budget TO report_app;
