package io.tokenledger.report.whatif;

import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Dimension.Attribute;
import io.tokenledger.report.usage.Filter;
import io.tokenledger.report.whatif.BoundSql.Value;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads which kinds of usage there are: the ledger's dimensions that pass the filters, by what is asked of them. */
final class KindReader {
    private KindReader() {}

    /** The kinds that there are, and which of the ledger's dimensions belong to each. */
    record Kinds(List<UsageKind> kinds, CellSql.Scope scope) {
        boolean isEmpty() {
            return kinds.isEmpty();
        }
    }

    private static final String DIMENSIONS = """
            SELECT tenant, dimension_id, team, project, app, environment, provider, model, service_tier,
                   reasoning_effort, region
            FROM ledger.dimension_published
            WHERE true
            """;

    /**
     * The kinds that pass filters on what the ledger's dimensions hold; other filters do not matter here.
     *
     * @param asked what the kinds are told apart by
     */
    static Kinds read(Connection connection, Set<Attribute> asked, List<Filter> filters) throws SQLException {
        BoundSql sql = new BoundSql().add(DIMENSIONS);
        for (Filter filter : filters) {
            if (filter.dimension() instanceof Attribute attribute && !attribute.onlyInEntries()) {
                sql.add(" AND (" + attribute.column() + " = ANY (?)", new Value.Texts(filter.values()));
                sql.add(filter.values().contains("") ? " OR " + attribute.column() + " IS NULL)" : ")");
            }
        }
        Map<UsageKind, Integer> numbers = new LinkedHashMap<>();
        Set<String> tenants = new TreeSet<>();
        List<String> tenantOfDimension = new ArrayList<>();
        List<UUID> dimensions = new ArrayList<>();
        List<Integer> kinds = new ArrayList<>();
        SqlReader.query(connection, sql, row -> {
            Map<Dimension, @Nullable String> values = new LinkedHashMap<>();
            for (Attribute attribute : new LinkedHashSet<>(asked)) {
                values.put(attribute, row.getString(attribute.column()));
            }
            tenants.add(row.getString("tenant"));
            tenantOfDimension.add(row.getString("tenant"));
            dimensions.add(row.getObject("dimension_id", UUID.class));
            kinds.add(numbers.computeIfAbsent(new UsageKind(values), _ -> numbers.size()));
        });
        return new Kinds(
                List.copyOf(numbers.keySet()),
                new CellSql.Scope(List.copyOf(tenants), tenantOfDimension, dimensions, kinds));
    }
}
