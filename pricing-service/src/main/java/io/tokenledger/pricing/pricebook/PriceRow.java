package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.rating.Rates;
import java.time.LocalDate;
import java.util.List;

/**
 * One checked line of a price file.
 *
 * @param line where it stands in the file, the header being line 1
 * @param aliases other names of the model that share its price lists
 * @param source where the price was read, for a person
 * @param sourceDate when it was read or announced
 */
public record PriceRow(
        long line,
        PriceKey key,
        ValidRange range,
        String currency,
        Rates rates,
        List<String> aliases,
        String source,
        LocalDate sourceDate) {}
