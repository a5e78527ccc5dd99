package io.tokenledger.report.optimiser;

import io.tokenledger.report.money.Money;
import io.tokenledger.report.optimiser.Placement.Way;
import io.tokenledger.report.optimiser.mix.Fraction;
import io.tokenledger.report.usage.UsageRow;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Usage of one group on one model, and where it goes.
 *
 * @param group a value per dimension; null: not attributed
 * @param score of the model that it ran on; null: not known, so it stays and does not count in the quality
 * @param cost in the mix; null where there is no mix
 */
@Schema(name = "OptimisationLine")
public record OptimisationLineJson(
        Map<String, @Nullable String> group,
        MoveCosts.Source from,
        String requests,
        String baselineCost,
        @Nullable String score,
        @Nullable String cost,
        List<Part> parts) {

    /**
     * A share of it.
     *
     * @param to null: it stays
     * @param share greater than 0, at most 1, at 12 places; the shares of a line add up to 1
     * @param requests that go there: not those that cannot
     * @param cost of the share, with what cannot go there
     */
    @Schema(name = "OptimisationPart")
    public record Part(
            @Schema(description = "null: it stays") @Nullable
            ModelChoice to,

            @Schema(examples = "0.333333333333") String share,

            @Schema(description = "That go there, at 12 places; those that cannot are not among them")
            String requests,

            String cost,
            @Nullable String score) {
        static Part of(OptimisationQuestion question, Optimisation.Line line, Optimisation.Part part) {
            Way way = part.way();
            boolean stays = way.model() == null;
            Fraction requests = Fraction.of(stays ? line.place().cell().requests() : way.movedRequests());
            return new Part(
                    way.model() == null ? null : question.models().get(way.model()),
                    part.share().text(OptimisationJson.PLACES),
                    part.share().times(requests).text(OptimisationJson.PLACES),
                    Money.exact(part.share().times(Fraction.of(way.costPico())).rounded()),
                    way.score() == null ? null : OptimisationJson.plain(way.score()));
        }
    }

    /** All lines, the highest cost first. */
    static List<OptimisationLineJson> all(Optimisation found) {
        return found.lines().stream()
                .sorted(Comparator.comparing(
                        (Optimisation.Line line) -> line.place().cell().costPico(), Comparator.reverseOrder()))
                .map(line -> of(found.question(), line))
                .toList();
    }

    private static OptimisationLineJson of(OptimisationQuestion question, Optimisation.Line line) {
        MoveCosts.Cell cell = line.place().cell();
        return new OptimisationLineJson(
                UsageRow.byName(question.usage().groupByNames(), cell.group()),
                cell.source(),
                OptimisationJson.plain(cell.requests()),
                Money.exact(cell.costPico()),
                line.place().score() == null
                        ? null
                        : OptimisationJson.plain(line.place().score()),
                line.parts().isEmpty() ? null : Money.exact(line.costPico().rounded()),
                line.parts().stream().map(part -> Part.of(question, line, part)).toList());
    }
}
