package io.tokenledger.report.usage;

import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.period.Interval;
import io.tokenledger.report.problem.ReportError;
import jakarta.enterprise.context.ApplicationScoped;
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

/** Answers questions about usage from the ledger's published views, each in one statement. */
@ApplicationScoped
public class UsageReader {
    private final LedgerViews ledger;

    public UsageReader(LedgerViews ledger) {
        this.ledger = ledger;
    }

    /**
     * A row per group that has usage, in no particular order. Refused where there are more than {@code maxRows}, and
     * where there is a cost in another currency than the one asked for.
     *
     * @param report the kind of report, for the metrics
     */
    public List<UsageRow> read(String report, UsageQuery query, int maxRows) {
        return read(report, query, query.source(), maxRows);
    }

    /** Several questions over one and the same state of the ledger. */
    public List<List<UsageRow>> readTogether(String report, List<UsageQuery> queries, int maxRows) {
        return ledger.read(report, connection -> {
            List<List<UsageRow>> answers = new ArrayList<>();
            for (UsageQuery query : queries) {
                answers.add(rows(connection, query, query.source(), maxRows));
            }
            return answers;
        });
    }

    List<UsageRow> read(String report, UsageQuery query, UsageSource source, int maxRows) {
        return ledger.read(report, connection -> rows(connection, query, source, maxRows));
    }

    private static List<UsageRow> rows(Connection connection, UsageQuery query, UsageSource source, int maxRows)
            throws SQLException {
        UsageSql sql = UsageSql.of(query, source, maxRows + 1);
        List<Function<String, String>> labels = query.groupBy().stream()
                .map(dimension -> labels(dimension, query))
                .toList();
        List<UsageRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            bind(connection, statement, sql.values());
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                refuseOtherCurrency(found.getString("other_currency"), query.currency());
                rows.add(new UsageRow(group(found, labels), usage(found)));
            }
        }
        if (rows.size() > maxRows) {
            throw ReportError.RESULT_TOO_LARGE.because("more than " + maxRows
                    + " lines: narrow it by from and to, by filter.<dimension>, or by fewer dimensions in group_by");
        }
        return rows;
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

    private static List<@Nullable String> group(ResultSet found, List<Function<String, String>> labels)
            throws SQLException {
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

    private static void refuseOtherCurrency(@Nullable String other, String asked) {
        if (other != null) {
            throw ReportError.CURRENCY_NO_RATE.because("there are costs in " + other + ", which cannot be told in "
                    + asked + ": there are no exchange rates yet");
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, List<UsageSql.Value> values)
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
