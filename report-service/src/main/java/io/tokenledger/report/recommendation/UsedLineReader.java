package io.tokenledger.report.recommendation;

import io.tokenledger.contract.Meter;
import io.tokenledger.report.whatif.MeterColumns;
import io.tokenledger.report.whatif.Stretches;
import io.tokenledger.report.whatif.Stretches.Part;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a tenant used, by the events' own time, from as few rows of the usage profile as answer it. */
final class UsedLineReader {
    private UsedLineReader() {}

    /**
     * The tenant's usage of those stretches of time.
     *
     * @param app null: of every app
     */
    static List<UsedLine> read(Connection connection, String tenant, @Nullable String app, Stretches stretches)
            throws SQLException {
        Map<List<@Nullable Object>, Map<Meter, Long>> further = new HashMap<>();
        try (PreparedStatement select = prepared(connection, UsedLineSql.FURTHER, tenant, app, stretches)) {
            ResultSet row = select.executeQuery();
            while (row.next()) {
                further.computeIfAbsent(key(row), _ -> new HashMap<>())
                        .merge(Meter.of(row.getString("meter")), row.getLong("quantity"), Long::sum);
            }
        }
        List<UsedLine> lines = new ArrayList<>();
        try (PreparedStatement select = prepared(connection, UsedLineSql.CELLS, tenant, app, stretches)) {
            ResultSet row = select.executeQuery();
            while (row.next()) {
                lines.add(line(row, further.getOrDefault(key(row), Map.of())));
            }
        }
        return lines;
    }

    private static PreparedStatement prepared(
            Connection connection, String sql, String tenant, @Nullable String app, Stretches stretches)
            throws SQLException {
        Stretches.Cover cover = stretches.cover();
        Array starts = times(connection, stretches.starts());
        PreparedStatement select = connection.prepareStatement(sql);
        select.setArray(1, starts);
        select.setString(2, tenant);
        select.setArray(3, times(connection, cover.days()));
        select.setArray(4, times(connection, cover.hours()));
        select.setArray(5, starts);
        select.setArray(
                6, times(connection, cover.rest().stream().map(Part::from).toList()));
        select.setArray(
                7, times(connection, cover.rest().stream().map(Part::until).toList()));
        select.setString(8, tenant);
        select.setString(9, tenant);
        select.setString(10, app);
        select.setString(11, app);
        return select;
    }

    private static Array times(Connection connection, List<Instant> instants) throws SQLException {
        return connection.createArrayOf("timestamptz", instants.toArray());
    }

    /** What tells one line from another. */
    private static List<@Nullable Object> key(ResultSet row) throws SQLException {
        List<@Nullable Object> key = new ArrayList<>();
        for (String column : UsedLineSql.KEY) {
            key.add(row.getObject(column));
        }
        return key;
    }

    private static UsedLine line(ResultSet row, Map<Meter, Long> further) throws SQLException {
        Map<Meter, Long> quantities = new HashMap<>(further);
        for (Map.Entry<String, Meter> column : MeterColumns.BY_NAME.entrySet()) {
            quantities.put(column.getValue(), row.getLong(column.getKey()));
        }
        quantities.values().removeIf(quantity -> quantity == 0);
        return new UsedLine(
                row.getInt("stretch") - 1,
                row.getString("app"),
                row.getString("environment"),
                row.getString("provider"),
                row.getString("model"),
                row.getString("service_tier"),
                row.getString("reasoning_effort"),
                row.getString("region"),
                row.getString("currency"),
                quantities,
                row.getLong("measured_input_tokens"),
                row.getLong("repeated_prefix_tokens"),
                row.getLong("cacheable_input_tokens"),
                row.getBigDecimal("cost_pico").toBigIntegerExact());
    }
}
