package io.tokenledger.report.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.contract.Meter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks for a page of entries, and makes entries of its rows. */
final class EntryRowReader {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private EntryRowReader() {}

    static List<Entry> page(Connection connection, EntryScope scope, EntrySql sql) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            bind(connection, statement, sql.values());
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                entries.add(entry(row, scope));
            }
        }
        return entries;
    }

    private static void bind(Connection connection, PreparedStatement statement, List<EntrySql.Value> values)
            throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            int place = i + 1;
            switch (values.get(i)) {
                case EntrySql.Value.Text(var text) -> statement.setString(place, text);
                case EntrySql.Value.Whole(var number) -> statement.setLong(place, number);
                case EntrySql.Value.Time(var instant) -> statement.setObject(place, instant.atOffset(ZoneOffset.UTC));
                case EntrySql.Value.Id(var id) -> statement.setObject(place, id);
                case EntrySql.Value.Texts(var texts) ->
                    statement.setArray(place, connection.createArrayOf("text", texts.toArray()));
                case EntrySql.Value.Ids(var ids) ->
                    statement.setArray(place, connection.createArrayOf("uuid", ids.toArray()));
            }
        }
    }

    private static Entry entry(ResultSet row, EntryScope scope) throws SQLException {
        Instant accountedAt = instant(row, "accounted_at");
        UUID dimension = row.getObject("dimension_id", UUID.class);
        EntryOrigin origin = scope.origins().get(dimension);
        if (origin == null) {
            throw new IllegalStateException("dimension " + dimension + " of an entry of '"
                    + scope.question().tenant() + "' is not known");
        }
        String user = row.getString("user_id");
        Map<String, String> tags = tags(row.getString("tags"));
        BigDecimal cost = row.getBigDecimal("cost_pico");
        @Nullable BigInteger costPico = cost == null ? null : cost.toBigIntegerExact();
        return new Entry(
                accountedAt,
                row.getBoolean("accounted_late"),
                instant(row, "occurred_at"),
                row.getObject("event_key", UUID.class),
                row.getInt("entry_no"),
                row.getString("entry_kind"),
                row.getString("source"),
                row.getString("event_id"),
                origin,
                user,
                tags,
                meters(row),
                row.getString("currency"),
                costPico,
                row.getString("unpriced_reason"),
                row.getObject("price_id", Long.class),
                row.getObject("book_version", Long.class),
                row.getString("reference"),
                instant(row, "received_at"),
                instant(row, "booked_at"),
                said(row),
                scope.organisation()
                        .attribute(Entry.attributes(origin, user, tags), accountedAt)
                        .costCenter());
    }

    private static Said said(ResultSet row) throws SQLException {
        BigDecimal stated = row.getBigDecimal("stated_cost_pico");
        return new Said(
                row.getBoolean("aborted"),
                row.getString("free_reason"),
                row.getString("stated_cost_by"),
                stated == null ? null : stated.toBigIntegerExact(),
                textCount(row, "text_input"),
                textCount(row, "text_output"),
                row.getObject("reasoning_at_most", Long.class));
    }

    private static Said.@Nullable TextCount textCount(ResultSet row, String side) throws SQLException {
        Long tokens = row.getObject(side + "_tokens", Long.class);
        return tokens == null ? null : new Said.TextCount(tokens, row.getString(side + "_provenance"));
    }

    private static SortedMap<String, Long> meters(ResultSet row) throws SQLException {
        SortedMap<String, Long> meters = new TreeMap<>(Comparator.comparing(Meter::of));
        for (Map.Entry<String, String> column : EntrySql.COLUMNS.entrySet()) {
            long quantity = row.getLong(column.getValue());
            if (quantity != 0) {
                meters.put(column.getKey(), quantity);
            }
        }
        for (Map.Entry<String, JsonNode> further :
                properties(row.getString("more_meters")).entrySet()) {
            meters.put(further.getKey(), further.getValue().longValue());
        }
        return meters;
    }

    private static Map<String, String> tags(@Nullable String text) throws SQLException {
        Map<String, String> tags = new TreeMap<>();
        properties(text).forEach((key, value) -> tags.put(key, value.asText()));
        return tags;
    }

    private static Map<String, JsonNode> properties(@Nullable String text) throws SQLException {
        Map<String, JsonNode> properties = new TreeMap<>();
        if (text != null) {
            try {
                JSON.readTree(text).properties().forEach(each -> properties.put(each.getKey(), each.getValue()));
            } catch (JsonProcessingException unreadable) {
                throw new SQLException("a column of an entry is no JSON", unreadable);
            }
        }
        return properties;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
