package io.tokenledger.pricing.ledger;

import io.tokenledger.pricing.ledger.StandingEvents.EventRef;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The events that wait for a price: put there by the transaction that books them, removed by the one that prices them. */
public final class UnpricedWait {

    private static final String ADD = """
            INSERT INTO ledger.unpriced_wait (tenant_id, event_key, occurred_at, dimension_id, reason, requests,
                input_tokens, output_tokens, waiting_since, tried_version)
            SELECT added.tenant_id, added.event_key, added.occurred_at, added.dimension_id, added.reason, added.requests,
                added.input_tokens, added.output_tokens, ?, ?
            FROM unnest(?::text[], ?::uuid[], ?::timestamptz[], ?::uuid[], ?::text[], ?::bigint[], ?::bigint[],
                    ?::bigint[])
                AS added (tenant_id, event_key, occurred_at, dimension_id, reason, requests, input_tokens,
                    output_tokens)""";

    /** Lets the events wait whose first entry has no price; asks nothing where all have one. */
    void add(Connection connection, List<EntryRow> entries, long triedVersion, OffsetDateTime now) throws SQLException {
        List<EntryRow> unpriced =
                entries.stream().filter(entry -> !entry.amount().isKnown()).toList();
        if (unpriced.isEmpty()) {
            return;
        }
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setObject(1, now);
            add.setLong(2, triedVersion);
            array(add, 3, "text", unpriced, entry -> entry.event().tenant());
            array(add, 4, "uuid", unpriced, entry -> entry.event().eventKey());
            array(
                    add,
                    5,
                    "timestamptz",
                    unpriced,
                    entry -> entry.event().occurredAt().toString());
            array(add, 6, "uuid", unpriced, entry -> entry.event().dimensionId());
            array(add, 7, "text", unpriced, entry -> entry.amount().reasonOrNull());
            array(add, 8, "bigint", unpriced, EntryRow::unpricedRequests);
            array(add, 9, "bigint", unpriced, entry -> entry.event().meters().inputTokens());
            array(add, 10, "bigint", unpriced, entry -> entry.event().meters().outputTokens());
            add.executeUpdate();
        }
    }

    private static <T> void array(
            PreparedStatement statement, int index, String type, List<T> rows, Function<T, @Nullable Object> value)
            throws SQLException {
        statement.setArray(
                index,
                statement
                        .getConnection()
                        .createArrayOf(type, rows.stream().map(value).toArray()));
    }

    // Leans on unpriced_wait_tried_idx.
    private static final String DUE = """
            SELECT tenant_id, event_key, occurred_at FROM ledger.unpriced_wait
            WHERE tried_version < ?
            ORDER BY tried_version, tenant_id, event_key
            LIMIT ?""";

    /** Events that no book of this or a later version was asked about. */
    public List<EventRef> due(Connection connection, long version, int limit) throws SQLException {
        try (PreparedStatement due = connection.prepareStatement(DUE)) {
            due.setLong(1, version);
            due.setInt(2, limit);
            try (ResultSet row = due.executeQuery()) {
                var keys = new ArrayList<EventRef>();
                while (row.next()) {
                    keys.add(new EventRef(
                            row.getString("tenant_id"),
                            row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                            row.getObject("event_key", UUID.class)));
                }
                return keys;
            }
        }
    }

    // Leans on unpriced_wait_pkey.
    private static final String REMOVE = """
            DELETE FROM ledger.unpriced_wait w
            USING unnest(?::text[], ?::uuid[]) AS priced (tenant_id, event_key)
            WHERE w.tenant_id = priced.tenant_id AND w.event_key = priced.event_key""";

    /** Events that have a price now. */
    public void remove(Connection connection, List<LedgerEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement remove = connection.prepareStatement(REMOVE)) {
            array(remove, 1, "text", events, LedgerEvent::tenant);
            array(remove, 2, "uuid", events, LedgerEvent::eventKey);
            remove.executeUpdate();
        }
    }

    // Leans on unpriced_wait_pkey.
    private static final String TRIED = """
            UPDATE ledger.unpriced_wait w SET tried_version = ?, reason = coalesce(tried.reason, w.reason)
            FROM unnest(?::text[], ?::uuid[], ?::text[]) AS tried (tenant_id, event_key, reason)
            WHERE w.tenant_id = tried.tenant_id AND w.event_key = tried.event_key""";

    /** An event that has no price in a version either; a reason of null leaves the old one. */
    public record Tried(EventRef key, @Nullable String reason) {}

    /** Notes the version of the book in which those events have no price either. */
    public void tried(Connection connection, List<Tried> events, long version) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(TRIED)) {
            update.setLong(1, version);
            array(update, 2, "text", events, event -> event.key().tenant());
            array(update, 3, "uuid", events, event -> event.key().eventKey());
            array(update, 4, "text", events, Tried::reason);
            update.executeUpdate();
        }
    }

    private static final String REQUESTS = "SELECT coalesce(sum(requests), 0) AS requests FROM ledger.unpriced_wait";

    /** Requests of all events that wait. */
    public long waitingRequests(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(REQUESTS);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong("requests");
        }
    }
}
