-- The entries one by one, as other services may read them: every meter apart, when and how each is accounted, and by
-- which price. What a period cost by meter is made of these, and so are the rows behind any figure.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';

-- Two branches: by far the most are accounted when they occurred, and their monthly partitions are pruned by it; the
-- others are found by usage_entry_accounted_idx. The attribution is in dimension_published, so that a reader can add up
-- first and join then.
CREATE VIEW ledger.entry_published AS
SELECT tenant_id AS tenant, occurred_at AS accounted_at, false AS accounted_late, occurred_at, event_key, entry_no,
       entry_kind, dimension_id, source, event_id, user_id, tags, plain_input_tokens, cached_input_tokens,
       cache_write_tokens, cache_write_1h_tokens, audio_input_tokens, image_input_tokens, plain_output_tokens,
       reasoning_tokens, audio_output_tokens, requests, web_searches, more_meters, more_input_tokens,
       more_output_tokens, input_provenance, output_provenance, price_id, currency, cost_pico, unpriced_requests,
       unpriced_reason, book_version, reference, received_at, booked_at
FROM ledger.usage_entry WHERE usage_entry.accounted_at IS NULL
UNION ALL
SELECT tenant_id, accounted_at, true, occurred_at, event_key, entry_no,
       entry_kind, dimension_id, source, event_id, user_id, tags, plain_input_tokens, cached_input_tokens,
       cache_write_tokens, cache_write_1h_tokens, audio_input_tokens, image_input_tokens, plain_output_tokens,
       reasoning_tokens, audio_output_tokens, requests, web_searches, more_meters, more_input_tokens,
       more_output_tokens, input_provenance, output_provenance, price_id, currency, cost_pico, unpriced_requests,
       unpriced_reason, book_version, reference, received_at, booked_at
FROM ledger.usage_entry WHERE usage_entry.accounted_at IS NOT NULL;

-- The few entries with meters that have no column of their own: a reader adds them up by name, and needs no other entry
-- for it.
CREATE INDEX usage_entry_more_meters_idx ON ledger.usage_entry (tenant_id, occurred_at) WHERE more_meters IS NOT NULL;

GRANT SELECT ON ledger.entry_published TO report_app, pricing_app;
