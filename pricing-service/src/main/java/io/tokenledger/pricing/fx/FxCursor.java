package io.tokenledger.pricing.fx;

import io.tokenledger.pricing.problem.PricingError;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Where a page of statements ended, by day and then by age; opaque to the caller. */
record FxCursor(LocalDate rateDate, long importId) {
    private static final char SEPARATOR = '.';

    /** Before every statement. */
    static final FxCursor START = new FxCursor(LocalDate.EPOCH, 0);

    String text() {
        return rateDate.toString() + SEPARATOR + importId;
    }

    static FxCursor parse(String text) {
        int separator = text.indexOf(SEPARATOR);
        if (separator > 0) {
            try {
                return new FxCursor(
                        LocalDate.parse(text.substring(0, separator)), Long.parseLong(text.substring(separator + 1)));
            } catch (DateTimeException | NumberFormatException e) {
                throw PricingError.PARAMETER_INVALID.because("cursor is not one that this service gave", e);
            }
        }
        throw PricingError.PARAMETER_INVALID.because("cursor is not one that this service gave");
    }
}
