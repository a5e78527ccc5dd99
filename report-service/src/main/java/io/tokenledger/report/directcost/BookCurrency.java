package io.tokenledger.report.directcost;

import io.tokenledger.report.fx.Exchange;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Tells what cells cost in the currency of the books: at the rate of their day, rounded half-even to a pico. Pure. */
final class BookCurrency {
    private final String currency;
    private final Exchange exchange;

    BookCurrency(String currency) {
        this.currency = currency;
        this.exchange = new Exchange(currency);
    }

    /** Has to be told the rates of every currency that differs. */
    Exchange exchange() {
        return exchange;
    }

    /** The same cell, with what it costs in the currency of the books; refused where there is no rate. */
    DirectCell tell(DirectCell cell) {
        return new DirectCell(
                cell.key(), cell.day(), cell.quantity(), cell.costPico(), cell.listCostPico(), bookPico(cell));
    }

    private @Nullable BigInteger bookPico(DirectCell cell) {
        BigInteger cost = cell.costPico();
        String from = cell.key().currency();
        if (cost == null || cost.signum() == 0 || from.equals(currency)) { // nothing is nothing at every rate
            return cost;
        }
        BigDecimal converted = exchange.convert(new BigDecimal(cost), from, cell.day());
        if (converted == null) {
            exchange.conversions(); // refuses, and says which rate is missing
            throw new IllegalStateException("no rate of " + from + " on " + cell.day() + ", and nothing refused it");
        }
        return converted.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact();
    }
}
