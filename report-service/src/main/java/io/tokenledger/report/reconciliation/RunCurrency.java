package io.tokenledger.report.reconciliation;

import io.tokenledger.report.fx.Conversion;
import io.tokenledger.report.fx.Exchange;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;

/** Tells amounts in the currency that is compared in: as they are, or at the rate of their day, rounded half-even to a pico. */
final class RunCurrency {
    private final String currency;
    private final Exchange exchange;

    RunCurrency(String currency) {
        this.currency = currency;
        this.exchange = new Exchange(currency);
    }

    String currency() {
        return currency;
    }

    Exchange exchange() {
        return exchange;
    }

    BigInteger told(BigInteger pico, String from, LocalDate day) {
        if (from.equals(currency) || pico.signum() == 0) {
            return pico;
        }
        BigDecimal converted = exchange.convert(new BigDecimal(pico), from, day);
        if (converted == null) {
            exchange.conversions(); // refuses, and says which rate is missing
            throw new IllegalStateException("no rate of " + from + " on " + day + ", and nothing refused it");
        }
        return converted.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact();
    }

    List<Conversion> conversions() {
        return exchange.conversions();
    }
}
