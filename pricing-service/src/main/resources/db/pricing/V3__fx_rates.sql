-- Exchange rates, as the European Central Bank publishes them: units of a currency for one euro, for a day. Append-only:
-- what is stated later of the same day counts from then on, and what was stated before stays known.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

-- Where rates came from: every rate belongs to one import.
CREATE TABLE pricing.fx_import (
    import_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    format         text        NOT NULL,
    label          text        NOT NULL,
    content_sha256 text        NOT NULL,
    author         text        NOT NULL,
    reason         text        NOT NULL,
    imported_at    timestamptz NOT NULL
);
SELECT topo.reference('pricing.fx_import');

-- What an import stated. Of the statements about one day that with the highest import_id counts.
CREATE TABLE pricing.fx_rate (
    currency   text        NOT NULL,
    rate_date  date        NOT NULL,
    per_euro   numeric     NOT NULL,  -- units of the currency for one euro, exactly as published
    known_from timestamptz NOT NULL,
    import_id  bigint      NOT NULL,
    CONSTRAINT fx_rate_pkey PRIMARY KEY (currency, rate_date, import_id),
    CONSTRAINT fx_rate_currency_is_iso_4217 CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT fx_rate_is_not_of_the_euro CHECK (currency <> 'EUR'),
    CONSTRAINT fx_rate_is_since_the_euro CHECK (rate_date >= date '1999-01-04'),
    CONSTRAINT fx_rate_is_plausible CHECK (per_euro >= 0.0000001 AND per_euro <= 10000000)  -- refuses NaN, too
);
SELECT topo.reference('pricing.fx_rate');

-- Serialises the imports, as for prices.
INSERT INTO pricing.book_version (book, version) VALUES ('fx', 0);

-- What other services and dashboards may read: the rate of a currency that applies on the days [valid_from, valid_until).
-- That is the newest one published on or before the day, at most 7 days back: over weekends and holidays, and no
-- further. So at most one row per currency contains a day, and where none does there is no rate. An amount a in currency
-- x is a * y.per_euro / x.per_euro in currency y. The euro's own row is its definition.
CREATE VIEW pricing.fx_rate_published AS
SELECT r.currency,
       r.rate_date AS valid_from,
       least(lead(r.rate_date) OVER (PARTITION BY r.currency ORDER BY r.rate_date), r.rate_date + 8) AS valid_until,
       r.rate_date,
       r.per_euro,
       r.known_from
FROM (SELECT DISTINCT ON (currency, rate_date) currency, rate_date, per_euro, known_from
      FROM pricing.fx_rate
      ORDER BY currency, rate_date, import_id DESC) r
UNION ALL
SELECT 'EUR', date '1999-01-01', date 'infinity', date '1999-01-01', 1, timestamptz '1999-01-01 00:00:00+00';

GRANT SELECT, INSERT ON pricing.fx_import, pricing.fx_rate TO pricing_app;
GRANT SELECT ON pricing.fx_rate_published TO report_app, grafana, pricing_app;
