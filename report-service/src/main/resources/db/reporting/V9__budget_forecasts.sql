-- Where every budget's running period is expected to end, and when it is expected to be used up: as it was said last.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

CREATE TABLE reporting.budget_forecast (
    tenant_id      text           NOT NULL,
    budget_id      uuid           NOT NULL,
    period_start   timestamptz    NOT NULL,
    period_end     timestamptz    NOT NULL,
    computed_at    timestamptz    NOT NULL,
    revision       int            NOT NULL,  -- of the budget
    book_version   bigint         NOT NULL,  -- of the price book that told the prices to come
    unit           text           NOT NULL,  -- a currency, whose amounts are 1e-12 of it, or 'tokens'
    state_used     numeric(38, 0),           -- what budget_state said was used; null: not known
    used           numeric(38, 0),           -- what the ledger said was used, in the same state as the forecast
    method         text,                     -- null, as the five below: nothing is said, and why says why
    point          numeric(38, 0),           -- at the period's end, with what was used
    low_80         numeric(38, 0),
    high_80        numeric(38, 0),
    low_95         numeric(38, 0),
    high_95        numeric(38, 0),
    exhausted_at   timestamptz,              -- null: not within the period
    exhausted_from timestamptz,              -- by the upper end of the 80 % interval; null: not within the period
    exhausted_to   timestamptz,              -- by the lower end; null: not within the period
    accuracy       json,                     -- of the backtest; null: nothing is said
    notes          json           NOT NULL,  -- an array of sentences
    why            text,
    warned         boolean        NOT NULL,  -- whether an alert of it may be firing
    CONSTRAINT budget_forecast_pkey PRIMARY KEY (tenant_id, budget_id, period_start),
    CONSTRAINT budget_forecast_said CHECK (
        num_nulls(method, point, low_80, high_80, low_95, high_95, accuracy) = CASE WHEN why IS NULL THEN 0 ELSE 7 END)
) WITH (fillfactor = 70);  -- every row is updated every few minutes: within its page
SELECT topo.distribute('reporting.budget_forecast');
CREATE INDEX budget_forecast_warned ON reporting.budget_forecast (tenant_id, period_end) WHERE warned;

-- Which instance makes the forecasts of budgets. Whoever finds it over takes it.
CREATE TABLE reporting.outlook_lease (
    lease      text        NOT NULL,  -- 'budgets'
    holder     uuid        NOT NULL,
    held_until timestamptz NOT NULL,
    CONSTRAINT outlook_lease_pkey PRIMARY KEY (lease)
);
SELECT topo.reference('reporting.outlook_lease');
INSERT INTO reporting.outlook_lease (lease, holder, held_until)
VALUES ('budgets', '00000000-0000-0000-0000-000000000000', '-infinity');

GRANT SELECT, INSERT, UPDATE ON reporting.budget_forecast TO report_app;
GRANT SELECT, UPDATE ON reporting.outlook_lease TO report_app;
