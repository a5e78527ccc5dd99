-- What other services and dashboards may read. These views are the interface; the tables behind them are not.
-- Input and output totals are inclusive here, as the providers and OpenTelemetry state them; absent attribution is null.

CREATE VIEW ledger.usage_by_quarter_hour AS
SELECT r.tenant_id                    AS tenant,
       r.bucket_start,
       nullif(d.team, '')             AS team,
       nullif(d.project, '')          AS project,
       nullif(d.app, '')              AS app,
       nullif(d.environment, '')      AS environment,
       d.provider,
       d.model,
       d.service_tier,
       nullif(d.reasoning_effort, '') AS reasoning_effort,
       nullif(d.region, '')           AS region,
       r.currency,
       r.requests,
       r.plain_input_tokens + r.cached_input_tokens + r.cache_write_tokens + r.cache_write_1h_tokens
           + r.audio_input_tokens + r.image_input_tokens AS input_tokens,
       r.cached_input_tokens,
       r.cache_write_tokens + r.cache_write_1h_tokens AS cache_write_tokens,
       r.plain_output_tokens + r.reasoning_tokens + r.audio_output_tokens AS output_tokens,
       r.reasoning_tokens,
       r.web_searches,
       r.cost_pico,
       r.unpriced_requests
FROM ledger.usage_rollup r
JOIN ledger.usage_dimension d ON d.tenant_id = r.tenant_id AND d.dimension_id = r.dimension_id;

-- The same from the entries, with what the rollup does not hold: user and tags.
CREATE VIEW ledger.usage_by_entry AS
SELECT e.tenant_id                    AS tenant,
       e.occurred_at,
       nullif(d.team, '')             AS team,
       nullif(d.project, '')          AS project,
       nullif(d.app, '')              AS app,
       nullif(d.environment, '')      AS environment,
       d.provider,
       d.model,
       d.service_tier,
       nullif(d.reasoning_effort, '') AS reasoning_effort,
       nullif(d.region, '')           AS region,
       e.user_id,
       e.tags,
       e.source,
       e.event_id,
       e.event_key,
       e.entry_no,
       e.entry_kind,
       e.currency,
       e.requests,
       e.plain_input_tokens + e.cached_input_tokens + e.cache_write_tokens + e.cache_write_1h_tokens
           + e.audio_input_tokens + e.image_input_tokens AS input_tokens,
       e.cached_input_tokens,
       e.cache_write_tokens + e.cache_write_1h_tokens AS cache_write_tokens,
       e.plain_output_tokens + e.reasoning_tokens + e.audio_output_tokens AS output_tokens,
       e.reasoning_tokens,
       e.web_searches,
       coalesce(e.cost_pico, 0) AS cost_pico,
       e.unpriced_requests,
       e.unpriced_reason,
       e.price_id,
       e.input_provenance,
       e.output_provenance,
       e.booked_at
FROM ledger.usage_entry e
JOIN ledger.usage_dimension d ON d.tenant_id = e.tenant_id AND d.dimension_id = e.dimension_id;

CREATE VIEW ledger.intake AS
SELECT tenant_id AS tenant, received_hour, topic, partition_no, priced, unpriced, duplicates, conflicts, rejected
FROM ledger.intake_count;

CREATE VIEW ledger.rejection AS
SELECT tenant_id AS tenant, rejection_id, code, detail, topic, partition_no, record_offset, batch_index, event_source,
       event_id, event_type, received_at, payload_bytes, payload
FROM ledger.rejected_event;

GRANT SELECT ON ledger.usage_by_quarter_hour, ledger.usage_by_entry, ledger.intake, ledger.rejection
    TO report_app, grafana, pricing_app;
