package io.tokenledger.report.whatif;

import java.math.BigDecimal;

/** Tells amounts in the answer's currency. */
@FunctionalInterface
interface Currencies {
    /**
     * The amount at the rate of the day on which the stretch of time lies.
     *
     * @throws NotByDayException where the stretches are longer than days, and it is not in the answer's currency
     */
    BigDecimal convert(BigDecimal pico, String currency, int stretch);

    /** Another currency than the answer's turned up: the usage must be read by day. Nearly never. */
    final class NotByDayException extends RuntimeException {
        NotByDayException(String currency) {
            super("costs in " + currency + " are converted by day", null, false, false);
        }
    }
}
