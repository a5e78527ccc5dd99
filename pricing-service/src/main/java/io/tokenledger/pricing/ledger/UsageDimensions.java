package io.tokenledger.pricing.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The dictionary of attributions. The id of one is a hash of what it says, so that every instance works out the same id
 * without asking, and writing it twice changes nothing.
 */
final class UsageDimensions {
    private static final int MOST_REMEMBERED = 200_000;

    /** Dimensions whose row is committed. */
    private final Map<UsageDimension, UUID> committed = new ConcurrentHashMap<>();

    /** The id of a dimension whose row is known to be there; null where it may not be. */
    @Nullable
    UUID committedId(UsageDimension dimension) {
        return committed.get(dimension);
    }

    /** To be called after the commit of a transaction that has {@link #insert inserted} them. */
    void committed(Map<UsageDimension, UUID> dimensions) {
        if (committed.size() + dimensions.size() > MOST_REMEMBERED) {
            committed.clear();
        }
        committed.putAll(dimensions);
    }

    private static final String INSERT = """
            INSERT INTO ledger.usage_dimension (tenant_id, dimension_id, team, project, app, environment, provider,
                model, service_tier, reasoning_effort, region)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, dimension_id) DO NOTHING""";

    /** Writes dimensions that are not known to be there, in one order for every writer. */
    void insert(Connection connection, Map<UsageDimension, UUID> dimensions) throws SQLException {
        if (dimensions.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Map.Entry<UsageDimension, UUID> entry : sorted(dimensions.entrySet())) {
                UsageDimension dimension = entry.getKey();
                insert.setString(1, dimension.tenant());
                insert.setObject(2, entry.getValue());
                insert.setString(3, orEmpty(dimension.team()));
                insert.setString(4, orEmpty(dimension.project()));
                insert.setString(5, orEmpty(dimension.app()));
                insert.setString(6, orEmpty(dimension.environment()));
                insert.setString(7, dimension.provider());
                insert.setString(8, dimension.model());
                insert.setString(9, dimension.serviceTier());
                insert.setString(10, orEmpty(dimension.reasoningEffort()));
                insert.setString(11, orEmpty(dimension.region()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static List<Map.Entry<UsageDimension, UUID>> sorted(Collection<Map.Entry<UsageDimension, UUID>> entries) {
        var sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing((Map.Entry<UsageDimension, UUID> entry) ->
                        entry.getKey().tenant())
                .thenComparing(Map.Entry::getValue));
        return sorted;
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
