package io.tokenledger.report.directcost;

import io.tokenledger.report.accounting.AccountingCalendar;
import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.prices.PriceHistory;
import io.tokenledger.report.prices.PriceHistoryReader;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads what a tenant used in a period, by meter, a day after the other, in constant memory. */
public final class MeterCellReader {
    /** Rows in memory at once; their order and number are the database's to care for. */
    private static final int ROWS_AT_ONCE = 2_000;

    private final Connection connection;
    private final MeterQuestion question;

    private MeterCellReader(Connection connection, MeterQuestion question) {
        this.connection = connection;
        this.question = question;
    }

    /**
     * Hands over the cells, sorted by day, then by team, project, app, environment, provider, model, service tier, region,
     * then by everything else: the same ledger gives the same cells in the same order. Needs a transaction (without
     * auto-commit) that sees one state of the ledger.
     *
     * @throws IllegalStateException where the cells are not, to the pico and in every currency, what the entries add up to;
     *     thrown after the last cell
     */
    public static void read(Connection connection, MeterQuestion question, Consumer<MeterCell> consumer)
            throws SQLException {
        read(connection, question, LedgerSumReader.read(connection, question), consumer);
    }

    /** The same, where it is known already what the entries add up to. */
    static void read(
            Connection connection, MeterQuestion question, Map<String, BigInteger> ledger, Consumer<MeterCell> consumer)
            throws SQLException {
        Map<String, BigInteger> told = new HashMap<>();
        new MeterCellReader(connection, question).read(cell -> {
            if (cell.costPico() != null) {
                told.merge(cell.currency(), cell.costPico(), BigInteger::add);
            }
            consumer.accept(cell);
        });
        refuseDifference(question, told, ledger);
    }

    private static void refuseDifference(
            MeterQuestion question, Map<String, BigInteger> told, Map<String, BigInteger> ledger) {
        SortedMap<String, BigInteger> differences = new TreeMap<>(ledger);
        told.forEach((currency, pico) -> differences.merge(currency, pico.negate(), BigInteger::add));
        differences.values().removeIf(pico -> pico.signum() == 0);
        if (!differences.isEmpty()) {
            throw new IllegalStateException("direct costs of '" + question.tenant() + "' in " + question.period()
                    + " are " + new TreeMap<>(told) + ", but the ledger has " + new TreeMap<>(ledger)
                    + " (1e-12 by currency)");
        }
    }

    private void read(Consumer<MeterCell> consumer) throws SQLException {
        List<AccountingPeriod> earlier = periodsOfLateUsage();
        PriceHistoryReader prices = new PriceHistoryReader(connection);
        PriceHistory history = prices.history(question.tenant());
        var sql = new MeterSql(
                !question.borders().isEmpty(),
                !earlier.isEmpty(),
                !history.instants().isEmpty(),
                question.byUser(),
                question.tagKeys().size());
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            bind(statement, earlier, history);
            statement.setFetchSize(ROWS_AT_ONCE);
            var groups = new EntryGroupReader(
                    statement.executeQuery(),
                    slices(),
                    earlier.stream().map(AccountingPeriod::id).toList(),
                    List.copyOf(question.tagKeys()));
            split(groups, prices, history, consumer);
        }
    }

    private static void split(
            EntryGroupReader groups, PriceHistoryReader prices, PriceHistory history, Consumer<MeterCell> consumer)
            throws SQLException {
        MeterSplit split = new MeterSplit(history);
        EntryGroup group = groups.next();
        while (group != null) {
            EntryGroup.Key key = group.key();
            MeterParts parts = new MeterParts();
            while (group != null && group.key().equals(key)) {
                split.add(group, key.priceId() == null ? null : prices.price(key.priceId()), parts);
                group = groups.next();
            }
            parts.cells(key, consumer);
        }
    }

    private void bind(PreparedStatement statement, List<AccountingPeriod> earlier, PriceHistory history)
            throws SQLException {
        int place = 1;
        if (!question.borders().isEmpty()) {
            statement.setArray(place++, times(List.copyOf(question.borders())));
        }
        if (!earlier.isEmpty()) {
            statement.setArray(
                    place++,
                    times(earlier.stream().map(period -> period.period().from()).toList()));
        }
        for (String key : question.tagKeys()) {
            statement.setString(place++, key);
        }
        if (!history.instants().isEmpty()) {
            statement.setArray(place++, times(history.instants()));
            statement.setArray(
                    place++,
                    connection.createArrayOf("bigint", history.versions().toArray()));
        }
        statement.setString(place++, question.tenant());
        statement.setObject(place++, question.period().from().atOffset(ZoneOffset.UTC));
        statement.setObject(place++, question.period().to().atOffset(ZoneOffset.UTC));
        statement.setString(place, question.tenant());
    }

    private java.sql.Array times(List<Instant> instants) throws SQLException {
        return connection.createArrayOf("timestamptz", instants.toArray());
    }

    private List<Instant> slices() {
        List<Instant> slices = new ArrayList<>(List.of(question.period().from()));
        slices.addAll(question.borders());
        return slices;
    }

    // Leans on usage_entry_accounted_idx.
    private static final String LATE = """
            SELECT min(occurred_at) AS first, max(occurred_at) AS last
            FROM ledger.entry_published
            WHERE tenant = ? AND accounted_at >= ? AND accounted_at < ? AND accounted_late
            """;

    /** From the first to the last period in which something occurred that is accounted late; none: nothing is. */
    private List<AccountingPeriod> periodsOfLateUsage() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LATE)) {
            statement.setString(1, question.tenant());
            statement.setObject(2, question.period().from().atOffset(ZoneOffset.UTC));
            statement.setObject(3, question.period().to().atOffset(ZoneOffset.UTC));
            ResultSet row = statement.executeQuery();
            row.next();
            OffsetDateTime first = row.getObject("first", OffsetDateTime.class);
            if (first == null) {
                return List.of();
            }
            Instant last = row.getObject("last", OffsetDateTime.class).toInstant();
            AccountingCalendar calendar = AccountingCalendar.of(question.settings());
            List<AccountingPeriod> periods = new ArrayList<>();
            for (AccountingPeriod period = calendar.holding(first.toInstant());
                    !period.period().from().isAfter(last);
                    period = calendar.next(period)) {
                periods.add(period);
            }
            return periods;
        }
    }
}
