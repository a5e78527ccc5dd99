package io.tokenledger.pricing.pricebook;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.rating.ModelName;
import io.tokenledger.pricing.rating.PicoAmount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
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
 * @param notSelected how many price lists of the file the selection left out
 * @param vanished prices in force that an earlier import of the same format stated and this file no longer has
 * @param suspicious what a person should look at before applying it
 * @param notUnderstood what the file says that the book has no place for
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
        int notSelected,
        List<Vanished> vanished,
        boolean vanishedWithdrawn,
        List<Suspicious> suspicious,
        List<Name> newAliases,
        List<Uplift> newUplifts,
        List<PriceFile.ProviderFallback> newFallbacks,
        List<PriceFile.RoundedPrice> rounded,
        List<PriceFile.NotUnderstood> notUnderstood) {

    /** One line of the file and the range that it states; tenant null is the list. */
    @Schema(name = "PriceImportLine")
    @JsonNaming(SnakeCaseStrategy.class)
    record Line(
            long line,
            @Schema(nullable = true) @Nullable String tenant,
            String provider,
            String model,
            String serviceTier,
            @Schema(nullable = true) @Nullable String region,
            long contextOverTokens,
            @Schema(nullable = true) @Nullable String timeWindow,
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
                    PricesJson.orNull(row.key().region()),
                    row.key().contextOverTokens(),
                    PricesJson.orNull(row.key().window().text()),
                    change.range().from(),
                    change.range().until(),
                    row.currency(),
                    RateJson.of(row.rates()));
        }
    }

    /** A line with the prices that it covers: old and new. */
    @Schema(name = "PriceImportChange")
    @JsonNaming(SnakeCaseStrategy.class)
    record ChangedLine(Line price, List<Was> was, List<Difference> differences) {}

    /**
     * How the price of a meter changes.
     *
     * @param priceId the price that it was in
     * @param was of one unit; null: that price had none
     * @param becomes of one unit; null: the file has none
     * @param percent of what it was, rounded to 2 places for reading; null: there is nothing to compare
     */
    @Schema(name = "PriceImportDifference")
    @JsonNaming(SnakeCaseStrategy.class)
    record Difference(
            long priceId,
            String meter,
            @Schema(nullable = true) @Nullable String was,
            @Schema(nullable = true) @Nullable String becomes,

            @Schema(nullable = true, examples = "-80") @Nullable
            String percent) {

        static List<Difference> of(PriceChange.Changed changed) {
            var differences = new ArrayList<Difference>();
            Map<Meter, Long> now = changed.row().rates().own();
            for (PresentPrice price : changed.was()) {
                Map<Meter, Long> before = price.rates().own();
                var meters = new TreeSet<>(now.keySet());
                meters.addAll(before.keySet());
                for (Meter meter : meters) {
                    Long was = before.get(meter);
                    Long becomes = now.get(meter);
                    if (!Objects.equals(was, becomes)) {
                        differences.add(new Difference(
                                price.priceId(), meter.id(), unit(was), unit(becomes), percent(was, becomes)));
                    }
                }
            }
            return differences;
        }

        private static @Nullable String unit(@Nullable Long pico) {
            return pico == null ? null : PicoAmount.decimal(pico);
        }

        private static @Nullable String percent(@Nullable Long was, @Nullable Long becomes) {
            if (was == null || becomes == null || was == 0) {
                return null;
            }
            return BigDecimal.valueOf(becomes)
                    .subtract(BigDecimal.valueOf(was))
                    .scaleByPowerOfTen(2)
                    .divide(BigDecimal.valueOf(was), 2, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros()
                    .toPlainString();
        }
    }

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

    /** A price of an earlier import that the file no longer has. */
    @Schema(name = "VanishedPrice")
    @JsonNaming(SnakeCaseStrategy.class)
    record Vanished(
            long priceId,
            String provider,
            String model,
            String serviceTier,
            long contextOverTokens,
            Instant validFrom,
            @Schema(nullable = true) @Nullable Instant validUntil) {

        static Vanished of(ImportResult.Vanished gone) {
            return new Vanished(
                    gone.price().priceId(),
                    gone.key().provider(),
                    gone.key().model(),
                    gone.key().serviceTier(),
                    gone.key().contextOverTokens(),
                    gone.price().range().from(),
                    gone.price().range().until());
        }
    }

    /** What to look at before applying: a zero, or a price far from what it was. */
    @Schema(name = "SuspiciousPrice")
    @JsonNaming(SnakeCaseStrategy.class)
    record Suspicious(long line, String provider, String model, String serviceTier, String meter, String why) {}

    /** Another name of a model; syntax exact, glob or regex. */
    @Schema(name = "ModelName")
    @JsonNaming(SnakeCaseStrategy.class)
    record Name(String provider, String alias, String model, String syntax) {
        static Name of(ModelName name) {
            return new Name(
                    name.provider(),
                    name.name(),
                    name.model(),
                    name.syntax().name().toLowerCase(Locale.ROOT));
        }
    }

    /** A region's factor on token prices, as exact decimal text. */
    @Schema(name = "PriceUplift")
    @JsonNaming(SnakeCaseStrategy.class)
    record Uplift(
            String provider,
            String model,
            String region,
            @Schema(examples = "1.1") String factor) {
        static Uplift of(PriceFile.UpliftRow row) {
            return new Uplift(
                    row.provider(),
                    row.model(),
                    row.region(),
                    BigDecimal.valueOf(row.millionths(), 6).stripTrailingZeros().toPlainString());
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
        var suspicious = new ArrayList<Suspicious>();
        for (PriceChange change : result.changes()) {
            PriceRow row = change.row();
            for (Suspicion suspicion : Suspicion.of(change)) {
                suspicious.add(new Suspicious(
                        row.line(),
                        row.key().provider(),
                        row.key().model(),
                        row.key().serviceTier(),
                        suspicion.meter(),
                        suspicion.why()));
            }
            switch (change) {
                case PriceChange.New isNew -> added.add(Line.of(isNew));
                case PriceChange.Unchanged same -> unchanged.add(Line.of(same));
                case PriceChange.Kept kept -> unchanged.add(Line.of(kept));
                case PriceChange.Changed differs -> {
                    changed.add(new ChangedLine(
                            Line.of(differs),
                            differs.was().stream().map(Was::of).toList(),
                            Difference.of(differs)));
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
                result.notSelected(),
                result.vanished().stream().map(Vanished::of).toList(),
                result.withdrewVanished(),
                suspicious,
                result.newNames().stream().map(Name::of).toList(),
                result.newUplifts().stream().map(Uplift::of).toList(),
                result.newFallbacks(),
                result.file().rounded(),
                result.file().notUnderstood());
    }
}
