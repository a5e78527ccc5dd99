package io.tokenledger.pricing.pricebook.format;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * What a foreign price file does not say about itself.
 *
 * @param validFrom from when its undated prices are valid, to the second
 * @param source where it was read, for a person
 * @param sourceDate when it was read
 */
public record FileContext(Instant validFrom, String source, LocalDate sourceDate) {

    public FileContext {
        if (!validFrom.equals(validFrom.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("prices change at whole seconds, not at " + validFrom);
        }
    }
}
