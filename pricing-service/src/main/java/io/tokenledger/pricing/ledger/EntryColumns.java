package io.tokenledger.pricing.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenledger.contract.Measured;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.contract.Provenance;
import io.tokenledger.contract.StatedCost;
import io.tokenledger.contract.TokenCount;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns of an entry and of its dimension, read back into what was written. One result, one instance. */
final class EntryColumns {
    /** Of {@code usage_entry e} and {@code usage_dimension d}. */
    static final String SELECTED = """
            e.tenant_id, e.occurred_at, e.event_key, e.entry_no, e.entry_kind, e.dimension_id, e.source, e.event_id,
            e.event_type, e.user_id, e.tags::text AS tags,
            e.plain_input_tokens, e.cached_input_tokens, e.cache_write_tokens, e.cache_write_1h_tokens,
            e.audio_input_tokens, e.image_input_tokens, e.plain_output_tokens, e.reasoning_tokens,
            e.audio_output_tokens, e.requests, e.web_searches, e.more_meters::text AS more_meters,
            e.input_provenance, e.output_provenance, e.price_id, e.currency, e.cost_pico, e.unpriced_reason,
            e.received_at, e.book_version, e.capabilities, e.repeated_prefix_tokens, e.aborted,
            e.stated_cost_pico, e.stated_cost_by, e.text_input_tokens, e.text_input_provenance, e.text_output_tokens,
            e.text_output_provenance, e.reasoning_at_most,
            d.team, d.project, d.app, d.environment, d.provider, d.model, d.service_tier, d.reasoning_effort,
            d.region""";

    private static final ObjectMapper JSON = new ObjectMapper();

    private record DimensionKey(String tenant, UUID id) {}

    private final Map<DimensionKey, UsageDimension> dimensions = new HashMap<>();

    /** The event that the first of its entries tells. */
    LedgerEvent event(ResultSet row) throws SQLException {
        String tenant = row.getString("tenant_id");
        UUID dimensionId = row.getObject("dimension_id", UUID.class);
        var key = new DimensionKey(tenant, dimensionId);
        UsageDimension dimension = dimensions.get(key);
        if (dimension == null) {
            dimension = dimension(row, tenant);
            dimensions.put(key, dimension);
        }
        return new LedgerEvent(
                dimension,
                dimensionId,
                instant(row, "occurred_at"),
                row.getObject("event_key", UUID.class),
                row.getString("source"),
                row.getString("event_id"),
                row.getString("event_type"),
                row.getString("user_id"),
                row.getString("tags"),
                meters(row),
                Provenance.byId(row.getString("input_provenance")),
                Provenance.byId(row.getString("output_provenance")),
                instant(row, "received_at"),
                row.getInt("capabilities"),
                row.getBoolean("aborted"), // null: false
                statedCost(row),
                new Measured(
                        longOrNull(row, "repeated_prefix_tokens"),
                        textTokens(row, "text_input"),
                        textTokens(row, "text_output"),
                        longOrNull(row, "reasoning_at_most")));
    }

    private static @Nullable StatedCost statedCost(ResultSet row) throws SQLException {
        String by = row.getString("stated_cost_by");
        return by == null
                ? null
                : new StatedCost(by, row.getBigDecimal("stated_cost_pico").toBigIntegerExact());
    }

    private static @Nullable TokenCount textTokens(ResultSet row, String side) throws SQLException {
        Long tokens = longOrNull(row, side + "_tokens");
        return tokens == null ? null : new TokenCount(tokens, Provenance.byId(row.getString(side + "_provenance")));
    }

    private static UsageDimension dimension(ResultSet row, String tenant) throws SQLException {
        return new UsageDimension(
                tenant,
                nullIfEmpty(row.getString("team")),
                nullIfEmpty(row.getString("project")),
                nullIfEmpty(row.getString("app")),
                nullIfEmpty(row.getString("environment")),
                row.getString("provider"),
                row.getString("model"),
                row.getString("service_tier"),
                nullIfEmpty(row.getString("reasoning_effort")),
                nullIfEmpty(row.getString("region")));
    }

    private static Meters meters(ResultSet row) throws SQLException {
        var meters = Meters.builder();
        for (int i = 0; i < MeterColumns.OWN.size(); i++) {
            meters.set(MeterColumns.OWN.get(i), row.getLong(MeterColumns.NAMES.get(i)));
        }
        String more = row.getString("more_meters");
        if (more != null) {
            try {
                for (var meter : JSON.readTree(more).properties()) {
                    meters.set(Meter.of(meter.getKey()), meter.getValue().longValue());
                }
            } catch (JsonProcessingException e) {
                throw new SQLException("more_meters of event " + row.getString("event_key") + " is no JSON", e);
            }
        }
        return meters.build();
    }

    static EntryAmount amount(ResultSet row) throws SQLException {
        String reason = row.getString("unpriced_reason");
        if (reason != null) {
            return new EntryAmount.Unknown(reason);
        }
        BigDecimal cost = row.getBigDecimal("cost_pico");
        return new EntryAmount.Known(longOrNull(row, "price_id"), row.getString("currency"), cost.toBigIntegerExact());
    }

    static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
