package io.tokenledger.pricing.ledger;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tokenledger.contract.EventKey;
import io.tokenledger.pricing.rating.PicoAmount;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of single events: their entries, and what came under their identity and said something else. */
@ApplicationScoped
public class BookedEvents {
    private final DataSource dataSource;

    BookedEvents(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * One booking of an event.
     *
     * @param entryKind usage; reversal and pricing where it was priced later; correction
     * @param accountedAt when it counts in reports: when it occurred, or the first moment that was open where that time
     *     was closed
     * @param cost exact decimal text in {@code currency}, negative where it takes back; null where unpriced
     * @param inputTokens inclusive of cached, written and multimodal ones
     * @param outputTokens inclusive of reasoning and audio ones
     */
    @Schema(name = "LedgerEntry")
    @JsonNaming(SnakeCaseStrategy.class)
    public record Entry(
            int entryNo,
            @Schema(examples = "usage") String entryKind,
            Instant occurredAt,
            Instant bookedAt,
            String provider,
            String model,
            String serviceTier,
            long requests,
            long inputTokens,
            long cachedInputTokens,
            long outputTokens,
            long reasoningTokens,

            @Schema(
                    type = SchemaType.OBJECT,
                    nullable = true,
                    description = "meters without a field of their own",
                    examples = "{\"ocr_pages\": 3}")
            @JsonRawValue
            @Nullable
            String meters,

            @Schema(examples = "provider") String inputProvenance,
            @Schema(examples = "provider") String outputProvenance,
            @Schema(nullable = true) @Nullable Long priceId,
            @Schema(nullable = true) @Nullable String currency,

            @Schema(nullable = true, examples = "0.11") @Nullable
            String cost,

            @Schema(nullable = true) @Nullable String unpricedReason,
            Instant accountedAt,

            @Schema(nullable = true, description = "version of the price book that rated it") @Nullable
            Long bookVersion,

            @Schema(nullable = true, description = "what asked for it, such as repricing/<id>") @Nullable
            String reference,

            @Schema(description = "whether the answer was cut off before its end")
            boolean aborted,

            @Schema(nullable = true, description = "why it is free without a price", examples = "gateway_cache")
            @Nullable
            String freeReason,

            @Schema(nullable = true) OtherSayings.@Nullable Stated providerStatedCost,
            @Schema(nullable = true) OtherSayings.@Nullable TextTokens textTokens,

            @Schema(nullable = true, description = "output tokens that may be reasoning that is not told") @Nullable
            Long reasoningAtMost) {}

    /**
     * A record that was not booked because its identity says something else.
     *
     * @param metered the record as it came, as JSON text; holds no content
     */
    @Schema(name = "Conflict")
    @JsonNaming(SnakeCaseStrategy.class)
    public record Conflict(
            String tenant,
            String source,
            String id,
            Instant seenAt,
            @Schema(type = SchemaType.OBJECT) @JsonRawValue String metered) {}

    // Leans on event_key_pkey for the time, then on usage_entry_pkey within one partition.
    private static final String ENTRIES = """
            SELECT e.entry_no, e.entry_kind, e.occurred_at, e.booked_at, e.provider, e.model, e.service_tier,
                   e.requests, e.input_tokens, e.cached_input_tokens, e.output_tokens, e.reasoning_tokens,
                   e.more_meters::text AS more_meters, e.input_provenance, e.output_provenance, e.price_id, e.currency,
                   e.cost_pico, e.unpriced_reason,
                   e.accounted_at, e.book_version, e.reference, e.aborted, e.free_reason, e.stated_cost_by,
                   e.stated_cost_pico, e.text_input_tokens, e.text_input_provenance, e.text_output_tokens,
                   e.text_output_provenance, e.reasoning_at_most
            FROM ledger.event_key k
            JOIN ledger.usage_by_entry e
                ON e.tenant = k.tenant_id AND e.occurred_at = k.occurred_at AND e.event_key = k.event_key
            WHERE k.tenant_id = ? AND k.event_key = ?
            ORDER BY e.entry_no""";

    /** All entries of an event, the first one first; empty where no such event is booked. */
    public List<Entry> entries(String tenant, String source, String id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(ENTRIES)) {
            select.setString(1, tenant);
            select.setObject(2, EventKey.of(source, id));
            try (ResultSet row = select.executeQuery()) {
                var entries = new ArrayList<Entry>();
                while (row.next()) {
                    entries.add(entry(row));
                }
                return entries;
            }
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        boolean priced = row.getString("unpriced_reason") == null;
        BigDecimal cost = row.getBigDecimal("cost_pico");
        return new Entry(
                row.getInt("entry_no"),
                row.getString("entry_kind"),
                instant(row, "occurred_at"),
                instant(row, "booked_at"),
                row.getString("provider"),
                row.getString("model"),
                row.getString("service_tier"),
                row.getLong("requests"),
                row.getLong("input_tokens"),
                row.getLong("cached_input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("reasoning_tokens"),
                row.getString("more_meters"),
                row.getString("input_provenance"),
                row.getString("output_provenance"),
                EntryColumns.longOrNull(row, "price_id"),
                priced ? row.getString("currency") : null,
                priced ? PicoAmount.decimal(cost.toBigIntegerExact()) : null,
                row.getString("unpriced_reason"),
                instant(row, "accounted_at"),
                EntryColumns.longOrNull(row, "book_version"),
                row.getString("reference"),
                row.getBoolean("aborted"),
                row.getString("free_reason"),
                OtherSayings.stated(row),
                OtherSayings.textTokens(row),
                EntryColumns.longOrNull(row, "reasoning_at_most"));
    }

    // Leans on event_conflict_pkey.
    private static final String CONFLICTS_OF_EVENT = """
            SELECT tenant_id, source, event_id, seen_at, metered::text AS metered FROM ledger.event_conflict
            WHERE tenant_id = ? AND event_key = ?
            ORDER BY seen_at, fingerprint""";

    /** What else came under an event's identity. */
    public List<Conflict> conflicts(String tenant, String source, String id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(CONFLICTS_OF_EVENT)) {
            select.setString(1, tenant);
            select.setObject(2, EventKey.of(source, id));
            return conflicts(select);
        }
    }

    /** Where a page of conflicts ended: the key of its last row. */
    public record Cursor(UUID eventKey, UUID fingerprint) {}

    /** Conflicts of one page, and where the next begins; null on the last page. */
    public record Page(List<Conflict> conflicts, @Nullable Cursor next) {}

    // Leans on event_conflict_pkey.
    private static final String CONFLICTS_OF_TENANT = """
            SELECT tenant_id, source, event_id, seen_at, metered::text AS metered, event_key, fingerprint
            FROM ledger.event_conflict
            WHERE tenant_id = ? AND (event_key, fingerprint) > (?, ?)
            ORDER BY event_key, fingerprint
            LIMIT ?""";

    /** A tenant's conflicts, {@code limit} at a time, from behind a cursor. */
    public Page conflicts(String tenant, Cursor after, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(CONFLICTS_OF_TENANT)) {
            select.setString(1, tenant);
            select.setObject(2, after.eventKey());
            select.setObject(3, after.fingerprint());
            select.setInt(4, limit);
            try (ResultSet row = select.executeQuery()) {
                var conflicts = new ArrayList<Conflict>();
                Cursor last = after;
                while (row.next()) {
                    conflicts.add(conflict(row));
                    last = new Cursor(row.getObject("event_key", UUID.class), row.getObject("fingerprint", UUID.class));
                }
                return new Page(conflicts, conflicts.size() < limit ? null : last);
            }
        }
    }

    private static List<Conflict> conflicts(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            var conflicts = new ArrayList<Conflict>();
            while (row.next()) {
                conflicts.add(conflict(row));
            }
            return conflicts;
        }
    }

    private static Conflict conflict(ResultSet row) throws SQLException {
        return new Conflict(
                row.getString("tenant_id"),
                row.getString("source"),
                row.getString("event_id"),
                instant(row, "seen_at"),
                row.getString("metered"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
