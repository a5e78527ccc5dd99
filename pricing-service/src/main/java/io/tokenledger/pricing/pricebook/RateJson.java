package io.tokenledger.pricing.pricebook;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tokenledger.pricing.rating.PicoAmount;
import io.tokenledger.pricing.rating.Rates;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a price list itself says about a meter.
 *
 * @param unitPrice of one unit, in the currency, exact
 * @param perMillion of a million units
 */
@Schema(name = "Rate")
@JsonNaming(SnakeCaseStrategy.class)
record RateJson(
        @Schema(examples = "input") String meter,
        @Schema(examples = "0.0000011") String unitPrice,
        @Schema(examples = "1.1") String perMillion) {

    static List<RateJson> of(Rates rates) {
        return rates.own().entrySet().stream()
                .map(rate -> new RateJson(
                        rate.getKey().id(),
                        PicoAmount.decimal(rate.getValue()),
                        PicoAmount.decimalPerMillion(rate.getValue())))
                .toList();
    }
}
