package io.tokenledger.pricing.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads events with all of their entries, which lie side by side in usage_entry_pkey. Charges are not among them. */
public final class StandingEvents {

    /** Where an event's entries are. */
    public record EventRef(String tenant, Instant occurredAt, UUID eventKey) {}

    /** The last event of a page of a tenant's ledger. */
    public record Mark(OffsetDateTime occurredAt, UUID eventKey) {
        private static final UUID HIGHEST = new UUID(-1, -1);

        /** Before everything that occurred at that time: behind all of the microsecond before, the finest there is. */
        public static Mark before(OffsetDateTime time) {
            return new Mark(time.minusNanos(1000), HIGHEST);
        }
    }

    // A join by key over all partitions looks dear to the planner, which does not foresee that it prunes; hashing the
    // whole ledger would be dear.
    private static final String BY_KEY_ONLY = "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off";

    // Leans on usage_entry_pkey and usage_dimension_pkey.
    private static final String BY_KEYS = "SELECT " + EntryColumns.SELECTED + """

            FROM unnest(?::text[], ?::timestamptz[], ?::uuid[]) AS asked (tenant_id, occurred_at, event_key)
            JOIN ledger.usage_entry e ON e.tenant_id = asked.tenant_id AND e.occurred_at = asked.occurred_at
                AND e.event_key = asked.event_key AND e.occurred_at BETWEEN ? AND ?
            JOIN ledger.usage_dimension d ON d.tenant_id = e.tenant_id AND d.dimension_id = e.dimension_id
            WHERE e.entry_kind <> 'charge'
            ORDER BY e.tenant_id, e.occurred_at, e.event_key, e.entry_no""";

    /** The events of those keys, in the order of the ledger. Changes planner settings for the rest of the transaction. */
    public List<StandingEvent> byKeys(Connection connection, Collection<EventRef> keys) throws SQLException {
        try (Statement settings = connection.createStatement()) {
            settings.execute(BY_KEY_ONLY);
        }
        try (PreparedStatement select = connection.prepareStatement(BY_KEYS)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text", keys.stream().map(EventRef::tenant).toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "timestamptz",
                            keys.stream()
                                    .map(key -> key.occurredAt().toString())
                                    .toArray()));
            select.setArray(
                    3,
                    connection.createArrayOf(
                            "uuid", keys.stream().map(EventRef::eventKey).toArray()));
            select.setObject(4, utc(Collections.min(keys, Comparator.comparing(EventRef::occurredAt))));
            select.setObject(5, utc(Collections.max(keys, Comparator.comparing(EventRef::occurredAt))));
            return read(select);
        }
    }

    // An index-only scan of usage_entry_pkey.
    private static final String PAGE_END = """
            SELECT occurred_at, event_key FROM ledger.usage_entry
            WHERE tenant_id = ? AND occurred_at >= ? AND occurred_at < ? AND (occurred_at, event_key) > (?, ?)
            ORDER BY tenant_id, occurred_at, event_key, entry_no
            OFFSET ? LIMIT 1""";

    /** The event at which a page of that many entries ends; null: what is left is less than a page. */
    public @Nullable Mark pageEnd(Connection connection, String tenant, Mark after, OffsetDateTime until, int entries)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PAGE_END)) {
            select.setString(1, tenant);
            select.setObject(2, after.occurredAt());
            select.setObject(3, until);
            select.setObject(4, after.occurredAt());
            select.setObject(5, after.eventKey());
            select.setInt(6, entries - 1);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Mark(
                                row.getObject("occurred_at", OffsetDateTime.class),
                                row.getObject("event_key", UUID.class))
                        : null;
            }
        }
    }

    // Leans on usage_entry_pkey and usage_dimension_pkey.
    private static final String PAGE = "SELECT " + EntryColumns.SELECTED + """

            FROM ledger.usage_entry e
            JOIN ledger.usage_dimension d ON d.tenant_id = e.tenant_id AND d.dimension_id = e.dimension_id
            WHERE e.tenant_id = ? AND e.occurred_at >= ? AND e.occurred_at < ? AND (e.occurred_at, e.event_key) > (?, ?)
              AND (?::timestamptz IS NULL OR (e.occurred_at, e.event_key) <= (?, ?::uuid))
              AND e.entry_kind <> 'charge' AND %s
            ORDER BY e.tenant_id, e.occurred_at, e.event_key, e.entry_no""";

    /** The events of a page whose attribution the scope asks for. */
    public List<StandingEvent> page(
            Connection connection,
            String tenant,
            Mark after,
            OffsetDateTime until,
            @Nullable Mark end,
            DimensionScope scope)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PAGE.formatted(scope.condition("d")))) {
            select.setString(1, tenant);
            select.setObject(2, after.occurredAt());
            select.setObject(3, end == null || !end.occurredAt().isBefore(until) ? until : beyond(end));
            select.setObject(4, after.occurredAt());
            select.setObject(5, after.eventKey());
            select.setObject(6, end == null ? null : end.occurredAt(), Types.TIMESTAMP_WITH_TIMEZONE);
            select.setObject(7, end == null ? null : end.occurredAt(), Types.TIMESTAMP_WITH_TIMEZONE);
            select.setObject(8, end == null ? null : end.eventKey(), Types.OTHER);
            scope.bind(select, 9);
            return read(select);
        }
    }

    private static OffsetDateTime utc(EventRef key) {
        return key.occurredAt().atOffset(ZoneOffset.UTC);
    }

    /** So that the index scan ends with the page. */
    private static OffsetDateTime beyond(Mark end) {
        return end.occurredAt().plusNanos(1000);
    }

    private static List<StandingEvent> read(PreparedStatement select) throws SQLException {
        var events = new ArrayList<StandingEvent>();
        var columns = new EntryColumns();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                int entryNo = row.getInt("entry_no");
                EntryAmount amount = EntryColumns.amount(row);
                Long bookVersion = EntryColumns.longOrNull(row, "book_version");
                if (entryNo == 0) {
                    events.add(StandingEvent.first(columns.event(row), amount, bookVersion));
                } else {
                    EntryKind kind = EntryKind.byId(row.getString("entry_kind"));
                    events.add(events.removeLast().after(entryNo, kind, amount, bookVersion));
                }
            }
        }
        return events;
    }
}
