package io.tokenledger.pricing.fx;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an import of rates did, or in a dry run would do.
 *
 * @param importId null: nothing was written, because it was a dry run or the rates were all known already
 * @param added how many rates of days that had none
 * @param changed how many rates that supersede what was stated before
 * @param unchanged how many rates that were known like this
 * @param notAvailable fields that say N/A: of these nothing is stated, and what was stated before stands
 * @param changes the changed rates in the order of the file, the first thousand
 */
@Schema(name = "FxImport")
@JsonNaming(SnakeCaseStrategy.class)
record FxImportJson(
        @Schema(nullable = true) @Nullable Long importId,
        boolean dryRun,
        long added,
        long changed,
        long unchanged,
        long notAvailable,
        List<Change> changes) {
    private static final int MOST_SHOWN = 1_000;

    /** A rate and the one that it supersedes, in units of the currency for one euro. */
    @Schema(name = "FxImportChange")
    @JsonNaming(SnakeCaseStrategy.class)
    record Change(
            long line,
            @Schema(examples = "USD") String currency,
            LocalDate rateDate,
            @Schema(examples = "1.1530") String was,
            @Schema(examples = "1.1531") String becomes) {

        static Change of(FxImportResult.Changed changed) {
            StatedRate rate = changed.rate();
            return new Change(
                    rate.line(),
                    rate.currency(),
                    rate.rateDate(),
                    changed.was().toPlainString(),
                    rate.perEuro().toPlainString());
        }
    }

    static FxImportJson of(FxImportResult result) {
        return new FxImportJson(
                result.importId(),
                result.dryRun(),
                result.added().size(),
                result.changed().size(),
                result.unchanged(),
                result.notAvailable(),
                result.changed().stream().limit(MOST_SHOWN).map(Change::of).toList());
    }
}
