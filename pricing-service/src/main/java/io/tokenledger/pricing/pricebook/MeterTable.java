package io.tokenledger.pricing.pricebook;

import io.tokenledger.contract.Meter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code pricing.meter}: the further meters, which are data. Rows are only added. */
final class MeterTable {
    private MeterTable() {}

    /**
     * A further meter.
     *
     * @param unit what one of it is: a page, a second, a call
     * @param parent the meter whose price applies where a list has none for this one; null: nothing does
     */
    record FurtherMeter(String meter, String unit, @Nullable String parent, String description) {}

    private static final String SELECT = "SELECT meter, unit, parent, description FROM pricing.meter ORDER BY meter";

    static List<FurtherMeter> all(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(SELECT);
                ResultSet row = select.executeQuery()) {
            var meters = new ArrayList<FurtherMeter>();
            while (row.next()) {
                meters.add(new FurtherMeter(
                        row.getString("meter"),
                        row.getString("unit"),
                        row.getString("parent"),
                        row.getString("description")));
            }
            return meters;
        }
    }

    private static final String SELECT_PARENTS = """
            SELECT m.meter, m.parent
            FROM pricing.meter m
            LEFT JOIN pricing.book_change c ON c.change_id = m.change_id
            WHERE m.parent IS NOT NULL AND (m.change_id IS NULL OR c.version <= ?)
            """;

    /** Of the meters that had one at a version of the book, the parent. */
    static Map<Meter, Meter> parents(Connection connection, long version) throws SQLException {
        try (var select = connection.prepareStatement(SELECT_PARENTS)) {
            select.setLong(1, version);
            try (ResultSet row = select.executeQuery()) {
                var parents = new HashMap<Meter, Meter>();
                while (row.next()) {
                    parents.put(Meter.of(row.getString("meter")), Meter.of(row.getString("parent")));
                }
                return Map.copyOf(parents);
            }
        }
    }

    /** A price for a meter that nobody declared is a misspelling until somebody does. */
    static void refuseUnknown(Connection connection, List<PriceRow> rows) throws SQLException {
        var known = new HashSet<Meter>();
        all(connection).forEach(meter -> known.add(Meter.of(meter.meter())));
        var errors = new ArrayList<PriceFileError>();
        for (PriceRow row : rows) {
            for (Meter meter : row.rates().own().keySet()) {
                if (!meter.isBuiltIn() && !known.contains(meter)) {
                    errors.add(new PriceFileError(
                            row.line(),
                            RateColumn.FURTHER + meter.id(),
                            meter.id(),
                            "is not a meter of the book: declare it with POST /v1/meters"));
                }
            }
        }
        if (!errors.isEmpty()) {
            throw new PriceFileException(errors);
        }
    }

    private static final String INSERT =
            "INSERT INTO pricing.meter (meter, unit, parent, description, change_id) VALUES (?, ?, ?, ?, ?)";

    static void insert(Connection connection, FurtherMeter meter, long changeId) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, meter.meter());
            insert.setString(2, meter.unit());
            insert.setString(3, meter.parent());
            insert.setString(4, meter.description());
            insert.setLong(5, changeId);
            insert.executeUpdate();
        }
    }
}
