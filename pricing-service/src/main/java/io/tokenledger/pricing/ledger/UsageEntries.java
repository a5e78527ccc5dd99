package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The entries of the ledger. Only ever appended, by COPY. */
final class UsageEntries {
    private static final int COLUMNS = 31;
    private static final int EXPECTED_BYTES_PER_ROW = 512;

    /** The event itself; later entries of the same event add to it. */
    private static final int FIRST_ENTRY = 0;

    // The meter columns stand in the order of the enum Meter.
    private static final String COPY = """
            COPY ledger.usage_entry (
                tenant_id, occurred_at, event_key, entry_no, entry_kind, dimension_id, source, event_id, event_type,
                user_id, tags,
                plain_input_tokens, cached_input_tokens, cache_write_tokens, cache_write_1h_tokens, audio_input_tokens,
                image_input_tokens, plain_output_tokens, reasoning_tokens, audio_output_tokens, requests, web_searches,
                input_provenance, output_provenance,
                price_id, currency, cost_pico, unpriced_requests, unpriced_reason, received_at, booked_at)
            FROM STDIN WITH (FORMAT binary)""";

    void append(Connection connection, List<LedgerEntry> entries, Instant bookedAt) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        var rows = new CopyBuffer(entries.size() * EXPECTED_BYTES_PER_ROW);
        for (LedgerEntry entry : entries) {
            write(rows, entry, bookedAt);
        }
        rows.end();
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        try {
            copy.writeToCopy(rows.bytes(), 0, rows.size());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void write(CopyBuffer rows, LedgerEntry entry, Instant bookedAt) {
        MeteredUsage usage = entry.usage();
        rows.row(COLUMNS)
                .text(usage.tenant())
                .timestamptz(usage.occurredAt())
                .uuid(entry.eventKey())
                .int4(FIRST_ENTRY)
                .text("usage")
                .uuid(entry.dimensionId())
                .text(usage.source())
                .text(usage.id())
                .text(usage.type())
                .text(usage.user())
                .jsonb(tagsJson(usage.tags()));
        for (Meter meter : Meter.values()) {
            rows.int8(usage.meters().quantity(meter));
        }
        rows.text(usage.inputProvenance().id())
                .text(usage.outputProvenance().id())
                .int8OrNull(entry.priceId())
                .text(entry.currency())
                .numeric(entry.costPico())
                .int8(entry.unpricedRequests())
                .text(entry.unpricedReason())
                .timestamptz(usage.receivedAt())
                .timestamptz(bookedAt);
    }

    private static @Nullable String tagsJson(Map<String, String> tags) {
        return tags.isEmpty() ? null : TagsJson.write(tags);
    }
}
