package io.tokenledger.report.allocation;

import io.tokenledger.report.fx.Exchange;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** Manual items in the currency of the books. Pure. */
final class ItemConversion {
    private ItemConversion() {}

    /** Each at the rate of its day, rounded half-even to a pico; those in the currency of the books stay as they are. */
    static List<ItemLine> lines(List<ManualItem> items, String currency, Exchange exchange) {
        return items.stream()
                .map(item -> new ItemLine(item, inBooks(item, currency, exchange)))
                .toList();
    }

    /** Zero where there is no rate; then the exchange refuses to tell what it converted. */
    private static BigInteger inBooks(ManualItem item, String currency, Exchange exchange) {
        if (item.currency().equals(currency)) {
            return item.amountPico();
        }
        BigDecimal converted = exchange.convert(new BigDecimal(item.amountPico()), item.currency(), item.day());
        return converted == null
                ? BigInteger.ZERO
                : converted.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact();
    }
}
