package io.tokenledger.report.attributed;

import io.tokenledger.report.attributed.AttributedQuestion.Selection;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Dimension.Attribute;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one published table of sums per tenant, attribution and quarter of an hour, summed up by the database as far as the
 * question allows, row by row.
 *
 * @param view the published table
 * @param keys columns of {@code r}, the table, and of {@code d}, its attribution, that every row is to be told with
 * @param sums columns of the table that are added up
 */
public record AttributedReader(String view, List<String> keys, List<String> sums) {
    private static final int ROWS_AT_ONCE = 5_000;
    private static final String BUCKET = "r.bucket_start";

    /** Takes a row: the values of the question's {@code group_by}, and the keys and sums by their names. */
    @FunctionalInterface
    public interface RowReader {
        void take(List<@Nullable String> group, ResultSet row) throws SQLException;
    }

    /** Hands over the rows of the period that pass the filters. */
    public void read(Connection connection, AttributedQuestion question, RowReader taker) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql(question))) {
            bind(connection, select, question);
            select.setFetchSize(ROWS_AT_ONCE);
            List<NavigableMap<Instant, String>> calendars = calendars(question);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                taker.take(group(question, calendars, row), row);
            }
        }
    }

    // Leans on the table's primary key, which begins with tenant_id and bucket_start, and on usage_dimension_pkey.
    private String sql(AttributedQuestion question) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < question.groupBy().size(); i++) {
            columns.add(column(question.groupBy().get(i)) + " AS group_" + i);
        }
        columns.addAll(keys);
        String places = IntStream.rangeClosed(1, columns.size())
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", "));
        Stream<String> added = sums.stream().map(name -> "sum(r." + name + ") AS " + name);
        String conditions = question.filters().stream()
                .map(filter -> "\n  AND (" + column(filter.grouping()) + " = ANY (?)"
                        + (filter.values().contains("") ? " OR " + column(filter.grouping()) + " IS NULL)" : ")"))
                .collect(Collectors.joining());
        return """
                SELECT %s
                FROM ledger.%s r
                JOIN ledger.dimension_published d ON d.tenant = r.tenant AND d.dimension_id = r.dimension_id
                WHERE r.bucket_start >= ? AND r.bucket_start < ?%s%s
                """.formatted(
                        Stream.concat(columns.stream(), added).collect(Collectors.joining(", ")),
                        view,
                        conditions,
                        columns.isEmpty() ? "\nHAVING count(*) > 0" : "\nGROUP BY " + places);
    }

    private static String column(Grouping grouping) {
        return switch (grouping) {
            case Grouping.Own(String name) -> "r." + name;
            case Grouping.Held(Dimension.Calendar _) -> BUCKET;
            case Grouping.Held(Attribute attribute) ->
                (attribute == Attribute.TENANT ? "r." : "d.") + attribute.column();
            case Grouping.Held(Dimension.Tag _) -> throw new IllegalArgumentException("tags are not in sums");
        };
    }

    private static void bind(Connection connection, PreparedStatement select, AttributedQuestion question)
            throws SQLException {
        int place = 1;
        select.setObject(place++, question.period().from().atOffset(ZoneOffset.UTC));
        select.setObject(place++, question.period().to().atOffset(ZoneOffset.UTC));
        for (Selection filter : question.filters()) {
            select.setArray(
                    place++, connection.createArrayOf("text", filter.values().toArray()));
        }
    }

    /** Per grouping, the names of its intervals by their beginnings; of what is no calendar, none. */
    private static List<NavigableMap<Instant, String>> calendars(AttributedQuestion question) {
        List<NavigableMap<Instant, String>> calendars = new ArrayList<>();
        for (Grouping grouping : question.groupBy()) {
            var names = new TreeMap<Instant, String>();
            if (grouping instanceof Grouping.Held(Dimension.Calendar(var interval))) {
                for (ZonedDateTime start : interval.startsIn(question.period())) {
                    names.put(start.toInstant(), interval.label(start));
                }
            }
            calendars.add(names);
        }
        return calendars;
    }

    private static List<@Nullable String> group(
            AttributedQuestion question, List<NavigableMap<Instant, String>> calendars, ResultSet row)
            throws SQLException {
        List<@Nullable String> group = new ArrayList<>();
        for (int i = 0; i < question.groupBy().size(); i++) {
            String column = "group_" + i;
            group.add(
                    calendars.get(i).isEmpty()
                            ? row.getString(column)
                            : calendars
                                    .get(i)
                                    .floorEntry(row.getObject(column, OffsetDateTime.class)
                                            .toInstant())
                                    .getValue());
        }
        return group;
    }
}
