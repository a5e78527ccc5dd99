package io.tokenledger.report.watch;

import static io.tokenledger.report.watch.KeyTable.array;
import static io.tokenledger.report.watch.KeyTable.instant;

import io.tokenledger.report.usage.Dimension;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads what the journal's changes are made of: for scopes of users and tags, which the journal does not know. */
final class EntryReader {
    private static final int ROWS_AT_ONCE = 5_000;

    /** User, tags, quarter of an hour, currency. */
    private static final int COLUMNS_BESIDE_ATTRIBUTES = 4;

    private EntryReader() {}

    /** What entries with these values have added to a quarter of an hour. User and tags are there, if only as ''. */
    record EntrySum(Map<String, String> attribution, Instant bucketStart, String currency, UsageSum sum) {
        UsageCell cell() {
            return new UsageCell(LocalDate.ofInstant(bucketStart, ZoneOffset.UTC), currency);
        }
    }

    /** More than any entry is accounted away from. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    // Leans on usage_entry_pkey: each range of time is named, so that the planner knows how short it is.
    private static String sumsSql(String attributes, String values, String conditions, String groups) {
        return """
            SELECT %s, e.user_id, ARRAY[%s]::text[] AS tag_values,
                   date_bin('15 minutes', e.accounted_at, timestamptz '2020-01-01 00:00:00+00') AS bucket_start, e.currency,
                   sum(e.cost_pico) AS cost_pico, sum(e.input_tokens + e.output_tokens)::bigint AS tokens,
                   sum(e.requests)::bigint AS requests, sum(e.unpriced_requests)::bigint AS unpriced_requests
            FROM ledger.usage_by_entry e
            WHERE %s
            GROUP BY %s
            """.formatted(attributes, values, conditions, groups);
    }

    /** What a tenant's entries within the stretches add up to, by attributes, user, and these tags. */
    static List<EntrySum> sums(Connection connection, Reach reach, String tenant, List<Dimension.Tag> tags)
            throws SQLException {
        List<EntrySum> sums = new ArrayList<>();
        EntryRanges ranges = JournalReader.ranges(connection, reach, tenant, EARLIEST, LATEST);
        if (ranges.changes().isEmpty()) {
            return sums;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql(ranges, tags.size()))) {
            int place = 1;
            for (Dimension.Tag tag : tags) {
                statement.setString(place++, tag.key());
            }
            bind(statement, place, tenant, ranges);
            statement.setFetchSize(ROWS_AT_ONCE);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                sums.add(new EntrySum(
                        attribution(found, tags),
                        instant(found, "bucket_start"),
                        found.getString("currency"),
                        JournalReader.sum(found)));
            }
        }
        return sums;
    }

    private static String sql(EntryRanges ranges, int tags) {
        String attributes = DimensionReader.ATTRIBUTES.stream()
                .map(attribute -> "e." + attribute.column())
                .collect(Collectors.joining(", "));
        String values = String.join(", ", Collections.nCopies(tags, "coalesce(e.tags ->> ?, '')"));
        int columns = DimensionReader.ATTRIBUTES.size() + COLUMNS_BESIDE_ATTRIBUTES;
        String groups =
                IntStream.rangeClosed(1, columns).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        return sumsSql(attributes, values, conditions(ranges), groups);
    }

    /** The entries of these transactions, of view {@code e}. */
    static String conditions(EntryRanges ranges) {
        return "e.tenant = ? AND e.change_id = ANY (?) AND ("
                + String.join(" OR ", Collections.nCopies(ranges.ranges().size(), "e.occurred_at BETWEEN ? AND ?"))
                + ")";
    }

    /** Binds them from that place on; the place behind them. */
    static int bind(PreparedStatement statement, int first, String tenant, EntryRanges ranges) throws SQLException {
        statement.setString(first, tenant);
        array(statement, first + 1, "bigint", ranges.changes(), change -> change);
        int place = first + 2;
        for (EntryRanges.Range range : ranges.ranges()) {
            statement.setObject(place++, range.first().atOffset(ZoneOffset.UTC));
            statement.setObject(place++, range.last().atOffset(ZoneOffset.UTC));
        }
        return place;
    }

    private static Map<String, String> attribution(ResultSet found, List<Dimension.Tag> tags) throws SQLException {
        Map<String, String> attribution = new HashMap<>(DimensionReader.attribution(found));
        String user = found.getString("user_id");
        attribution.put(Dimension.Attribute.USER.wireName(), user == null ? "" : user);
        String[] values = (String[]) found.getArray("tag_values").getArray();
        for (int i = 0; i < values.length; i++) {
            attribution.put(tags.get(i).wireName(), values[i]);
        }
        return attribution;
    }
}
