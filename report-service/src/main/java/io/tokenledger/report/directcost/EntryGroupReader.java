package io.tokenledger.report.directcost;

import io.tokenledger.contract.Meter;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes groups of the rows of {@link MeterSql}: one with the meters that have columns, then one per further meter. */
final class EntryGroupReader {
    private static final Map<String, Meter> COLUMNS = columns();

    private final ResultSet rows;
    private final List<Instant> slices;
    private final List<String> periods;
    private final List<String> tagKeys;
    private boolean onRow;

    /**
     * Reads from the first row on.
     *
     * @param slices first moments of all slices, that of the period first
     * @param periods ids of the periods in which late usage occurred, the earliest first: place 1 of {@code adjusts}
     */
    EntryGroupReader(ResultSet rows, List<Instant> slices, List<String> periods, List<String> tagKeys)
            throws SQLException {
        this.rows = rows;
        this.slices = slices;
        this.periods = periods;
        this.tagKeys = tagKeys;
        this.onRow = rows.next();
    }

    private static Map<String, Meter> columns() {
        Map<String, Meter> columns = new LinkedHashMap<>();
        columns.put("plain_input_tokens", Meter.INPUT);
        columns.put("cached_input_tokens", Meter.CACHED_INPUT);
        columns.put("cache_write_tokens", Meter.CACHE_WRITE);
        columns.put("cache_write_1h_tokens", Meter.CACHE_WRITE_1H);
        columns.put("audio_input_tokens", Meter.AUDIO_INPUT);
        columns.put("image_input_tokens", Meter.IMAGE_INPUT);
        columns.put("plain_output_tokens", Meter.OUTPUT);
        columns.put("reasoning_tokens", Meter.REASONING);
        columns.put("audio_output_tokens", Meter.AUDIO_OUTPUT);
        columns.put("requests", Meter.REQUESTS);
        columns.put("web_searches", Meter.WEB_SEARCHES);
        return columns;
    }

    /** The next group; null: that was the last. */
    @Nullable
    EntryGroup next() throws SQLException {
        if (!onRow) {
            return null;
        }
        Map<Meter, Long> quantities = new TreeMap<>();
        for (Map.Entry<String, Meter> column : COLUMNS.entrySet()) {
            long quantity = rows.getLong(column.getKey());
            if (quantity != 0) {
                quantities.put(column.getValue(), quantity);
            }
        }
        BigDecimal cost = rows.getBigDecimal("cost_pico");
        EntryGroup group = new EntryGroup(
                key(),
                EntryGroup.Sort.numbered(rows.getInt("sort")),
                rows.getInt("state"),
                rows.getInt("stretch"),
                quantities,
                cost == null ? null : cost.toBigIntegerExact());
        onRow = rows.next();
        while (onRow && rows.getString("meter") != null) {
            long quantity = rows.getLong("quantity");
            if (quantity != 0) {
                quantities.put(Meter.of(rows.getString("meter")), quantity);
            }
            onRow = rows.next();
        }
        return group;
    }

    private EntryGroup.Key key() throws SQLException {
        boolean late = rows.getBoolean("accounted_late");
        DirectKind kind = EntryGroup.Sort.numbered(rows.getInt("sort")) == EntryGroup.Sort.CHARGE
                ? DirectKind.CHARGE
                : late ? DirectKind.ADJUSTMENT : DirectKind.USAGE;
        return new EntryGroup.Key(
                new UsageOrigin(
                        rows.getString("team"),
                        rows.getString("project"),
                        rows.getString("app"),
                        rows.getString("environment"),
                        rows.getString("user_id"),
                        tags(rows.getArray("tags")),
                        rows.getString("provider"),
                        rows.getString("model"),
                        rows.getString("service_tier"),
                        rows.getString("reasoning_effort"),
                        rows.getString("region")),
                slices.get(rows.getInt("slice")),
                rows.getObject("day", LocalDate.class),
                kind,
                late ? periods.get(rows.getInt("adjusts") - 1) : null,
                rows.getString("reference"),
                rows.getObject("price_id", Long.class),
                rows.getString("currency"));
    }

    private Map<String, String> tags(@Nullable Array array) throws SQLException {
        if (array == null) {
            return Map.of();
        }
        Map<String, String> tags = new LinkedHashMap<>();
        List<@Nullable String> values = new ArrayList<>(List.of());
        for (String value : (@Nullable String[]) array.getArray()) {
            values.add(value);
        }
        for (int i = 0; i < tagKeys.size(); i++) {
            String value = values.get(i);
            if (value != null) {
                tags.put(tagKeys.get(i), value);
            }
        }
        return tags;
    }
}
