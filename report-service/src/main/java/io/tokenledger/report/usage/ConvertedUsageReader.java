package io.tokenledger.report.usage;

import io.tokenledger.report.fx.Exchange;
import io.tokenledger.report.fx.FxRateReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers a question where there are costs in other currencies than the one asked for: these are summed up by day in UTC
 * and converted at the rate of the day. The day is that on which reports count the usage: that of the event, and of a
 * correction to a closed period that on which it is accounted for. A line is rounded once, half-even, to a pico; costs in the currency asked for are
 * exact. Refused where a rate is missing.
 */
final class ConvertedUsageReader {
    /** There is a row per group, currency and day: far more than lines, and they need not be in memory together. */
    private static final int ROWS_AT_ONCE = 2_000;

    private final Connection connection;
    private final UsageQuery query;
    private final Exchange exchange;

    private ConvertedUsageReader(Connection connection, UsageQuery query) {
        this.connection = connection;
        this.query = query;
        this.exchange = new Exchange(query.currency());
    }

    /** The answer, in the transaction of the connection. */
    static UsageAnswer read(Connection connection, UsageQuery query, UsageSource source, int maxRows)
            throws SQLException {
        return new ConvertedUsageReader(connection, query).read(source, maxRows);
    }

    private UsageAnswer read(UsageSource source, int maxRows) throws SQLException {
        learn(query.currency());
        UsageSql sql = UsageSql.byCurrencyAndDay(query, source);
        UsageRowReader reader = new UsageRowReader(query);
        Map<List<@Nullable String>, ConvertedLine> lines = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            UsageRowReader.bind(connection, statement, sql.values());
            statement.setFetchSize(ROWS_AT_ONCE);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                UsageRow row = reader.row(found);
                add(lines.computeIfAbsent(row.group(), _ -> new ConvertedLine()), row.usage(), found);
                if (lines.size() > maxRows) {
                    throw UsageRowReader.tooMany(maxRows);
                }
            }
        }
        var conversions = exchange.conversions();
        return new UsageAnswer(
                lines.entrySet().stream()
                        .map(line -> new UsageRow(line.getKey(), line.getValue().rounded()))
                        .toList(),
                conversions);
    }

    private void add(ConvertedLine line, Usage usage, ResultSet found) throws SQLException {
        String currency = found.getString("foreign_currency");
        if (currency == null || usage.pricedCostPico().signum() == 0) { // nothing is nothing at every rate
            line.add(usage);
            return;
        }
        learn(currency);
        LocalDate day = found.getObject("foreign_day", LocalDate.class);
        BigDecimal converted = exchange.convert(new BigDecimal(usage.pricedCostPico()), currency, day);
        if (converted != null) { // else the whole answer is refused in the end, naming the first day
            line.addConverted(usage, converted);
        }
    }

    private void learn(String currency) throws SQLException {
        if (!exchange.knows(currency)) {
            exchange.learn(currency, FxRateReader.read(connection, currency, query.period()));
        }
    }
}
