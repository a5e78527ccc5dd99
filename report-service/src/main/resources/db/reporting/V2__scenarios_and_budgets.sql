-- Questions that were worth keeping, and budgets that they are held against.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

-- A what-if question with the answer that it had when it was saved. Never edited: another question is another scenario,
-- which may supersede this one. What is set later, and once, is that it was archived.
CREATE TABLE reporting.scenario (
    tenant_id     text        NOT NULL,
    scenario_id   uuid        NOT NULL,  -- random: who has the link may read it
    name          text        NOT NULL,
    author        text        NOT NULL,
    note          text        NOT NULL,  -- '': none
    question      text        NOT NULL,  -- JSON as it was asked: a relative period moves with the time
    answer        text        NOT NULL,  -- JSON as POST /v1/what-if answered then
    book_version  bigint      NOT NULL,  -- of the price book that answered
    saved_at      timestamptz NOT NULL,
    supersedes    uuid,                  -- a scenario of the same tenant; null: none
    archived_at   timestamptz,           -- null: not archived, as the two below
    archived_by   text,
    archived_why  text,
    CONSTRAINT scenario_pkey PRIMARY KEY (tenant_id, scenario_id),
    CONSTRAINT scenario_archived_whole CHECK (num_nulls(archived_at, archived_by, archived_why) IN (0, 3))
);
SELECT topo.distribute('reporting.scenario');
-- One name, one scenario, among those that are not archived.
CREATE UNIQUE INDEX scenario_name_key ON reporting.scenario (tenant_id, name) WHERE archived_at IS NULL;
CREATE INDEX scenario_by_time ON reporting.scenario (tenant_id, saved_at, scenario_id);
-- A shared link names no tenant: the one statement that asks for a scenario by its id alone leans on this.
CREATE INDEX scenario_by_id ON reporting.scenario (scenario_id);

-- What a tenant means to spend, or to use, in each period. Nothing watches over it yet: thresholds and channels are kept
-- as they were given.
CREATE TABLE reporting.budget (
    tenant_id           text           NOT NULL,
    budget_id           uuid           NOT NULL,
    name                text           NOT NULL,
    scope               jsonb          NOT NULL,  -- values by dimension, as filters; {}: all of the tenant
    period              text           NOT NULL,
    timezone            text           NOT NULL,
    amount_pico         numeric(38, 0),           -- 1e-12 of the currency per period; null: a budget of tokens
    currency            text,
    tokens              bigint,                   -- input and output per period; null: a budget of money
    thresholds          text[]         NOT NULL,  -- parts of it, decimals
    forecast_thresholds text[]         NOT NULL,
    channels            text[]         NOT NULL,
    created_at          timestamptz    NOT NULL,
    CONSTRAINT budget_pkey PRIMARY KEY (tenant_id, budget_id),
    CONSTRAINT budget_name_key UNIQUE (tenant_id, name),
    CONSTRAINT budget_period CHECK (period IN ('day', 'week', 'month', 'quarter', 'year')),
    CONSTRAINT budget_money_or_tokens CHECK (
        (amount_pico > 0 AND amount_pico < 1e27 AND currency IS NOT NULL AND tokens IS NULL)
        OR (tokens > 0 AND amount_pico IS NULL AND currency IS NULL))
);
SELECT topo.distribute('reporting.budget');

-- Which scenario is held against which budget, and on which day of the budget's zone one would move. The latest row of a
-- scenario and a budget counts.
CREATE TABLE reporting.scenario_budget (
    tenant_id     text        NOT NULL,
    scenario_id   uuid        NOT NULL,
    budget_id     uuid        NOT NULL,
    attachment_id uuid        NOT NULL,
    move_on       date        NOT NULL,
    author        text        NOT NULL,  -- '': not said
    attached_at   timestamptz NOT NULL,
    CONSTRAINT scenario_budget_pkey PRIMARY KEY (tenant_id, scenario_id, budget_id, attachment_id)
);
SELECT topo.distribute('reporting.scenario_budget');
ALTER TABLE reporting.scenario_budget ADD CONSTRAINT scenario_budget_scenario
    FOREIGN KEY (tenant_id, scenario_id) REFERENCES reporting.scenario (tenant_id, scenario_id);
ALTER TABLE reporting.scenario_budget ADD CONSTRAINT scenario_budget_budget
    FOREIGN KEY (tenant_id, budget_id) REFERENCES reporting.budget (tenant_id, budget_id);

GRANT SELECT, INSERT ON reporting.scenario, reporting.budget, reporting.scenario_budget TO report_app;
GRANT UPDATE (archived_at, archived_by, archived_why) ON reporting.scenario TO report_app;
