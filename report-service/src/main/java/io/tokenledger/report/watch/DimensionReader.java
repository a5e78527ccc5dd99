package io.tokenledger.report.watch;

import static io.tokenledger.report.watch.KeyTable.array;

import io.tokenledger.report.usage.Dimension;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads what the journal's dimension ids stand for. */
final class DimensionReader {
    /** Those that a row of the rollup has, in the order of {@link #COLUMNS}. */
    static final List<Dimension.Attribute> ATTRIBUTES = Stream.of(Dimension.Attribute.values())
            .filter(attribute -> attribute != Dimension.Attribute.TENANT && !attribute.onlyInEntries())
            .toList();

    /** Their columns, as the published views name them. */
    static final String COLUMNS = String.join(
            ", ", ATTRIBUTES.stream().map(Dimension.Attribute::column).toList());

    private DimensionReader() {}

    // Leans on usage_dimension_pkey.
    private static final String READ = """
            SELECT d.tenant, d.dimension_id, %s
            FROM unnest(?::text[], ?::uuid[]) AS asked (tenant, dimension_id)
            JOIN ledger.dimension_published d ON d.tenant = asked.tenant AND d.dimension_id = asked.dimension_id
            """.formatted(COLUMNS);

    /** Values by wire name; what was not attributed is not in it. */
    static Map<DimensionKey, Map<String, String>> read(Connection connection, Collection<DimensionKey> ids)
            throws SQLException {
        Map<DimensionKey, Map<String, String>> dimensions = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            array(statement, 1, "text", ids, DimensionKey::tenant);
            array(statement, 2, "uuid", ids, DimensionKey::dimension);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                var id = new DimensionKey(found.getString("tenant"), found.getObject("dimension_id", UUID.class));
                dimensions.put(id, attribution(found));
            }
        }
        return dimensions;
    }

    /** From a row with {@link #COLUMNS}. */
    static Map<String, String> attribution(ResultSet found) throws SQLException {
        Map<String, String> attribution = new HashMap<>();
        for (Dimension.Attribute attribute : ATTRIBUTES) {
            String value = found.getString(attribute.column());
            if (value != null) {
                attribution.put(attribute.wireName(), value);
            }
        }
        return attribution;
    }
}
