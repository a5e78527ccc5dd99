package io.tokenledger.report.statedcost;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tokenledger.report.attributed.AttributedQuestion;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.usage.UsageRow;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /v1/stated-costs}. */
@Schema(name = "StatedCosts")
public record StatedCostJson(
        @Schema(examples = "2026-11-01T00:00:00Z") String from,

        @Schema(description = "Exclusive", examples = "2026-12-01T00:00:00Z")
        String to,

        @Schema(examples = "UTC") String timezone,
        @Schema(examples = "USD") String currency,

        @Schema(examples = "[\"stated_by\",\"provider\",\"model\"]")
        List<String> groupBy,

        @Schema(description = "The largest difference first, whichever way it goes")
        List<Line> lines,

        Figures total) {

    /** What is stated of one group. */
    @Schema(name = "StatedCostLine")
    public record Line(
            Map<String, @Nullable String> group,
            @JsonUnwrapped Figures figures) {}

    /** Amounts are exact, in USD. */
    @Schema(name = "StatedCostFigures")
    public record Figures(
            @Schema(description = "Of which somebody states a cost")
            long events,

            @Schema(description = "What is stated of them", examples = "0.11")
            String stated,

            @Schema(description = "Those of them that have a price in USD here")
            long comparedEvents,

            String comparedStated,
            @Schema(description = "What these cost here") String ours,

            @Schema(description = "What these cost here more than is stated; negative: less")
            String difference,

            @Schema(examples = "-0.45", description = "Of what is stated of these; null: nothing is") @Nullable
            String differencePercent,

            @Schema(description = "Those that have no price here: in no difference")
            long unpricedEvents,

            String unpricedStated,

            @Schema(description = "Those whose price here is in another currency: in no difference")
            long otherCurrencyEvents,

            String otherCurrencyStated) {

        static Figures of(StatedSums sums) {
            StatedSums.Part all = sums.all();
            return new Figures(
                    all.events(),
                    Money.exact(all.statedPico()),
                    sums.compared().events(),
                    Money.exact(sums.compared().statedPico()),
                    Money.exact(sums.oursPico()),
                    Money.exact(sums.differencePico()),
                    sums.differencePercent(),
                    sums.unpriced().events(),
                    Money.exact(sums.unpriced().statedPico()),
                    sums.elsewhere().events(),
                    Money.exact(sums.elsewhere().statedPico()));
        }
    }

    static StatedCostJson of(AttributedQuestion question, List<StatedLine> lines) {
        var period = question.period();
        List<String> names = question.groupByNames();
        return new StatedCostJson(
                period.fromText(),
                period.toText(),
                period.zone().getId(),
                StatedSums.CURRENCY,
                names,
                lines.stream()
                        .map(line -> new Line(UsageRow.byName(names, line.group()), Figures.of(line.sums())))
                        .toList(),
                Figures.of(StatedLine.total(lines)));
    }
}
