package io.tokenledger.report.whatif;

import io.tokenledger.report.fx.Conversion;
import io.tokenledger.report.fx.Exchange;
import io.tokenledger.report.fx.FxRateReader;
import io.tokenledger.report.ledger.DatabaseProblem;
import io.tokenledger.report.usage.UsageQuery;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** Converts amounts into the answer's currency at the rate of the day, and reads rates where they are needed. */
public final class RatesReader {
    private final Connection connection;
    private final Exchange exchange;
    private final UsageQuery query;

    /** Converts into the exchange's currency, by the rates of the query's period. */
    public RatesReader(Connection connection, Exchange exchange, UsageQuery query) {
        this.connection = connection;
        this.exchange = exchange;
        this.query = query;
    }

    /**
     * An amount in the answer's currency. Where a rate is missing it is left out, and {@link #conversions} refuses.
     *
     * @param byDay whether the amount is of that one day
     * @throws Currencies.NotByDayException where it is not, and is in another currency
     */
    public BigDecimal convert(BigDecimal pico, String currency, LocalDate day, boolean byDay) {
        if (currency.equals(query.currency()) || pico.signum() == 0) {
            return pico;
        }
        if (!byDay) {
            throw new Currencies.NotByDayException(currency);
        }
        learn(currency);
        learn(query.currency());
        BigDecimal converted = exchange.convert(pico, currency, day);
        return converted == null ? BigDecimal.ZERO : converted;
    }

    /** What was converted; refused where a rate was missing, because no other rate will do. */
    public List<Conversion> conversions() {
        return exchange.conversions();
    }

    private void learn(String currency) {
        if (!exchange.knows(currency)) {
            try {
                exchange.learn(currency, FxRateReader.read(connection, currency, query.period()));
            } catch (SQLException failure) {
                throw DatabaseProblem.of(failure);
            }
        }
    }
}
