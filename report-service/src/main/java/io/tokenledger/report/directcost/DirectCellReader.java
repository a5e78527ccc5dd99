package io.tokenledger.report.directcost;

import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.costcenter.Organisation;
import io.tokenledger.report.fx.Conversion;
import io.tokenledger.report.fx.Exchange;
import io.tokenledger.report.fx.FxRateReader;
import io.tokenledger.report.period.Period;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Reads the direct costs of a period a day after the other, with who pays and in the currency of the books, in constant memory. */
public final class DirectCellReader {
    private DirectCellReader() {}

    /**
     * Hands over the cells by day, then by team, project, app, environment, provider, model, service tier, region, then by
     * everything else of their keys, and tells what was converted. Of one line there is one cell a day. Needs a transaction
     * (without auto-commit) that sees one state of the ledger.
     *
     * @throws io.tokenledger.report.problem.ReportProblem CURRENCY_NO_RATE: the first cost that cannot be told in the currency
     *     of the books
     * @throws IllegalStateException where the cells are not what the ledger adds up to; thrown after the last cell
     */
    public static List<Conversion> read(
            Connection connection,
            AccountingSettings settings,
            Period period,
            Organisation organisation,
            Consumer<DirectCell> consumer)
            throws SQLException {
        MeterQuestion question = MeterQuestion.of(settings, period, organisation);
        SortedMap<String, BigInteger> ledger = LedgerSumReader.read(connection, question);
        BookCurrency books = new BookCurrency(settings.currency());
        for (String currency : ledger.keySet()) {
            if (!currency.equals(settings.currency())) {
                learn(connection, books.exchange(), settings.currency(), period);
                learn(connection, books.exchange(), currency, period);
            }
        }
        var cells = new DirectCells(organisation, cell -> consumer.accept(books.tell(cell)));
        MeterCellReader.read(connection, question, ledger, cells::add);
        cells.flush();
        return books.exchange().conversions();
    }

    private static void learn(Connection connection, Exchange exchange, String currency, Period period)
            throws SQLException {
        if (!exchange.knows(currency)) {
            exchange.learn(currency, FxRateReader.read(connection, currency, period));
        }
    }
}
