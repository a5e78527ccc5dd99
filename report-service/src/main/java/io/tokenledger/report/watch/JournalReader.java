package io.tokenledger.report.watch;

import static io.tokenledger.report.watch.KeyTable.array;
import static io.tokenledger.report.watch.KeyTable.instant;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Reads the journal of changes that pricing-service publishes, in the transaction of a tick. */
final class JournalReader {
    private JournalReader() {}

    private static final String STREAMS = """
            SELECT s.stream, s.last_change, s.pruned_through, s.moved_at, p.position, p.moved_at AS seen_until
            FROM ledger.change_stream_published s
            LEFT JOIN reporting.watch_position p ON p.stream = s.stream
            ORDER BY s.stream
            """;

    /**
     * What is to be read.
     *
     * @param rows of one stream, about; whole transactions, and at least one
     */
    static Reach reach(Connection connection, int rows) throws SQLException {
        List<Stretch> stretches = new ArrayList<>();
        boolean lost = false;
        try (PreparedStatement statement = connection.prepareStatement(STREAMS)) {
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                Stretch whole = stretch(found);
                lost |= whole.after() < found.getLong("pruned_through");
                stretches.add(whole);
            }
        }
        List<Stretch> steps = new ArrayList<>();
        for (Stretch whole : stretches) {
            steps.add(whole.isEmpty() || lost ? whole : whole.to(step(connection, whole, rows)));
        }
        return new Reach(steps, lost, true);
    }

    private static Stretch stretch(ResultSet found) throws SQLException {
        OffsetDateTime seenUntil = found.getObject("seen_until", OffsetDateTime.class);
        long last = found.getLong("last_change");
        return new Stretch(
                found.getString("stream"),
                found.getLong("position"), // 0 where there is none
                last,
                last,
                instant(found, "moved_at"),
                seenUntil == null ? null : seenUntil.toInstant());
    }

    // Leans on usage_change_stream_idx.
    private static final String STEP = """
            SELECT change_id
            FROM ledger.usage_change_published
            WHERE stream = ? AND change_id > ? AND change_id <= ?
            ORDER BY change_id
            OFFSET ? LIMIT 1
            """;

    private static long step(Connection connection, Stretch whole, int rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STEP)) {
            statement.setString(1, whole.stream());
            statement.setLong(2, whole.after());
            statement.setLong(3, whole.last());
            statement.setInt(4, rows - 1);
            ResultSet found = statement.executeQuery();
            OptionalLong end = found.next() ? OptionalLong.of(found.getLong("change_id")) : OptionalLong.empty();
            return end.orElse(whole.last());
        }
    }

    // Leans on usage_change_stream_idx: each stretch is named, so that the planner knows how short it is.
    private static String changesSql(Reach reach) {
        return """
            SELECT c.tenant, c.bucket_start, c.dimension_id, c.currency,
                   sum(c.cost_pico)                                AS cost_pico,
                   sum(c.input_tokens + c.output_tokens)::bigint   AS tokens,
                   sum(c.requests)::bigint                         AS requests,
                   sum(c.unpriced_requests)::bigint                AS unpriced_requests
            FROM ledger.usage_change_published c
            WHERE c.tenant = ANY (?) AND (%s)
            GROUP BY c.tenant, c.bucket_start, c.dimension_id, c.currency
            """.formatted(stretches(reach));
    }

    /** What was added within the stretches, of these tenants. */
    static List<Change> changes(Connection connection, Reach reach, Collection<String> tenants) throws SQLException {
        List<Change> changes = new ArrayList<>();
        if (reach.isEmpty() || !reach.isRead() || tenants.isEmpty()) {
            return changes;
        }
        try (PreparedStatement statement = connection.prepareStatement(changesSql(reach))) {
            array(statement, 1, "text", tenants, tenant -> tenant);
            bind(statement, 2, reach);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                changes.add(new Change(
                        found.getString("tenant"),
                        instant(found, "bucket_start"),
                        found.getObject("dimension_id", UUID.class),
                        found.getString("currency"),
                        sum(found)));
            }
        }
        return changes;
    }

    // Leans on usage_change_stream_idx.
    private static String rangesSql(Reach reach) {
        return """
            SELECT c.change_id, min(c.first_occurred_at) AS first_occurred_at, max(c.last_occurred_at) AS last_occurred_at
            FROM ledger.usage_change_published c
            WHERE c.tenant = ? AND c.bucket_start >= ? AND c.bucket_start < ? AND (%s)
            GROUP BY c.change_id, c.bucket_start
            """.formatted(stretches(reach));
    }

    /** Where the entries of a tenant's changes within the stretches are found that are accounted within a time. */
    static EntryRanges ranges(Connection connection, Reach reach, String tenant, Instant from, Instant to)
            throws SQLException {
        Set<Long> changes = new HashSet<>();
        List<EntryRanges.Range> ranges = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(rangesSql(reach))) {
            statement.setString(1, tenant);
            statement.setObject(2, from.atOffset(ZoneOffset.UTC));
            statement.setObject(3, to.atOffset(ZoneOffset.UTC));
            bind(statement, 4, reach);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                changes.add(found.getLong("change_id"));
                ranges.add(
                        new EntryRanges.Range(instant(found, "first_occurred_at"), instant(found, "last_occurred_at")));
            }
        }
        return EntryRanges.of(changes, ranges);
    }

    private static List<Stretch> moved(Reach reach) {
        return reach.stretches().stream().filter(stretch -> !stretch.isEmpty()).toList();
    }

    private static String stretches(Reach reach) {
        String one = "(c.stream = ? AND c.change_id > ? AND c.change_id <= ?)";
        return String.join(" OR ", Collections.nCopies(moved(reach).size(), one));
    }

    private static void bind(PreparedStatement statement, int first, Reach reach) throws SQLException {
        int place = first;
        for (Stretch stretch : moved(reach)) {
            statement.setString(place++, stretch.stream());
            statement.setLong(place++, stretch.after());
            statement.setLong(place++, stretch.through());
        }
    }

    /** Columns cost_pico, tokens, requests, unpriced_requests. */
    static UsageSum sum(ResultSet found) throws SQLException {
        BigInteger cost = found.getBigDecimal("cost_pico").toBigIntegerExact();
        return new UsageSum(
                cost, found.getLong("tokens"), found.getLong("requests"), found.getLong("unpriced_requests"));
    }
}
