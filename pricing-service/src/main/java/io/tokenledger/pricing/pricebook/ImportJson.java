package io.tokenledger.pricing.pricebook;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tokenledger.pricing.rating.ModelAlias;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an import did, or in a dry run would do, line by line of the file.
 *
 * @param importId null: nothing was written, because it was a dry run or the book said it all already
 * @param added lines for times that had no price
 * @param changed lines that cover other prices
 * @param unchanged lines that the book says already
 * @param superseded the stretches of older prices that are covered now
 * @param rounded prices finer than 1e-12 of the currency per unit, rounded half-even
 */
@Schema(name = "PriceImport")
@JsonNaming(SnakeCaseStrategy.class)
record ImportJson(
        @Schema(nullable = true) @Nullable Long importId,
        boolean dryRun,
        List<Line> added,
        List<ChangedLine> changed,
        List<Line> unchanged,
        List<Superseded> superseded,
        List<ModelAlias> newAliases,
        List<PriceFile.RoundedPrice> rounded) {

    /** One line of the file and the range that it states; tenant null is the list. */
    @Schema(name = "PriceImportLine")
    @JsonNaming(SnakeCaseStrategy.class)
    record Line(
            long line,
            @Schema(nullable = true) @Nullable String tenant,
            String provider,
            String model,
            String serviceTier,
            long contextOverTokens,
            Instant validFrom,
            @Schema(nullable = true) @Nullable Instant validUntil,
            String currency,
            List<RateJson> rates) {

        static Line of(PriceChange change) {
            PriceRow row = change.row();
            return new Line(
                    row.line(),
                    row.key().tenant().isEmpty() ? null : row.key().tenant(),
                    row.key().provider(),
                    row.key().model(),
                    row.key().serviceTier(),
                    row.key().contextOverTokens(),
                    change.range().from(),
                    change.range().until(),
                    row.currency(),
                    RateJson.of(row.rates()));
        }
    }

    /** A line with the prices that it covers: old and new. */
    @Schema(name = "PriceImportChange")
    @JsonNaming(SnakeCaseStrategy.class)
    record ChangedLine(Line price, List<Was> was) {}

    /** A price that stood there before. */
    @Schema(name = "PriceImportWas")
    @JsonNaming(SnakeCaseStrategy.class)
    record Was(
            long priceId,
            Instant validFrom,
            @Schema(nullable = true) @Nullable Instant validUntil,
            String currency,
            List<RateJson> rates) {

        static Was of(PresentPrice price) {
            return new Was(
                    price.priceId(),
                    price.range().from(),
                    price.range().until(),
                    price.currency(),
                    RateJson.of(price.rates()));
        }
    }

    /** A stretch of an older price that a line covers. */
    @Schema(name = "SupersededPrice")
    @JsonNaming(SnakeCaseStrategy.class)
    record Superseded(
            long line,
            long priceId,
            Instant validFrom,
            @Schema(nullable = true) @Nullable Instant validUntil) {}

    static ImportJson of(ImportResult result) {
        var added = new ArrayList<Line>();
        var changed = new ArrayList<ChangedLine>();
        var unchanged = new ArrayList<Line>();
        var superseded = new ArrayList<Superseded>();
        for (PriceChange change : result.changes()) {
            switch (change) {
                case PriceChange.New isNew -> added.add(Line.of(isNew));
                case PriceChange.Unchanged same -> unchanged.add(Line.of(same));
                case PriceChange.Kept kept -> unchanged.add(Line.of(kept));
                case PriceChange.Changed differs -> {
                    changed.add(new ChangedLine(
                            Line.of(differs),
                            differs.was().stream().map(Was::of).toList()));
                    for (PresentPrice price : differs.was()) {
                        ValidRange covered = price.range().intersection(differs.range());
                        superseded.add(
                                new Superseded(differs.row().line(), price.priceId(), covered.from(), covered.until()));
                    }
                }
            }
        }
        return new ImportJson(
                result.importId(),
                result.dryRun(),
                added,
                changed,
                unchanged,
                superseded,
                result.newAliases(),
                result.rounded());
    }
}
