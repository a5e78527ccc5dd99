-- The price book. Append-only: a price is never edited. What is learnt later goes on top, so that both what was valid
-- and when it was known stay answerable.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

-- Where prices came from: every row of the book belongs to one import.
CREATE TABLE pricing.price_import (
    import_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    format         text        NOT NULL,
    label          text        NOT NULL,
    content_sha256 text        NOT NULL,
    author         text        NOT NULL,
    reason         text        NOT NULL,
    imported_at    timestamptz NOT NULL
);
SELECT topo.reference('pricing.price_import');

-- One price list of one model: for a tier, above a context threshold, in a range of event times [from, until).
CREATE TABLE pricing.price (
    price_id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant              text        NOT NULL,  -- '' is the list price, for everybody; else the contract of one tenant
    provider            text        NOT NULL,
    model               text        NOT NULL,
    service_tier        text        NOT NULL,
    context_over_tokens bigint      NOT NULL,  -- applies to requests with more input tokens than this; 0 is the base
    valid_during        tstzrange   NOT NULL,
    currency            text        NOT NULL,
    source              text        NOT NULL,
    source_date         date        NOT NULL,
    known_from          timestamptz NOT NULL,
    import_id           bigint      NOT NULL,
    CONSTRAINT price_threshold_not_negative CHECK (context_over_tokens >= 0),
    CONSTRAINT price_currency_is_iso_4217 CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT price_range_is_half_open CHECK (
        NOT isempty(valid_during) AND lower_inc(valid_during) AND NOT upper_inc(valid_during))
);
SELECT topo.reference('pricing.price');

-- What one unit of each meter costs in that price list.
CREATE TABLE pricing.price_rate (
    price_id      bigint NOT NULL,
    meter         text   NOT NULL,
    pico_per_unit bigint NOT NULL,  -- 1e-12 of the currency per unit: $1.10 per million tokens is 1 100 000
    CONSTRAINT price_rate_pkey PRIMARY KEY (price_id, meter),
    CONSTRAINT price_rate_not_negative CHECK (pico_per_unit >= 0)
);
SELECT topo.reference('pricing.price_rate');

-- Which price is believed in now, for every instant of event time: the newest knowledge on top, cut so that ranges
-- never overlap. Derived from pricing.price in the transaction that adds to it; the database refuses an overlap.
CREATE TABLE pricing.price_timeline (
    tenant              text      NOT NULL,
    provider            text      NOT NULL,
    model               text      NOT NULL,
    service_tier        text      NOT NULL,
    context_over_tokens bigint    NOT NULL,
    valid_during        tstzrange NOT NULL,
    price_id            bigint    NOT NULL,
    CONSTRAINT price_timeline_pkey PRIMARY KEY
        (tenant, provider, model, service_tier, context_over_tokens, valid_during WITHOUT OVERLAPS)
);
SELECT topo.reference('pricing.price_timeline');

-- Other names of a model: dated snapshots and aliases that share its price lists.
CREATE TABLE pricing.model_alias (
    provider  text   NOT NULL,
    alias     text   NOT NULL,
    model     text   NOT NULL,
    import_id bigint NOT NULL,
    CONSTRAINT model_alias_pkey PRIMARY KEY (provider, alias)
);
SELECT topo.reference('pricing.model_alias');

-- One row, counted up by every change of the book, in the same transaction: serialises the changes, and tells every
-- instance of the service that its book in memory is old.
CREATE TABLE pricing.book_version (
    book    text   NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT book_version_pkey PRIMARY KEY (book)
);
SELECT topo.reference('pricing.book_version');
INSERT INTO pricing.book_version (book, version) VALUES ('prices', 0);

GRANT SELECT, INSERT ON pricing.price_import, pricing.price, pricing.price_rate, pricing.model_alias TO pricing_app;
GRANT SELECT, INSERT, DELETE ON pricing.price_timeline TO pricing_app;
GRANT SELECT, UPDATE ON pricing.book_version TO pricing_app;
