-- How tenants keep their books, and the life of their periods: open, closing, sealed, closed.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

-- Every change is a version of its own; the highest one is in force. Only ever appended.
CREATE TABLE reporting.accounting_settings (
    tenant_id           text          NOT NULL,
    version             int           NOT NULL,  -- from 1, without gaps
    zone                text          NOT NULL,  -- of the IANA database
    currency            text          NOT NULL,
    calendar            text          NOT NULL,
    fiscal_year_start   int           NOT NULL,  -- month, 1 to 12
    two_persons         boolean       NOT NULL,
    most_unpriced       numeric(7, 6) NOT NULL,  -- shares from 0 to 1
    most_unattributed   numeric(7, 6) NOT NULL,
    most_variance       numeric(7, 6) NOT NULL,
    most_rejected       numeric(7, 6) NOT NULL,
    most_expected_late  numeric(7, 6) NOT NULL,
    expense_account     text          NOT NULL,
    clearing_account    text          NOT NULL,
    author              text          NOT NULL,
    reason              text          NOT NULL,
    set_at              timestamptz   NOT NULL,
    CONSTRAINT accounting_settings_pkey PRIMARY KEY (tenant_id, version),
    CONSTRAINT accounting_settings_calendar CHECK (calendar IN ('months', 'weeks_4_4_5', 'weeks_4_5_4', 'weeks_5_4_4')),
    CONSTRAINT accounting_settings_month CHECK (fiscal_year_start BETWEEN 1 AND 12),
    CONSTRAINT accounting_settings_currency CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT accounting_settings_shares CHECK (most_unpriced BETWEEN 0 AND 1 AND most_unattributed BETWEEN 0 AND 1
        AND most_variance BETWEEN 0 AND 1 AND most_rejected BETWEEN 0 AND 1 AND most_expected_late BETWEEN 0 AND 1)
);
SELECT topo.distribute('reporting.accounting_settings');

GRANT SELECT, INSERT ON reporting.accounting_settings TO report_app;

-- What state every period is in that anybody has begun to close; of the others there is no row, and they are open.
CREATE TABLE reporting.period (
    tenant_id       text        NOT NULL,
    period_id       text        NOT NULL,  -- 2026-10, FY2026-P07
    starts_at       timestamptz NOT NULL,
    ends_at         timestamptz NOT NULL,  -- exclusive
    state           text        NOT NULL,
    began_by        text,                  -- null: the closing was cancelled
    began_at        timestamptz,
    sealed_by       text,                  -- who closed: from then on nothing is accounted in the period
    sealed_at       timestamptz,
    override_reason text,                  -- null: no check had failed, or it is not sealed
    closed_at       timestamptz,           -- when its statements were there
    statements      int,                   -- how many there are, drafts where it is not closed; null: none yet
    total_pico      numeric(38, 0),        -- what they add up to, in 1e-12 of the currency of the books
    last_event_no   int         NOT NULL,  -- of period_event
    CONSTRAINT period_pkey PRIMARY KEY (tenant_id, period_id),
    CONSTRAINT period_state CHECK (state IN ('open', 'closing', 'sealed', 'closed')),
    CONSTRAINT period_begun CHECK ((state = 'open') = (began_at IS NULL) AND (began_at IS NULL) = (began_by IS NULL)),
    CONSTRAINT period_sealed CHECK ((state IN ('sealed', 'closed')) = (sealed_at IS NOT NULL)
        AND (sealed_at IS NULL) = (sealed_by IS NULL)),
    CONSTRAINT period_closed CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
    CONSTRAINT period_totals CHECK (num_nulls(statements, total_pico) IN (0, 2)),
    CONSTRAINT period_bounds CHECK (starts_at < ends_at)
);
SELECT topo.distribute('reporting.period');

-- What happened to the periods of a tenant. Only ever appended, and numbered without gaps per tenant: of two that change a
-- tenant's periods at once, one has its number taken.
CREATE TABLE reporting.period_event (
    tenant_id       text        NOT NULL,
    event_no        int         NOT NULL,  -- from 1
    period_id       text        NOT NULL,
    kind            text        NOT NULL,
    author          text        NOT NULL,
    reason          text        NOT NULL,
    override_reason text,
    at              timestamptz NOT NULL,
    checks          text,                  -- {"checks":[…]} as they were then; null: none were run
    CONSTRAINT period_event_pkey PRIMARY KEY (tenant_id, event_no),
    CONSTRAINT period_event_kind CHECK (kind IN ('begun', 'checked', 'cancelled', 'sealed', 'closed'))
);
SELECT topo.distribute('reporting.period_event');
-- What happened to one period.
CREATE INDEX period_event_by_period ON reporting.period_event (tenant_id, period_id, event_no);

GRANT SELECT, INSERT, UPDATE ON reporting.period TO report_app;
GRANT SELECT, INSERT ON reporting.period_event TO report_app;
