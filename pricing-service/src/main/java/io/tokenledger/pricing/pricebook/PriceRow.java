package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.rating.Rates;
import java.time.LocalDate;

/**
 * One checked price list, as a file or a caller states it.
 *
 * @param line where it stands in the file, the header being line 1; 0 where the format has no lines
 * @param source where the price was read, for a person
 * @param sourceDate when it was read or announced
 */
public record PriceRow(
        long line, PriceKey key, ValidRange range, String currency, Rates rates, String source, LocalDate sourceDate) {

    /** The same as a tenant's contract; {@code ""} is the list. */
    PriceRow forTenant(String tenant) {
        var contract = new PriceKey(
                tenant,
                key.provider(),
                key.model(),
                key.serviceTier(),
                key.region(),
                key.contextOverTokens(),
                key.window());
        return new PriceRow(line, contract, range, currency, rates, source, sourceDate);
    }
}
