package io.tokenledger.pricing.pricebook;

import io.tokenledger.contract.Meter;
import java.math.BigDecimal;

/** The dearest unit that is believed: whoever writes more has mistaken the unit. */
public final class BelievablePrice {
    private static final BigDecimal MOST_PER_TOKEN = BigDecimal.ONE;
    private static final BigDecimal MOST_PER_UNIT = BigDecimal.valueOf(1_000);

    private BelievablePrice() {}

    /** In currency units per unit of the meter, whatever the currency. */
    public static BigDecimal mostPerUnit(Meter meter) {
        return meter.side() == Meter.Side.UNITS ? MOST_PER_UNIT : MOST_PER_TOKEN;
    }
}
