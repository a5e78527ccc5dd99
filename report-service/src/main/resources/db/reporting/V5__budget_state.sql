-- What every budget has come to in its periods, kept up with the journal of changes.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

-- What the ledger holds within a budget's scope in one of its periods, as it is booked: not converted.
CREATE TABLE reporting.budget_usage (
    tenant_id         text           NOT NULL,
    budget_id         uuid           NOT NULL,
    period_start      timestamptz    NOT NULL,
    day               date           NOT NULL,  -- of UTC, by the time at which it is accounted: that of the exchange rate
    currency          text           NOT NULL,  -- XXX where unpriced
    cost_pico         numeric(38, 0) NOT NULL,
    tokens            bigint         NOT NULL,  -- input and output
    requests          bigint         NOT NULL,
    unpriced_requests bigint         NOT NULL,
    CONSTRAINT budget_usage_pkey PRIMARY KEY (tenant_id, budget_id, period_start, day, currency)
) WITH (fillfactor = 70);  -- rows of the present are updated by every tick: within their page
SELECT topo.distribute('reporting.budget_usage');

-- The same in one line: what may be used, and what has been.
CREATE TABLE reporting.budget_state (
    tenant_id         text           NOT NULL,
    budget_id         uuid           NOT NULL,
    period_start      timestamptz    NOT NULL,
    period_end        timestamptz    NOT NULL,
    revision          int            NOT NULL,  -- of the budget by which it was measured
    currency          text,                     -- of limit_pico and spent_pico
    limit_pico        numeric(38, 0),           -- with what was carried over, never below zero; null: a budget of tokens
    limit_tokens      bigint,                   -- the same; null: a budget of money
    carried           numeric(38, 0) NOT NULL DEFAULT 0,  -- part of the limit that is from the period before, signed
    spent_pico        numeric(38, 0),           -- in the budget's currency; null: of tokens, or an exchange rate is missing
    tokens            bigint         NOT NULL,
    requests          bigint         NOT NULL,
    unpriced_requests bigint         NOT NULL,
    moved_at          timestamptz    NOT NULL,
    CONSTRAINT budget_state_pkey PRIMARY KEY (tenant_id, budget_id, period_start),
    CONSTRAINT budget_state_of_money_or_tokens CHECK (num_nulls(limit_pico, limit_tokens) = 1)
) WITH (fillfactor = 70);
SELECT topo.distribute('reporting.budget_state');

-- Budgets that are watched, and since when.
CREATE TABLE reporting.budget_watched (
    tenant_id      text        NOT NULL,
    budget_id      uuid        NOT NULL,
    revision       int         NOT NULL,  -- that was seen last
    measure        text        NOT NULL,  -- what decides which usage counts in which period
    measured_since int         NOT NULL,  -- first revision with this measure: states of earlier ones do not move any more
    known_from     timestamptz NOT NULL,  -- from here on a period without a state has no usage
    audited_at     timestamptz NOT NULL,  -- when it was last held against the entries
    CONSTRAINT budget_watched_pkey PRIMARY KEY (tenant_id, budget_id)
);
SELECT topo.distribute('reporting.budget_watched');

-- Periods whose state is to be made from the ledger's sums, at the next tick that has read all of the journal.
CREATE TABLE reporting.budget_due (
    tenant_id    text        NOT NULL,
    budget_id    uuid        NOT NULL,
    period_start timestamptz NOT NULL,
    CONSTRAINT budget_due_pkey PRIMARY KEY (tenant_id, budget_id, period_start)
);
SELECT topo.distribute('reporting.budget_due');

-- Thresholds that were crossed. One per period, threshold and limit before what was carried over: found again after it
-- was settled, it is the same alert.
CREATE TABLE reporting.budget_crossing (
    tenant_id    text           NOT NULL,
    budget_id    uuid           NOT NULL,
    period_start timestamptz    NOT NULL,
    threshold    numeric        NOT NULL,
    amount       numeric(38, 0) NOT NULL,  -- 1e-12 of the currency, or tokens
    unit         text           NOT NULL,  -- the currency, or 'tokens'
    measured_since int          NOT NULL,  -- as of budget_watched
    period_end   timestamptz    NOT NULL,
    rule         text           NOT NULL,  -- as in the alert's key
    alert_id     uuid           NOT NULL,
    raised_at    timestamptz    NOT NULL,
    settled_at   timestamptz,              -- null: it is still so
    CONSTRAINT budget_crossing_pkey PRIMARY KEY (tenant_id, budget_id, period_start, threshold, amount, unit,
                                                     measured_since)
);
SELECT topo.distribute('reporting.budget_crossing');
CREATE INDEX budget_crossing_open_idx ON reporting.budget_crossing (tenant_id, period_end) WHERE settled_at IS NULL;

-- What was found to differ from the entries, before it was made anew.
CREATE TABLE reporting.budget_drift (
    tenant_id    text           NOT NULL,
    budget_id    uuid           NOT NULL,
    period_start timestamptz    NOT NULL,
    found_at     timestamptz    NOT NULL,
    name         text           NOT NULL,  -- of the budget
    period_end   timestamptz    NOT NULL,
    timezone     text           NOT NULL,
    unit         text           NOT NULL,  -- a currency, or 'tokens'
    kept         numeric(38, 0) NOT NULL,  -- 1e-12 of the currency, or tokens
    booked       numeric(38, 0) NOT NULL,  -- what the entries add up to
    gone_at      timestamptz,              -- when the two were found to be the same again; null: not yet
    CONSTRAINT budget_drift_pkey PRIMARY KEY (tenant_id, budget_id, period_start, found_at, unit)
);
SELECT topo.distribute('reporting.budget_drift');
CREATE INDEX budget_drift_open_idx ON reporting.budget_drift (tenant_id) WHERE gone_at IS NULL;

-- Who watches: whoever holds the row's lock. Every tick that writes anything moves it, so that a tick which looked before it
-- had the lock fails with 40001 and is run again.
CREATE TABLE reporting.watch_lead (
    lead  text   NOT NULL,  -- 'budgets'
    tick  bigint NOT NULL,
    rates text   NOT NULL,  -- the exchange rates by which states were converted, as a hash; '': none
    CONSTRAINT watch_lead_pkey PRIMARY KEY (lead)
);
SELECT topo.reference('reporting.watch_lead');
INSERT INTO reporting.watch_lead (lead, tick, rates) VALUES ('budgets', 0, '');

-- How far the journal has been read, per stream.
CREATE TABLE reporting.watch_position (
    stream   text        NOT NULL,
    position bigint      NOT NULL,
    moved_at timestamptz NOT NULL,
    CONSTRAINT watch_position_pkey PRIMARY KEY (stream)
);
SELECT topo.reference('reporting.watch_position');

-- Currencies that were converted, from or to: whose rates are looked at.
CREATE TABLE reporting.watch_currency (
    currency  text NOT NULL,
    CONSTRAINT watch_currency_pkey PRIMARY KEY (currency)
);
SELECT topo.reference('reporting.watch_currency');

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.budget_usage, reporting.budget_state, reporting.budget_watched,
    reporting.budget_due TO report_app;
GRANT SELECT, INSERT, UPDATE ON reporting.budget_crossing, reporting.budget_drift, reporting.watch_position TO report_app;
GRANT SELECT, UPDATE ON reporting.watch_lead TO report_app;
GRANT SELECT, INSERT ON reporting.watch_currency TO report_app;
