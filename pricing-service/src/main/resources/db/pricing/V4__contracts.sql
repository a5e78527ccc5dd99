-- What a tenant's contract charges beyond unit prices. Append-only: a term is never edited, it is withdrawn and another
-- one published, each by a numbered change of the book, so that what was agreed and when it was known both stay known.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

CREATE TABLE pricing.contract_term (
    tenant_id             text           NOT NULL,
    term_id               bigint         GENERATED ALWAYS AS IDENTITY,
    kind                  text           NOT NULL,
    provider              text           NOT NULL,
    model                 text           NOT NULL,  -- '' is every model; may be a glob
    service_tier          text           NOT NULL,  -- '' is every tier
    region                text           NOT NULL,  -- '' is everywhere
    valid_during          tstzrange      NOT NULL,
    timezone              text           NOT NULL,  -- whose calendar months count
    currency              text           NOT NULL,
    measure               text,                     -- volume tiers: tokens, spend
    mode                  text,                     -- volume tiers: graduated, all_units
    step_from             numeric(38, 0)[],         -- volume tiers: tokens, or 1e-12 of the currency
    step_discount_percent numeric(9, 6)[],          -- volume tiers: of the step at the same place
    amount_pico           numeric(38, 0),           -- of the whole commitment, or of a unit of throughput per hour
    units                 bigint,                   -- provisioned throughput
    tokens_per_unit_hour  bigint,                   -- provisioned throughput; null: not known
    change_id             bigint         NOT NULL,
    CONSTRAINT contract_term_pkey PRIMARY KEY (tenant_id, term_id),
    CONSTRAINT contract_term_says_what_its_kind_needs CHECK (
        (kind = 'volume_tiers' AND measure IN ('tokens', 'spend') AND mode IN ('graduated', 'all_units')
            AND cardinality(step_from) > 0 AND cardinality(step_from) = cardinality(step_discount_percent)
            AND step_from[1] = 0 AND amount_pico IS NULL AND units IS NULL AND tokens_per_unit_hour IS NULL)
        OR (kind = 'commitment' AND amount_pico IS NOT NULL AND measure IS NULL AND mode IS NULL AND step_from IS NULL
            AND step_discount_percent IS NULL AND units IS NULL AND tokens_per_unit_hour IS NULL
            AND NOT upper_inf(valid_during))
        OR (kind = 'provisioned_throughput' AND amount_pico IS NOT NULL AND units > 0 AND measure IS NULL
            AND mode IS NULL AND step_from IS NULL AND step_discount_percent IS NULL)),
    CONSTRAINT contract_term_amount_believable CHECK (amount_pico BETWEEN 1 AND 1e30),  -- refuses NaN, too
    CONSTRAINT contract_term_capacity_positive CHECK (tokens_per_unit_hour > 0),
    CONSTRAINT contract_term_discounts_are_percent CHECK (
        0 <= ALL (step_discount_percent) AND 100 >= ALL (step_discount_percent)),
    CONSTRAINT contract_term_currency_is_iso_4217 CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT contract_term_provider_given CHECK (provider <> ''),
    CONSTRAINT contract_term_range_is_half_open CHECK (
        NOT isempty(valid_during) AND lower_inc(valid_during) AND NOT upper_inc(valid_during)
        AND NOT lower_inf(valid_during))
);
SELECT topo.distribute('pricing.contract_term');

-- A term that is taken back from the time of the change on: its charges are taken back, too.
CREATE TABLE pricing.contract_term_withdrawal (
    tenant_id text   NOT NULL,
    term_id   bigint NOT NULL,
    change_id bigint NOT NULL,
    CONSTRAINT contract_term_withdrawal_pkey PRIMARY KEY (tenant_id, term_id)
);
SELECT topo.distribute('pricing.contract_term_withdrawal');

-- The terms that are believed in now; the database refuses two of one kind for the same usage at the same time.
CREATE TABLE pricing.contract_term_in_force (
    tenant_id    text      NOT NULL,
    kind         text      NOT NULL,
    provider     text      NOT NULL,
    model        text      NOT NULL,
    service_tier text      NOT NULL,
    region       text      NOT NULL,
    valid_during tstzrange NOT NULL,
    term_id      bigint    NOT NULL,
    CONSTRAINT contract_term_in_force_pkey PRIMARY KEY
        (tenant_id, kind, provider, model, service_tier, region, valid_during WITHOUT OVERLAPS)
);
SELECT topo.distribute('pricing.contract_term_in_force');

GRANT SELECT, INSERT ON pricing.contract_term, pricing.contract_term_withdrawal TO pricing_app;
GRANT SELECT, INSERT, DELETE ON pricing.contract_term_in_force TO pricing_app;
