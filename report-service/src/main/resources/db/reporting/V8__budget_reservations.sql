-- What gateways have asked to be held ready of budgets, before they used it. Advice: nothing here is booked, and nothing
-- that is booked waits for it.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

-- What is held of one period of a budget, by the second at which it stops to count. One row, so that whoever decides locks
-- one row, and reads and writes it whole.
CREATE TABLE reporting.budget_hold (
    tenant_id    text        NOT NULL,
    budget_id    uuid        NOT NULL,
    period_start timestamptz NOT NULL,
    unit         text        NOT NULL,  -- the budget's currency, or 'tokens'
    period_end   timestamptz NOT NULL,
    until        bigint[]    NOT NULL,  -- seconds since 1970, ascending
    amounts      numeric[]   NOT NULL,  -- whole, in the same order: 1e-12 of the currency, or tokens
    CONSTRAINT budget_hold_pkey PRIMARY KEY (tenant_id, budget_id, period_start, unit),
    CONSTRAINT budget_hold_amounts CHECK (cardinality(until) = cardinality(amounts))
) WITH (fillfactor = 40);  -- written by every decision: within their page
SELECT topo.distribute('reporting.budget_hold');

-- The single reservations, so that one can be released before it expires, and a repeated request is recognised.
CREATE TABLE reporting.budget_reservation (
    tenant_id      text          NOT NULL,
    reservation_id uuid          NOT NULL,
    request_id     text,                    -- null: the caller named none
    question       text,                    -- SHA-256 of what was asked under the request's id
    answer         text,                    -- JSON as it was answered, where there is a request_id
    made_at        timestamptz   NOT NULL,
    expires_at     timestamptz   NOT NULL,  -- whole seconds
    released_at    timestamptz,             -- does not count from then on; null: until it expires
    budget_ids     uuid[]        NOT NULL,  -- what is held of which budget; none: the request was denied
    period_starts  timestamptz[] NOT NULL,
    units          text[]        NOT NULL,
    amounts        numeric[]     NOT NULL,
    CONSTRAINT budget_reservation_pkey PRIMARY KEY (tenant_id, reservation_id),
    CONSTRAINT budget_reservation_request CHECK (num_nulls(request_id, question, answer) IN (0, 3))
) WITH (fillfactor = 80);
SELECT topo.distribute('reporting.budget_reservation');
CREATE UNIQUE INDEX budget_reservation_request_key ON reporting.budget_reservation (tenant_id, request_id)
    WHERE request_id IS NOT NULL;
-- Expired ones are deleted over all tenants, a stretch of time at once.
CREATE INDEX budget_reservation_by_expiry ON reporting.budget_reservation (expires_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON reporting.budget_hold, reporting.budget_reservation TO report_app;
