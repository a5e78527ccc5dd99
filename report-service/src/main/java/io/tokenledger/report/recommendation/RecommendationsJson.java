package io.tokenledger.report.recommendation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is recommended. */
@Schema(name = "Recommendations")
public record RecommendationsJson(
        String tenant,
        String from,
        String to,
        String timezone,
        String currency,

        @Schema(description = "The amounts are at the prices of this instant: what is saved from now on")
        String pricesAt,

        long bookVersion,

        @Schema(description = "Of the constraints that were kept; 0: there are none")
        long constraintsVersion,

        List<RecommendationJson> recommendations,

        @Schema(description = "More than these were found; limit was reached")
        int found,

        List<BestSetJson> bestSets,

        @Schema(description = "What was not looked at, and why")
        List<String> warnings) {

    /** Moves that can all be done together. */
    @Schema(name = "RecommendedBestSet")
    public record BestSetJson(
            @Schema(
                    enumeration = {"medium", "low"},
                    description = "Of moves that are at least so sure")
            String leastConfidence,

            @Schema(description = "None of them touches the usage of another")
            List<String> recommendations,

            RecommendationJson.SavingsJson savings) {}

    /** The first {@code limit} of those that are not dismissed, or of all. */
    static RecommendationsJson of(Recommendations found, boolean withDismissed, int limit) {
        RecommendationQuery query = found.query();
        List<Recommendation> open = found.open();
        List<Recommendation> listed = withDismissed ? found.all() : open;
        List<RecommendationJson> shown = new ArrayList<>();
        for (Recommendation one : listed.subList(0, Math.min(limit, listed.size()))) {
            shown.add(RecommendationJson.of(one, shown.size() + 1, open));
        }
        return new RecommendationsJson(
                query.tenant(),
                query.period().fromText(),
                query.period().toText(),
                query.period().zone().getId(),
                query.currency(),
                query.now().toString(),
                found.bookVersion(),
                found.constraintsVersion(),
                shown,
                listed.size(),
                Stream.of(Confidence.Level.MEDIUM, Confidence.Level.LOW)
                        .map(level -> bestSet(BestSet.of(open, level), query.currency()))
                        .toList(),
                found.warnings());
    }

    /** Its percentage is of what the apps cost that it moves something of. */
    private static BestSetJson bestSet(BestSet best, String currency) {
        Map<String, BigInteger> costs = best.moves().stream()
                .collect(Collectors.toMap(
                        one -> one.move().app(), one -> one.evidence().appCostPico(), (first, _) -> first));
        BigInteger cost = costs.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        return new BestSetJson(
                best.leastConfidence().wireName(),
                best.moves().stream().map(Recommendation::id).toList(),
                RecommendationJson.savings(best.saving(), cost, currency));
    }
}
