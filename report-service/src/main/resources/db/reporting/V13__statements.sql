-- What every cost centre is charged or shown for a period, as documents that are only ever appended.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

-- A statement as it was made. The document is canonical JSON in UTF-8; its hash is over exactly these bytes, and it holds the
-- hash of the final statement of the same cost centre before it. The other columns repeat what the document says, to be found
-- by; a verification compares them.
CREATE TABLE reporting.statement (
    tenant_id     text           NOT NULL,
    statement_id  uuid           NOT NULL,  -- random: who has the link may read it
    period_id     text           NOT NULL,  -- 2026-10, FY2026-P07
    period_from   timestamptz    NOT NULL,
    period_to     timestamptz    NOT NULL,  -- exclusive
    cost_center   text           NOT NULL,  -- its code, or unattributed
    version       int            NOT NULL,  -- of tenant, period and cost centre, from 1; drafts count
    status        text           NOT NULL,
    number        bigint,                   -- of final ones, per tenant, from 1 without gaps; null: a draft
    view          text           NOT NULL,
    currency      text           NOT NULL,
    amount        numeric        NOT NULL,  -- in the currency of the statement, with the places of its smallest unit
    book_currency text           NOT NULL,
    book_pico     numeric(38, 0) NOT NULL,  -- exact, 1e-12 of the currency of the books
    document      bytea          NOT NULL,
    sha256        bytea          NOT NULL,
    previous_hash bytea,                    -- null: the cost centre has no final statement before it
    author        text           NOT NULL,
    created_at    timestamptz    NOT NULL,
    CONSTRAINT statement_pkey PRIMARY KEY (tenant_id, statement_id),
    CONSTRAINT statement_version_key UNIQUE (tenant_id, period_id, cost_center, version),
    CONSTRAINT statement_number_key UNIQUE (tenant_id, number),
    CONSTRAINT statement_status CHECK (status IN ('draft', 'final')),
    CONSTRAINT statement_view CHECK (view IN ('showback', 'chargeback')),
    CONSTRAINT statement_numbered CHECK ((status = 'final') = (number IS NOT NULL)),
    CONSTRAINT statement_number CHECK (number > 0),
    CONSTRAINT statement_version CHECK (version > 0),
    CONSTRAINT statement_hashes CHECK (length(sha256) = 32 AND length(previous_hash) = 32)
);
SELECT topo.distribute('reporting.statement');
-- One final statement per cost centre and period. It is also the chain of a cost centre, in the order of time.
CREATE UNIQUE INDEX statement_final_key ON reporting.statement (tenant_id, cost_center, period_to) WHERE status = 'final';
-- A shared link names no tenant: the one statement that asks by id alone leans on this.
CREATE INDEX statement_by_id ON reporting.statement (statement_id);

-- The last number that was given to a final statement of a tenant. Its row is the lock under which numbers are given, and is
-- rolled back with them: so there are no gaps.
CREATE TABLE reporting.statement_number (
    tenant_id   text   NOT NULL,
    last_number bigint NOT NULL,
    CONSTRAINT statement_number_pkey PRIMARY KEY (tenant_id)
);
SELECT topo.distribute('reporting.statement_number');

GRANT SELECT, INSERT ON reporting.statement TO report_app;
GRANT SELECT, INSERT, UPDATE ON reporting.statement_number TO report_app;
