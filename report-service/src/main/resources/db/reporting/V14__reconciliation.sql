-- What vendors bill, line by line; what it is called in the books; and what came of comparing the two.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

-- A bill as the vendor tells it, in one revision. The highest revision of a bill counts, whole; the others stay.
CREATE TABLE reporting.vendor_bill (
    tenant_id   text        NOT NULL,
    provider    text        NOT NULL,
    bill_id     text        NOT NULL,
    revision    int         NOT NULL,
    format      text        NOT NULL,  -- of the first file that was imported for it
    author      text        NOT NULL,  -- '': not said
    imported_at timestamptz NOT NULL,
    CONSTRAINT vendor_bill_pkey PRIMARY KEY (tenant_id, provider, bill_id, revision),
    CONSTRAINT vendor_bill_revision CHECK (revision >= 1)
);
SELECT topo.distribute('reporting.vendor_bill');

-- A line of it. Never edited: a correction is another revision.
CREATE TABLE reporting.vendor_bill_row (
    tenant_id     text           NOT NULL,
    provider      text           NOT NULL,
    bill_id       text           NOT NULL,
    revision      int            NOT NULL,
    row_key       uuid           NOT NULL,  -- 128 bits of SHA-256 over all that the line is about, and nothing of how much
    content_key   uuid           NOT NULL,  -- the same over how much: a repetition says the same
    day           date           NOT NULL,  -- UTC
    kind          text           NOT NULL,
    line_item     text           NOT NULL,  -- as the vendor calls it
    model         text,                     -- as the vendor states it apart; null: the line item tells, as the two below
    meter         text,
    service_tier  text,
    project       text,                     -- of the vendor: project, workspace, account, subscription
    details       text           NOT NULL,  -- JSON: what else tells this line from others
    quantity      numeric,                  -- units of the meter; null: not said
    amount        numeric,                  -- exact, in units of the currency; null: a line of usage alone
    amount_pico   numeric(38, 0),           -- the same in 1e-12, half-even; null: as amount
    currency      text,                     -- ISO 4217; null: as amount
    imported_at   timestamptz    NOT NULL,
    CONSTRAINT vendor_bill_row_pkey PRIMARY KEY (tenant_id, provider, bill_id, revision, row_key),
    CONSTRAINT vendor_bill_row_kind CHECK (kind IN ('cost', 'usage', 'credit')),
    CONSTRAINT vendor_bill_row_amount CHECK (num_nulls(amount, amount_pico, currency) IN (0, 3)),
    CONSTRAINT vendor_bill_row_usage_is_without_amount CHECK ((kind = 'usage') = (amount IS NULL)),
    CONSTRAINT vendor_bill_row_numbers CHECK (amount <> 'NaN' AND amount_pico <> 'NaN' AND quantity <> 'NaN')
);
SELECT topo.distribute('reporting.vendor_bill_row');
CREATE INDEX vendor_bill_row_by_day ON reporting.vendor_bill_row (tenant_id, provider, day);
-- Finds a line that another bill has already, and the lines behind a piece of a variance.
CREATE INDEX vendor_bill_row_by_key ON reporting.vendor_bill_row (tenant_id, provider, row_key);

-- What a tenant says that a vendor's line is, before what is shipped. Of two that fit the later counts.
CREATE TABLE reporting.vendor_line_mapping (
    tenant_id    text        NOT NULL,
    mapping_id   uuid        NOT NULL,
    provider     text        NOT NULL,
    pattern      text        NOT NULL,  -- of line items: * any characters, {model} the name of the model
    model        text        NOT NULL,  -- '{model}': what the pattern found; '': of none
    meter        text        NOT NULL,  -- of the ledger; credit: a credit
    service_tier text        NOT NULL,
    author       text        NOT NULL,
    reason       text        NOT NULL,
    created_at   timestamptz NOT NULL,
    CONSTRAINT vendor_line_mapping_pkey PRIMARY KEY (tenant_id, mapping_id)
);
SELECT topo.distribute('reporting.vendor_line_mapping');
CREATE INDEX vendor_line_mapping_latest ON reporting.vendor_line_mapping (tenant_id, provider, created_at);

-- What was compared, when, and with which state of the ledger.
CREATE TABLE reporting.reconciliation (
    tenant_id         text           NOT NULL,
    reconciliation_id uuid           NOT NULL,
    provider          text           NOT NULL,
    from_day          date           NOT NULL,  -- UTC
    until_day         date           NOT NULL,  -- exclusive
    currency          text           NOT NULL,
    question          text           NOT NULL,  -- JSON as it was asked
    facts             text           NOT NULL,  -- JSON: bills, position of the ledger, conversions, counts
    billed_pico       numeric(38, 0) NOT NULL,
    booked_pico       numeric(38, 0) NOT NULL,
    compared_at       timestamptz    NOT NULL,
    CONSTRAINT reconciliation_pkey PRIMARY KEY (tenant_id, reconciliation_id),
    CONSTRAINT reconciliation_days CHECK (until_day > from_day)
);
SELECT topo.distribute('reporting.reconciliation');
CREATE INDEX reconciliation_by_time ON reporting.reconciliation (tenant_id, compared_at, reconciliation_id);
CREATE INDEX reconciliation_by_provider ON reporting.reconciliation (tenant_id, provider, from_day);

