package io.tokenledger.report.prices;

import io.tokenledger.contract.Meter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Reads which further meters take the price of another where they have none. */
final class MeterParentReader {
    private MeterParentReader() {}

    private static final String PARENTS = "SELECT meter, parent FROM pricing.meter_parent_published";

    static Map<Meter, Meter> read(Connection connection) throws SQLException {
        Map<Meter, Meter> parents = new HashMap<>();
        try (var select = connection.prepareStatement(PARENTS)) {
            ResultSet row = select.executeQuery();
            while (row.next()) {
                parents.put(Meter.of(row.getString("meter")), Meter.of(row.getString("parent")));
            }
        }
        return parents;
    }
}
