package io.tokenledger.pricing.repricing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tokenledger.pricing.rating.PicoAmount;
import io.tokenledger.pricing.repricing.DryRun.Sums;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a repricing would change; nothing was written. The counts are those that its application would end with.
 *
 * @param total cost of the events of the scope as booked, as rated by the book of today, and the difference
 * @param byDay by the day in UTC on which the usage happened
 */
@Schema(name = "RepricingDryRun")
@JsonNaming(SnakeCaseStrategy.class)
record DryRunJson(
        boolean dryRun,
        Map<String, String> scope,
        Instant from,
        Instant to,
        long bookVersion,
        long eventsSeen,
        long eventsChanged,
        long unpricedToPriced,
        long keptWithoutPrice,
        long ratedByNewerBook,
        long entriesToWrite,
        List<Line> total,
        List<Line> byDay,
        List<Line> byTeam,
        List<Line> byModel) {

    /** Sums of a group in a currency; the members that name the group are there where they apply. */
    @Schema(name = "RepricingDryRunLine")
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            @Nullable String day,
            @Nullable String team,
            @Nullable String provider,
            @Nullable String model,
            String currency,
            @Schema(examples = "10.25") String oldCost,
            @Schema(examples = "8.2") String newCost,
            @Schema(examples = "-2.05") String difference,
            long eventsChanged) {}

    static DryRunJson of(RepricingRun.Asked asked, DryRun.Result result) {
        Counts counts = result.counts;
        return new DryRunJson(
                true,
                asked.scope().byName(),
                asked.from(),
                asked.until(),
                result.bookVersion,
                counts.seen,
                counts.changed,
                counts.priced,
                counts.kept,
                counts.newer,
                counts.entries,
                lines(result.total, (line, sums) -> line(null, null, null, null, line, sums)),
                lines(result.byDay, (line, sums) -> line(line.group(), null, null, null, line, sums)),
                lines(result.byTeam, (line, sums) -> line(null, line.group(), null, null, line, sums)),
                lines(result.byModel, DryRunJson::ofModel));
    }

    private static Line ofModel(DryRun.Line line, Sums sums) {
        int cut = line.group().indexOf(DryRun.MODEL_AFTER);
        return line(null, null, line.group().substring(0, cut), line.group().substring(cut + 1), line, sums);
    }

    private static Line line(
            @Nullable String day,
            @Nullable String team,
            @Nullable String provider,
            @Nullable String model,
            DryRun.Line line,
            Sums sums) {
        return new Line(
                day,
                team,
                provider,
                model,
                line.currency(),
                PicoAmount.decimal(sums.before),
                PicoAmount.decimal(sums.after),
                PicoAmount.decimal(sums.after.subtract(sums.before)),
                sums.changed);
    }

    private static List<Line> lines(Map<DryRun.Line, Sums> sums, BiFunction<DryRun.Line, Sums, Line> toLine) {
        return sums.entrySet().stream()
                .map(entry -> toLine.apply(entry.getKey(), entry.getValue()))
                .toList();
    }
}
