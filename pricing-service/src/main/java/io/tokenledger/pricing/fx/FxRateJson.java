package io.tokenledger.pricing.fx;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The rate that is used for a day.
 *
 * @param at the day, in UTC
 * @param rate units of the currency for one unit of the base
 * @param rateDate the day that the rate is of, the earlier one where two rates are used; null where base and currency are
 *     the same, so that no rate is used
 * @param knownFrom since when it is known, the later time where two rates are used; null as above
 * @param perEuro the rates as they were published, of which this one is made: none for the euro, whose rate is 1
 */
@Schema(name = "FxRate")
@JsonNaming(SnakeCaseStrategy.class)
record FxRateJson(
        @Schema(examples = "EUR") String base,
        @Schema(examples = "USD") String currency,
        @Schema(examples = "2026-11-21") LocalDate at,

        @Schema(description = "Exact where it has at most 34 digits, else these, half-even", examples = "1.153")
        String rate,

        @Schema(nullable = true, examples = "2026-11-20") @Nullable
        LocalDate rateDate,

        @Schema(nullable = true) @Nullable Instant knownFrom,
        List<Published> perEuro) {

    /** A published rate: units of the currency for one euro. */
    @Schema(name = "PublishedFxRate")
    @JsonNaming(SnakeCaseStrategy.class)
    record Published(
            @Schema(examples = "USD") String currency,
            @Schema(examples = "1.153") String rate,
            LocalDate rateDate,
            Instant knownFrom) {

        static Published of(PublishedRate rate) {
            return new Published(rate.currency(), decimal(rate.perEuro()), rate.rateDate(), rate.knownFrom());
        }
    }

    /**
     * The answer.
     *
     * @param used the published rates that the rate is made of, without the euro's
     */
    static FxRateJson of(String base, String currency, LocalDate at, BigDecimal rate, List<PublishedRate> used) {
        return new FxRateJson(
                base,
                currency,
                at,
                decimal(rate),
                used.stream()
                        .map(PublishedRate::rateDate)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                used.stream()
                        .map(PublishedRate::knownFrom)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                used.stream().map(Published::of).toList());
    }

    /** Plain, without an exponent and without zeros at the end. */
    static String decimal(BigDecimal rate) {
        return rate.stripTrailingZeros().toPlainString();
    }
}