-- Its sums by day: the latest comparison of a day is the one that counts.
CREATE TABLE reporting.reconciliation_day (
    tenant_id         text           NOT NULL,
    provider          text           NOT NULL,
    day               date           NOT NULL,  -- UTC
    reconciliation_id uuid           NOT NULL,
    compared_at       timestamptz    NOT NULL,
    currency          text           NOT NULL,
    billed_pico       numeric(38, 0) NOT NULL,
    booked_pico       numeric(38, 0) NOT NULL,
    CONSTRAINT reconciliation_day_pkey PRIMARY KEY (tenant_id, provider, day, reconciliation_id)
);
SELECT topo.distribute('reporting.reconciliation_day');

-- Its variance in parts. The amounts of all rows add up to billed less booked.
CREATE TABLE reporting.reconciliation_row (
    tenant_id         text           NOT NULL,
    reconciliation_id uuid           NOT NULL,
    row_no            int            NOT NULL,  -- from 1, in the order in which they are told
    part              text           NOT NULL,
    day               date           NOT NULL,  -- UTC
    project           text           NOT NULL,  -- '': not compared by, or not said
    model             text           NOT NULL,  -- '': of none
    meter             text           NOT NULL,
    service_tier      text           NOT NULL,
    from_meter        text           NOT NULL,  -- as what it was booked, where it was billed as another class; '': as the same
    from_tier         text           NOT NULL,  -- the same of the tier
    line_item         text           NOT NULL,  -- of what could not be mapped; else ''
    quantity          numeric,                  -- that the part is about; null: not of a quantity
    billed_quantity   numeric,                  -- of the whole line; null: not said
    booked_quantity   numeric        NOT NULL,
    billed_pico       numeric(38, 0) NOT NULL,  -- of the whole line
    booked_pico       numeric(38, 0) NOT NULL,
    amount_pico       numeric(38, 0) NOT NULL,  -- of the part, signed: positive where more was billed
    accepted_pico     numeric(38, 0) NOT NULL,  -- of the same by comparisons before
    vendor_rows       uuid[]         NOT NULL,  -- row_key of the lines of the bills
    ledger_models     text[]         NOT NULL,  -- as the ledger calls the model
    CONSTRAINT reconciliation_row_pkey PRIMARY KEY (tenant_id, reconciliation_id, row_no)
);
SELECT topo.distribute('reporting.reconciliation_row');

-- What somebody accepted, and the manual item that it was booked as.
CREATE TABLE reporting.reconciliation_acceptance (
    tenant_id         text           NOT NULL,
    reconciliation_id uuid           NOT NULL,
    acceptance_id     uuid           NOT NULL,
    currency          text           NOT NULL,
    amount_pico       numeric(38, 0) NOT NULL,
    item_id           uuid           NOT NULL,
    item_day          date           NOT NULL,  -- in the zone of the books
    author            text           NOT NULL,
    reason            text           NOT NULL,
    accepted_at       timestamptz    NOT NULL,
    CONSTRAINT reconciliation_acceptance_pkey PRIMARY KEY (tenant_id, reconciliation_id, acceptance_id)
);
SELECT topo.distribute('reporting.reconciliation_acceptance');

-- The rows that it is about: each once.
CREATE TABLE reporting.reconciliation_accepted_row (
    tenant_id         text           NOT NULL,
    reconciliation_id uuid           NOT NULL,
    row_no            int            NOT NULL,
    acceptance_id     uuid           NOT NULL,
    provider          text           NOT NULL,  -- of the reconciliation, as the next two of the row
    day               date           NOT NULL,
    currency          text           NOT NULL,
    amount_pico       numeric(38, 0) NOT NULL,
    CONSTRAINT reconciliation_accepted_row_pkey PRIMARY KEY (tenant_id, reconciliation_id, row_no)
);
SELECT topo.distribute('reporting.reconciliation_accepted_row');
CREATE INDEX reconciliation_accepted_row_by_day ON reporting.reconciliation_accepted_row (tenant_id, provider, day);

ALTER TABLE reporting.vendor_bill_row ADD CONSTRAINT vendor_bill_row_bill
    FOREIGN KEY (tenant_id, provider, bill_id, revision)
    REFERENCES reporting.vendor_bill (tenant_id, provider, bill_id, revision);
ALTER TABLE reporting.reconciliation_day ADD CONSTRAINT reconciliation_day_run
    FOREIGN KEY (tenant_id, reconciliation_id) REFERENCES reporting.reconciliation (tenant_id, reconciliation_id);
ALTER TABLE reporting.reconciliation_row ADD CONSTRAINT reconciliation_row_run
    FOREIGN KEY (tenant_id, reconciliation_id) REFERENCES reporting.reconciliation (tenant_id, reconciliation_id);
ALTER TABLE reporting.reconciliation_acceptance ADD CONSTRAINT reconciliation_acceptance_run
    FOREIGN KEY (tenant_id, reconciliation_id) REFERENCES reporting.reconciliation (tenant_id, reconciliation_id);
ALTER TABLE reporting.reconciliation_accepted_row ADD CONSTRAINT reconciliation_accepted_row_row
    FOREIGN KEY (tenant_id, reconciliation_id, row_no)
    REFERENCES reporting.reconciliation_row (tenant_id, reconciliation_id, row_no);
ALTER TABLE reporting.reconciliation_accepted_row ADD CONSTRAINT reconciliation_accepted_row_acceptance
    FOREIGN KEY (tenant_id, reconciliation_id, acceptance_id)
    REFERENCES reporting.reconciliation_acceptance (tenant_id, reconciliation_id, acceptance_id);

GRANT SELECT, INSERT ON reporting.vendor_bill, reporting.vendor_bill_row, reporting.vendor_line_mapping,
    reporting.reconciliation, reporting.reconciliation_day, reporting.reconciliation_row,
    reporting.reconciliation_acceptance, reporting.reconciliation_accepted_row TO report_app;
