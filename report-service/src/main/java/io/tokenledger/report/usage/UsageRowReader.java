package io.tokenledger.report.usage;

import io.tokenledger.report.period.Interval;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds a question to its statement, and makes rows of what the database says. */
final class UsageRowReader {
    private final List<Function<String, String>> labels;

    UsageRowReader(UsageQuery query) {
        this.labels = query.groupBy().stream()
                .map(dimension -> labels(dimension, query))
                .toList();
    }

    /** The row that the result stands on: the group's values first, then the figures by name. */
    UsageRow row(ResultSet found) throws SQLException {
        return new UsageRow(group(found), usage(found));
    }

    static ReportProblem tooMany(int maxRows) {
        return ReportError.RESULT_TOO_LARGE.because("more than " + maxRows
                + " lines: narrow it by from and to, by filter.<dimension>, or by fewer dimensions in group_by");
    }

    /** From what the database says to what a reader sees: the place between borders becomes a date or an hour. */
    private static Function<String, String> labels(Dimension dimension, UsageQuery query) {
        if (!(dimension instanceof Dimension.Calendar(Interval interval))) {
            return value -> value;
        }
        List<String> names =
                interval.startsIn(query.period()).stream().map(interval::label).toList();
        return place -> names.get(Integer.parseInt(place) - 1);
    }

    private List<@Nullable String> group(ResultSet found) throws SQLException {
        List<@Nullable String> group = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            String value = found.getString(i + 1);
            group.add(value == null ? null : labels.get(i).apply(value));
        }
        return group;
    }

    private static Usage usage(ResultSet found) throws SQLException {
        BigDecimal cost = found.getBigDecimal("cost_pico");
        @Nullable BigInteger costPico = cost == null ? null : cost.toBigIntegerExact();
        return new Usage(
                found.getLong("requests"),
                found.getLong("input_tokens"),
                found.getLong("cached_input_tokens"),
                found.getLong("cache_write_tokens"),
                found.getLong("output_tokens"),
                found.getLong("reasoning_tokens"),
                costPico,
                found.getLong("unpriced_requests"));
    }

    static void bind(Connection connection, PreparedStatement statement, List<UsageSql.Value> values)
            throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            int place = i + 1;
            switch (values.get(i)) {
                case UsageSql.Value.Text(var text) -> statement.setString(place, text);
                case UsageSql.Value.Count(var count) -> statement.setInt(place, count);
                case UsageSql.Value.Time(var instant) -> statement.setObject(place, instant.atOffset(ZoneOffset.UTC));
                case UsageSql.Value.Texts(var texts) ->
                    statement.setArray(place, connection.createArrayOf("text", texts.toArray()));
                case UsageSql.Value.Times(var instants) ->
                    statement.setArray(place, connection.createArrayOf("timestamptz", instants.toArray()));
            }
        }
    }
}
