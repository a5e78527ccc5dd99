-- Costs that no event stands for, and the rules by which shared cost is passed on and marked up. Only ever appended: an item
-- is taken back by another one, a rule is changed by another version of it.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

CREATE TABLE reporting.manual_item (
    tenant_id    text           NOT NULL,
    item_id      uuid           NOT NULL,
    kind         text           NOT NULL,
    name         text           NOT NULL,
    cost_center  text           NOT NULL,  -- code, or 'unattributed'
    day          date           NOT NULL,  -- in the zone of the tenant's books
    currency     text           NOT NULL,
    amount_pico  numeric(38, 0) NOT NULL,  -- 1e-12 of the currency; negative: a credit
    provider     text,                     -- null: not said, as the two below
    link         text,
    reverses     uuid,                     -- an item of the same tenant; null: it takes none back
    author       text           NOT NULL,
    reason       text           NOT NULL,
    booked_at    timestamptz    NOT NULL,
    CONSTRAINT manual_item_pkey PRIMARY KEY (tenant_id, item_id),
    CONSTRAINT manual_item_kind CHECK (kind IN ('fee', 'credit', 'reconciliation')),
    CONSTRAINT manual_item_currency CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT manual_item_amount CHECK (amount_pico <> 0)
);
SELECT topo.distribute('reporting.manual_item');
CREATE INDEX manual_item_by_day ON reporting.manual_item (tenant_id, day, item_id);
-- What was taken back cannot be taken back again.
CREATE UNIQUE INDEX manual_item_reverses_key ON reporting.manual_item (tenant_id, reverses) WHERE reverses IS NOT NULL;

-- A version counts from its first day on, and takes the place of all versions before it on those days.
CREATE TABLE reporting.allocation_rule (
    tenant_id   text        NOT NULL,
    rule_id     uuid        NOT NULL,
    version     int         NOT NULL,  -- from 1, without gaps
    name        text        NOT NULL,
    position    int         NOT NULL,  -- in the order of steps
    origin      text        NOT NULL,
    receivers   text[]      NOT NULL,  -- codes; {}: all
    exact       boolean     NOT NULL,
    except_for  text[]      NOT NULL,  -- codes
    method      text        NOT NULL,
    share_codes text[]      NOT NULL,  -- of fixed shares, else {}
    shares      numeric[]   NOT NULL,  -- in the same order
    valid_from  date        NOT NULL,  -- in the zone of the tenant's books
    valid_until date,                  -- exclusive; null: until further notice; = valid_from: ended
    author      text        NOT NULL,
    reason      text        NOT NULL,
    written_at  timestamptz NOT NULL,
    CONSTRAINT allocation_rule_pkey PRIMARY KEY (tenant_id, rule_id, version),
    CONSTRAINT allocation_rule_days CHECK (valid_until >= valid_from),
    CONSTRAINT allocation_rule_position CHECK (position > 0),
    CONSTRAINT allocation_rule_method CHECK (method IN ('direct_cost', 'tokens', 'even', 'fixed_shares')),
    CONSTRAINT allocation_rule_shares CHECK (cardinality(share_codes) = cardinality(shares)
        AND (method = 'fixed_shares') = (cardinality(shares) > 0))
);
SELECT topo.distribute('reporting.allocation_rule');

CREATE TABLE reporting.markup_rule (
    tenant_id   text           NOT NULL,
    rule_id     uuid           NOT NULL,
    version     int            NOT NULL,  -- from 1, without gaps
    name        text           NOT NULL,
    position    int            NOT NULL,  -- the first that fits decides
    cost_center text           NOT NULL,  -- code: it and all below it
    percent     numeric(13, 6) NOT NULL,  -- negative: a discount
    base        text           NOT NULL,
    counterpart text           NOT NULL,  -- code of who is credited
    valid_from  date           NOT NULL,  -- in the zone of the tenant's books
    valid_until date,                     -- exclusive; null: until further notice; = valid_from: ended
    author      text           NOT NULL,
    reason      text           NOT NULL,
    written_at  timestamptz    NOT NULL,
    CONSTRAINT markup_rule_pkey PRIMARY KEY (tenant_id, rule_id, version),
    CONSTRAINT markup_rule_days CHECK (valid_until >= valid_from),
    CONSTRAINT markup_rule_position CHECK (position > 0),
    CONSTRAINT markup_rule_base CHECK (base IN ('direct', 'total'))
);
SELECT topo.distribute('reporting.markup_rule');

GRANT SELECT, INSERT ON reporting.manual_item, reporting.allocation_rule, reporting.markup_rule TO report_app;
