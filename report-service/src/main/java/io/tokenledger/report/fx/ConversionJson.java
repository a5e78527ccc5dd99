package io.tokenledger.report.fx;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Costs in another currency that an answer holds, converted at the rate of their day in UTC. */
@Schema(name = "Conversion")
public record ConversionJson(
        @Schema(examples = "EUR") String from,
        RateDates rateDates,

        @Schema(description = "Who published the rates", examples = "ECB")
        String source) {
    private static final String SOURCE = "ECB";

    /** The days of the rates that were used: those of the costs, or of the working day before. */
    @Schema(name = "RateDates")
    public record RateDates(
            @Schema(examples = "2026-10-30") LocalDate first,
            @Schema(examples = "2026-11-20") LocalDate last) {}

    /** As an answer says it. */
    public static ConversionJson of(Conversion conversion) {
        return new ConversionJson(
                conversion.from(), new RateDates(conversion.firstRateDate(), conversion.lastRateDate()), SOURCE);
    }
}
