package io.tokenledger.report.drift;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.usage.UsageRow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /v1/drift}. */
@Schema(name = "Drift")
public record DriftJson(
        @Schema(examples = "2026-11-01T00:00:00Z") String from,

        @Schema(description = "Exclusive", examples = "2026-12-01T00:00:00Z")
        String to,

        @Schema(examples = "UTC") String timezone,
        @Schema(examples = "USD") String currency,

        @Schema(examples = "[\"provider\",\"model\",\"day\"]")
        List<String> groupBy,

        @Schema(examples = "all") String provenance,

        @Schema(description = "The dearest difference first, whichever way it goes")
        List<Line> lines,

        @Schema(description = "All lines of a side and a provenance")
        List<Total> total) {

    /** What one group was counted at on one side. */
    @Schema(name = "DriftLine")
    public record Line(
            Map<String, @Nullable String> group,
            @Schema(examples = "input") String side,

            @Schema(examples = "counted", description = "Of the text's count")
            String provenance,

            @JsonUnwrapped Figures figures) {}

    /** What all lines come to. */
    @Schema(name = "DriftTotal")
    public record Total(
            @Schema(examples = "input") String side,
            @Schema(examples = "counted") String provenance,
            @JsonUnwrapped Figures figures) {}

    /** The counts of a line. */
    @Schema(name = "DriftFigures")
    public record Figures(
            long requests,

            @Schema(
                    description = "Of those that text can stand for: input without audio, image and video; output"
                            + " without these and without the reasoning that the provider tells")
            long providerTokens,

            @Schema(description = "As counted from the text")
            long textTokens,

            @Schema(description = "What the provider counted more; negative: less")
            long differenceTokens,

            @Schema(examples = "1.25", description = "Of the provider's tokens; null: it counted none") @Nullable
            String differencePercent,

            @Schema(
                    examples = "0.0022",
                    description =
                            "The difference at the price in force in each quarter of an hour, exact; null: none of"
                                    + " it has a price")
            @Nullable
            String differenceCost,

            @Schema(description = "Requests without a price in USD: their difference is not in the cost")
            long unpricedRequests,

            @Schema(examples = "model_unknown", description = "Of the first of them") @Nullable
            String unpricedReason,

            @Schema(description = "Of the provider's tokens, what may be hidden reasoning that it does not tell")
            long reasoningAtMost,

            @Schema(description = "Whether the difference may hold such reasoning")
            boolean mayHoldReasoning) {

        static Figures of(DriftSums sums) {
            return new Figures(
                    sums.requests(),
                    sums.providerTokens(),
                    sums.textTokens(),
                    sums.differenceTokens(),
                    sums.differencePercent(),
                    sums.costPico() == null ? null : Money.exact(sums.costPico()),
                    sums.unpricedRequests(),
                    sums.unpricedReason(),
                    sums.reasoningAtMost(),
                    sums.mayHoldReasoning());
        }
    }

    static DriftJson of(DriftQuestion question, List<DriftLine> lines) {
        var period = question.asked().period();
        List<String> names = question.asked().groupByNames();
        return new DriftJson(
                period.fromText(),
                period.toText(),
                period.zone().getId(),
                DriftPrices.CURRENCY,
                names,
                question.provenance().wireName(),
                lines.stream()
                        .map(line -> new Line(
                                UsageRow.byName(names, line.group()),
                                line.side(),
                                line.provenance(),
                                Figures.of(line.sums())))
                        .toList(),
                totals(lines).stream()
                        .map(total -> new Total(total.side(), total.provenance(), Figures.of(total.sums())))
                        .toList());
    }

    /** One per side and provenance, in the order of their names. */
    static List<DriftLine> totals(List<DriftLine> lines) {
        Map<String, DriftLine> totals = new TreeMap<>();
        for (DriftLine line : lines) {
            totals.merge(
                    line.side() + " " + line.provenance(),
                    new DriftLine(List.of(), line.side(), line.provenance(), line.sums()),
                    (sum, more) -> new DriftLine(
                            List.of(), sum.side(), sum.provenance(), sum.sums().plus(more.sums())));
        }
        return List.copyOf(totals.values());
    }
}
