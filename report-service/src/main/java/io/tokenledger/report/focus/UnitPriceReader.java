package io.tokenledger.report.focus;

import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.fx.Exchange;
import io.tokenledger.report.fx.FxRateReader;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.period.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Unit prices in the currency of the books, at the rates that their costs are converted by. */
final class UnitPriceReader implements UnitPrices {
    private final Connection connection;
    private final String currency;
    private final Period period;
    private final Exchange exchange;

    UnitPriceReader(Connection connection, AccountingSettings settings, Period period) {
        this.connection = connection;
        this.currency = settings.currency();
        this.period = period;
        this.exchange = new Exchange(currency);
    }

    @Override
    public @Nullable BigDecimal inBooks(BigDecimal pico, String from, LocalDate day) {
        if (from.equals(currency)) {
            return pico.movePointLeft(Money.EXACT_PLACES);
        }
        learn(currency);
        learn(from);
        BigDecimal converted = exchange.convert(pico, from, day);
        return converted == null
                ? null
                : converted.movePointLeft(Money.EXACT_PLACES).setScale(PLACES, RoundingMode.HALF_EVEN);
    }

    private void learn(String of) {
        if (!exchange.knows(of)) {
            try {
                exchange.learn(of, FxRateReader.read(connection, of, period));
            } catch (SQLException failure) {
                throw new IllegalStateException("the rates of " + of + " cannot be read", failure);
            }
        }
    }
}
