-- The price book as other services may read it: what is believed in now. These views are the interface; the tables
-- behind them are not. A reader compares the version before and after, and reads again if the book has changed meanwhile.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

CREATE VIEW pricing.book_version_published AS
SELECT version FROM pricing.book_version WHERE book = 'prices';

-- A row per stretch of the timeline; the arrays run in the same order.
CREATE VIEW pricing.price_published AS
SELECT t.tenant, t.provider, t.model, t.service_tier, t.region, t.context_over_tokens, t.time_window,
       lower(t.valid_during) AS valid_from, upper(t.valid_during) AS valid_until,
       p.price_id, p.currency, r.meters, r.pico_per_unit
FROM pricing.price_timeline t
JOIN pricing.price p ON p.price_id = t.price_id
JOIN (SELECT price_id, array_agg(meter ORDER BY meter) AS meters, array_agg(pico_per_unit ORDER BY meter) AS pico_per_unit
      FROM pricing.price_rate GROUP BY price_id) r ON r.price_id = t.price_id;

-- Of two statements about a name a user's counts before the product's, then the later one.
CREATE VIEW pricing.model_name_published AS
SELECT provider, syntax, name, model, rank
FROM (SELECT DISTINCT ON (n.provider, n.syntax, n.name) n.provider, n.syntax, n.name, n.model, n.rank
      FROM pricing.model_name n
      JOIN pricing.book_change c ON c.change_id = n.change_id
      ORDER BY n.provider, n.syntax, n.name, (c.kind = 'bundled'), n.name_id DESC) standing
WHERE model <> '';

CREATE VIEW pricing.provider_alias_published AS
SELECT alias, provider, place FROM pricing.provider_alias;

CREATE VIEW pricing.meter_parent_published AS
SELECT meter, parent FROM pricing.meter WHERE parent IS NOT NULL;

CREATE VIEW pricing.price_adjustment_published AS
SELECT f.adjustment_id, f.kind, f.tenant, f.provider, f.model, f.service_tier, f.region,
       lower(f.valid_during) AS valid_from, upper(f.valid_during) AS valid_until, a.millionths
FROM pricing.price_adjustment_in_force f
JOIN pricing.price_adjustment a ON a.adjustment_id = f.adjustment_id;

GRANT SELECT ON pricing.book_version_published, pricing.price_published, pricing.model_name_published,
    pricing.provider_alias_published, pricing.meter_parent_published, pricing.price_adjustment_published
    TO report_app, pricing_app;
