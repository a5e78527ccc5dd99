package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Filter;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The scope of a budget as conditions on the published views, as reports filter by it: the text is put together from
 * constants, the values are bound.
 */
record ScopeReader(List<Filter> filters) {

    static ScopeReader of(Budget budget) {
        return new ScopeReader(budget.filters());
    }

    /** For the view that goes by that name. */
    String conditions(String view) {
        return filters.stream().map(filter -> condition(filter, view)).collect(Collectors.joining("\n  AND "));
    }

    private static String condition(Filter filter, String view) {
        String value =
                switch (filter.dimension()) {
                    case Dimension.Attribute attribute -> view + "." + attribute.column();
                    case Dimension.Tag _ -> "nullif(" + view + ".tags ->> ?, '')";
                    case Dimension.Calendar _ -> throw new IllegalStateException("a scope has no time");
                };
        return filter.dimension() == Dimension.Attribute.TENANT
                ? value + " = ANY (?)"
                : "coalesce(" + value + ", '') = ANY (?)"; // the empty text stands for what was not attributed
    }

    /** Binds the values from that place on; the place behind them. */
    int bind(PreparedStatement statement, int first) throws SQLException {
        int place = first;
        for (Filter filter : filters) {
            if (filter.dimension() instanceof Dimension.Tag(String key)) {
                statement.setString(place++, key);
            }
            Array values = statement
                    .getConnection()
                    .createArrayOf("text", filter.values().toArray());
            statement.setArray(place++, values);
        }
        return place;
    }
}
