package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.Measured;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.contract.TokenCount;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries of the ledger. Only ever appended, by COPY. */
final class UsageEntries {
    private static final int COLUMNS = 54;
    private static final int EXPECTED_BYTES_PER_ROW = 512;

    // The meter columns stand in the order of MeterColumns.OWN.
    private static final String COPY = """
            COPY ledger.usage_entry (
                tenant_id, occurred_at, event_key, entry_no, entry_kind, dimension_id, source, event_id, event_type,
                user_id, tags,
                plain_input_tokens, cached_input_tokens, cache_write_tokens, cache_write_1h_tokens, audio_input_tokens,
                image_input_tokens, plain_output_tokens, reasoning_tokens, audio_output_tokens, requests, web_searches,
                input_provenance, output_provenance,
                price_id, currency, cost_pico, unpriced_requests, unpriced_reason, received_at, booked_at,
                book_version, accounted_at, more_meters, more_input_tokens, more_output_tokens, reference,
                capabilities, repeated_prefix_tokens,
                event_input_tokens, event_output_tokens, event_reasoning_tokens, event_requests,
                aborted, free_reason, stated_cost_pico, stated_cost_by, stated_difference_pico, text_input_tokens,
                text_input_provenance, text_output_tokens, text_output_provenance, reasoning_at_most, change_id)
            FROM STDIN WITH (FORMAT binary)""";

    /** Appends the entries of the transaction that has that number in the journal. */
    void append(Connection connection, List<EntryRow> entries, ClosedBooks closed, long changeId) throws SQLException {
        var rows = new CopyBuffer(entries.size() * EXPECTED_BYTES_PER_ROW);
        for (EntryRow entry : entries) {
            write(rows, entry, closed);
            rows.int8(changeId);
        }
        rows.copy(connection, COPY);
    }

    /** All columns but the last one. */
    private static void write(CopyBuffer rows, EntryRow entry, ClosedBooks closed) {
        LedgerEvent event = entry.event();
        rows.row(COLUMNS)
                .text(event.tenant())
                .timestamptz(event.occurredAt())
                .uuid(event.eventKey())
                .int4(entry.entryNo())
                .text(entry.kind().id())
                .uuid(event.dimensionId())
                .text(event.source())
                .text(event.eventId())
                .text(event.eventType())
                .text(event.user())
                .jsonb(event.tagsJson());
        for (Meter meter : MeterColumns.OWN) {
            rows.int8(entry.quantity(meter));
        }
        rows.text(event.inputProvenance().id())
                .text(event.outputProvenance().id())
                .int8OrNull(entry.amount().priceIdOrNull())
                .text(entry.amount().currencyOrNone())
                .numeric(entry.amount().costPicoOrNull())
                .int8(entry.unpricedRequests())
                .text(entry.amount().reasonOrNull())
                .timestamptz(event.receivedAt())
                .timestamptz(closed.bookedAt())
                .int8OrNull(entry.bookVersion())
                .timestamptzOrNull(closed.accountedAt(event.tenant(), event.occurredAt()));
        int sign = entry.kind().sign();
        rows.jsonb(otherMetersJson(sign == 0 ? Map.of() : MeterColumns.others(event.meters()), sign))
                .int8(sign * MeterColumns.otherTokens(event.meters(), Meter.Side.INPUT_TOKENS))
                .int8(sign * MeterColumns.otherTokens(event.meters(), Meter.Side.OUTPUT_TOKENS))
                .text(entry.reference())
                .int2(event.capabilities())
                .int8OrNull(entry.repeatedPrefixTokens());
        writeSizeOfEvent(rows, entry);
        writeWhatOthersSay(rows, entry);
    }

    /** Nearly always nothing: then it takes no room in the row. */
    private static void writeWhatOthersSay(CopyBuffer rows, EntryRow entry) {
        Measured measured = entry.event().measured();
        if (entry.event().aborted()) {
            rows.bool(true);
        } else {
            rows.nothing();
        }
        rows.text(entry.freeReason())
                .numeric(entry.statedCostPico())
                .text(entry.statedCostBy())
                .numeric(entry.statedDifferencePico());
        writeTextTokens(rows, entry, measured.textInput());
        writeTextTokens(rows, entry, measured.textOutput());
        rows.int8OrNull(entry.signed(measured.reasoningAtMost()));
    }

    private static void writeTextTokens(CopyBuffer rows, EntryRow entry, @Nullable TokenCount text) {
        Long tokens = text == null ? null : entry.signed(text.tokens());
        if (text == null || tokens == null) {
            rows.nothing().nothing();
        } else {
            rows.int8(tokens).text(text.provenance().id());
        }
    }

    /** Only where the entry's own quantities do not tell it. */
    private static void writeSizeOfEvent(CopyBuffer rows, EntryRow entry) {
        if (entry.kind() == EntryKind.USAGE || entry.kind() == EntryKind.CHARGE) {
            rows.nothing().nothing().nothing().nothing();
            return;
        }
        Meters meters = entry.event().meters();
        rows.int8(meters.inputTokens())
                .int8(meters.outputTokens())
                .int8(meters.quantity(Meter.REASONING))
                .int8(meters.quantity(Meter.REQUESTS));
    }

    /** An object of quantities by the name of the meter, which needs no quoting; null where there are none. */
    private static @Nullable String otherMetersJson(Map<Meter, Long> others, int sign) {
        if (others.isEmpty()) {
            return null;
        }
        var json = new StringBuilder("{");
        others.forEach((meter, quantity) -> json.append(json.length() > 1 ? ",\"" : "\"")
                .append(meter.id())
                .append("\":")
                .append(sign * quantity));
        return json.append('}').toString();
    }
}
