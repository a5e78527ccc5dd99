package io.tokenledger.pricing.repricing;

import io.tokenledger.pricing.repricing.ScopePages.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of repricings: who asked for what, and how far each has come. */
final class Repricings {

    private static final String INSERT = """
            INSERT INTO ledger.repricing (tenant_id, repricing_id, scope, from_time, until_time, book_version, author,
                reason, link, asked_at, state, events_seen, events_changed, events_priced, events_kept, events_newer,
                entries_written, differences)
            VALUES (?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, 'running', 0, 0, 0, 0, 0, 0, '{}')""";

    void insert(Connection connection, Repricing repricing) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, repricing.scope().tenantOrAll());
            insert.setObject(2, repricing.id());
            insert.setString(3, StoredJson.scope(repricing.scope()));
            insert.setObject(4, utc(repricing.from()));
            insert.setObject(5, utc(repricing.until()));
            insert.setLong(6, repricing.bookVersion());
            insert.setString(7, repricing.author());
            insert.setString(8, repricing.reason());
            insert.setString(9, repricing.link());
            insert.setObject(10, utc(repricing.askedAt()));
            insert.executeUpdate();
        }
    }

    private static final String COLUMNS = """
            SELECT repricing_id, scope::text AS scope, from_time, until_time, book_version, author, reason, link,
                asked_at, events_seen, events_changed, events_priced, events_kept, events_newer, entries_written,
                differences::text AS differences, position::text AS position, trouble, finished_at
            FROM ledger.repricing
            """;

    // They are few.
    private static final String NEXT_RUNNING =
            COLUMNS + " WHERE state = 'running' ORDER BY asked_at, repricing_id LIMIT 1";

    /** The one that was asked for first of those that are not done; null where all are. */
    @Nullable
    RepricingStatus nextRunning(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEXT_RUNNING)) {
            List<RepricingStatus> found = read(select);
            return found.isEmpty() ? null : found.getFirst();
        }
    }

    private static final String ONE = COLUMNS + " WHERE repricing_id = ?";

    /** Null where there is none of that id. */
    @Nullable
    RepricingStatus find(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setObject(1, id);
            List<RepricingStatus> found = read(select);
            return found.isEmpty() ? null : found.getFirst();
        }
    }

    private static final String LIST = COLUMNS + """
             WHERE (?::timestamptz IS NULL OR (asked_at, repricing_id) < (?, ?::uuid))
            ORDER BY asked_at DESC, repricing_id DESC
            LIMIT ?""";

    /** The newest first, behind that one (null: from the newest on). */
    List<RepricingStatus> list(Connection connection, @Nullable Repricing before, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LIST)) {
            OffsetDateTime askedAt = before == null ? null : utc(before.askedAt());
            select.setObject(1, askedAt, Types.TIMESTAMP_WITH_TIMEZONE);
            select.setObject(2, askedAt, Types.TIMESTAMP_WITH_TIMEZONE);
            select.setObject(3, before == null ? null : before.id(), Types.OTHER);
            select.setInt(4, limit);
            return read(select);
        }
    }

    // Leans on repricing_pkey.
    private static final String MOVE = """
            UPDATE ledger.repricing SET events_seen = ?, events_changed = ?, events_priced = ?, events_kept = ?,
                events_newer = ?, entries_written = ?, differences = ?::jsonb, position = ?::jsonb, state = ?,
                finished_at = ?, trouble = NULL
            WHERE tenant_id = ? AND repricing_id = ?""";

    /** Notes how far it has come, in the transaction that has booked what was found. */
    void move(Connection connection, RepricingStatus status) throws SQLException {
        Counts counts = status.counts();
        Instant finishedAt = status.finishedAt();
        try (PreparedStatement move = connection.prepareStatement(MOVE)) {
            move.setLong(1, counts.seen);
            move.setLong(2, counts.changed);
            move.setLong(3, counts.priced);
            move.setLong(4, counts.kept);
            move.setLong(5, counts.newer);
            move.setLong(6, counts.entries);
            move.setString(7, StoredJson.differences(counts.differences));
            move.setString(8, StoredJson.position(status.position()));
            move.setString(9, finishedAt == null ? "running" : "done");
            move.setObject(10, finishedAt == null ? null : utc(finishedAt), Types.TIMESTAMP_WITH_TIMEZONE);
            move.setString(11, status.repricing().scope().tenantOrAll());
            move.setObject(12, status.repricing().id());
            move.executeUpdate();
        }
    }

    private static final String TROUBLE =
            "UPDATE ledger.repricing SET trouble = ? WHERE tenant_id = ? AND repricing_id = ? AND state = 'running'";

    /** Notes why it does not come on. */
    void trouble(Connection connection, Repricing repricing, String trouble) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(TROUBLE)) {
            update.setString(1, trouble);
            update.setString(2, repricing.scope().tenantOrAll());
            update.setObject(3, repricing.id());
            update.executeUpdate();
        }
    }

    private static List<RepricingStatus> read(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            var found = new ArrayList<RepricingStatus>();
            while (row.next()) {
                found.add(new RepricingStatus(
                        repricing(row),
                        counts(row),
                        position(row.getString("position")),
                        row.getString("trouble"),
                        instantOrNull(row, "finished_at")));
            }
            return found;
        }
    }

    private static Repricing repricing(ResultSet row) throws SQLException {
        return new Repricing(
                row.getObject("repricing_id", UUID.class),
                StoredJson.readScope(row.getString("scope")),
                instant(row, "from_time"),
                instant(row, "until_time"),
                row.getLong("book_version"),
                row.getString("author"),
                row.getString("reason"),
                row.getString("link"),
                instant(row, "asked_at"));
    }

    private static Counts counts(ResultSet row) throws SQLException {
        var counts = new Counts();
        counts.seen = row.getLong("events_seen");
        counts.changed = row.getLong("events_changed");
        counts.priced = row.getLong("events_priced");
        counts.kept = row.getLong("events_kept");
        counts.newer = row.getLong("events_newer");
        counts.entries = row.getLong("entries_written");
        counts.differences.putAll(StoredJson.readDifferences(row.getString("differences")));
        return counts;
    }

    private static @Nullable Position position(@Nullable String json) throws SQLException {
        return json == null ? null : StoredJson.readPosition(json);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
