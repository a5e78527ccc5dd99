-- Every price list and every uplift and discount that there ever was, so that what was booked by one that is superseded
-- or withdrawn by now can still be explained.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

-- A row per price list; the arrays run in the same order. When it was valid, and whether it still is, does not matter to
-- an entry that names it.
CREATE VIEW pricing.price_rate_published AS
SELECT p.price_id, p.tenant, p.provider, p.model, p.service_tier, p.region, p.context_over_tokens, p.time_window,
       lower(p.valid_during) AS valid_from, p.currency, r.meters, r.pico_per_unit
FROM pricing.price p
CROSS JOIN LATERAL (SELECT array_agg(meter ORDER BY meter) AS meters,
                           array_agg(pico_per_unit ORDER BY meter) AS pico_per_unit
                    FROM pricing.price_rate WHERE price_rate.price_id = p.price_id) r;

-- Believed in at the versions [from_version, until_version) of the book; null: until further notice.
CREATE VIEW pricing.price_adjustment_ever_published AS
SELECT a.adjustment_id, a.kind, a.tenant, a.provider, a.model, a.service_tier, a.region, a.millionths,
       lower(a.valid_during) AS valid_from, upper(a.valid_during) AS valid_until,
       c.version AS from_version, taken_back.version AS until_version
FROM pricing.price_adjustment a
JOIN pricing.book_change c ON c.change_id = a.change_id
LEFT JOIN pricing.price_adjustment_withdrawal w ON w.adjustment_id = a.adjustment_id
LEFT JOIN pricing.book_change taken_back ON taken_back.change_id = w.change_id;

GRANT SELECT ON pricing.price_rate_published, pricing.price_adjustment_ever_published TO report_app, pricing_app;
