package io.tokenledger.report.statement;

import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.allocation.PeriodCosts;
import io.tokenledger.report.fx.FxRate;
import io.tokenledger.report.fx.FxRateReader;
import io.tokenledger.report.problem.ReportError;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Reads the rates of a period's last day for the currencies of its statements. */
final class CurrencyReader {
    private CurrencyReader() {}

    /** By code; refused where one has no rate of that day or of the 7 days before. */
    static Map<String, StatementCurrency> read(Connection connection, PeriodCosts costs, Collection<String> currencies)
            throws SQLException {
        String book = costs.settings().currency();
        Map<String, StatementCurrency> read = new TreeMap<>();
        for (String currency : currencies) {
            if (currency.equals(book)) {
                read.put(currency, new StatementCurrency(currency, null));
            } else if (!read.containsKey(currency)) {
                FxRate ofBook = rate(connection, book, costs.period());
                FxRate own = rate(connection, currency, costs.period());
                LocalDate day = costs.period().endDay().minusDays(1);
                read.put(currency, new StatementCurrency(currency, new StatementCurrency.Rate(day, ofBook, own)));
            }
        }
        return read;
    }

    private static FxRate rate(Connection connection, String currency, AccountingPeriod period) throws SQLException {
        LocalDate day = period.endDay().minusDays(1);
        FxRate rate = FxRateReader.read(connection, currency, period.period()).on(day);
        if (rate == null) {
            throw ReportError.CURRENCY_NO_RATE.because("a statement of period " + period.id()
                    + " needs the rate of " + currency + " of its last day: none was published for " + day
                    + " or the 7 days before");
        }
        return rate;
    }
}
