package io.tokenledger.report.costcenter;

import static io.tokenledger.report.costcenter.SampleOrganisation.center;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.usage.Usage;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Worked out by hand. */
class SuggestionsTest {
    private static final List<CostCenter> CENTERS = List.of(
            center("search", null, "2026-01-01", null),
            center("data-platform", null, "2026-01-01", null),
            center("ml", null, "2026-01-01", null));

    @Test
    void majorityOfTheOtherUsageOfATeamSpeaksForItsCostCentre() {
        List<Suggestion> found = of(
                usage("ranker", "x", "search", 60),
                usage("ranker", "y", "ml", 40),
                usage("ranker", null, "unattributed", 30));
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().costCenter()).isEqualTo("search");
        assertThat(found.getFirst().evidence())
                .containsExactly(new Evidence("ranker", Evidence.USAGE, "search", "0.6"));
        assertThat(found.getFirst().usage().pricedCostPico()).isEqualTo(BigInteger.valueOf(30));
    }

    @Test
    void halfIsNoMajority() {
        assertThat(of(
                        usage("ranker", null, "search", 50),
                        usage("ranker", null, "ml", 50),
                        usage("ranker", null, "unattributed", 30)))
                .isEmpty();
    }

    @Test
    void usageOutweighsTheName() {
        List<Suggestion> found = of(usage("search", null, "ml", 1), usage("search", null, "unattributed", 30));
        assertThat(found.getFirst().costCenter()).isEqualTo("ml");
    }

    @Test
    void usageThatGoesToACostCentreThatDoesNotLastLeavesTheName() {
        List<Suggestion> found = of(usage("Search", null, "gone", 5), usage("Search", null, "unattributed", 30));
        assertThat(found.getFirst().evidence())
                .containsExactly(new Evidence("Search", Evidence.SAME_NAME, "search", null));
    }

    @Test
    void nameMayBeHeldButOnlyByOneAndNotIfItIsShort() {
        assertThat(of(usage("Platform", null, "unattributed", 1)).getFirst().evidence())
                .containsExactly(new Evidence("Platform", Evidence.NAME_HOLDS, "data-platform", null));
        assertThat(of(usage("da", null, "unattributed", 1))).as("too short").isEmpty();
        assertThat(of(usage("name of", null, "unattributed", 1)))
                .as("all three")
                .isEmpty();
        assertThat(of(usage("ML", null, "unattributed", 1)).getFirst().costCenter())
                .isEqualTo("ml");
        assertThat(of(usage("--", null, "unattributed", 1))).isEmpty();
    }

    @Test
    void oneRuleForAllValuesOfACostCentreAndTheHeaviestRuleFirst() {
        List<Suggestion> found = of(
                usage("search", null, "unattributed", 10),
                usage("SEARCH", null, "unattributed", 25),
                usage("platform", null, "unattributed", 30),
                usage(null, null, "unattributed", 35));
        assertThat(found)
                .extracting(each -> each.costCenter() + " " + each.values() + " "
                        + each.usage().pricedCostPico() + " " + each.covered().pricedCostPico())
                .containsExactly("search [SEARCH, search] 35 35", "data-platform [platform] 30 65");
    }

    @Test
    void whatOneRuleCoversNoOtherCoversAgain() {
        // By app: 10 + 20 go to ml. By team: the 10 go to search, which is less, and then nothing is left of them.
        List<Suggestion> found = of(usage("search", "ml", "unattributed", 10), usage(null, "ml", "unattributed", 20));
        assertThat(found)
                .extracting(each -> each.subject() + " " + each.costCenter() + " "
                        + each.covered().pricedCostPico())
                .containsExactly("app ml 30");
    }

    @Test
    void valueWithAStarIsLeftOutBecauseARuleWouldTakeItForAnyCharacters() {
        assertThat(of(usage("search*", null, "unattributed", 10))).isEmpty();
    }

    @Test
    void withoutPricesRequestsDecide() {
        List<Suggestion> found = Suggestions.of(
                List.of(
                        unpriced("ranker", "search", 2),
                        unpriced("ranker", "ml", 1),
                        unpriced("ranker", "unattributed", 4)),
                List.of("team", "app"),
                CENTERS,
                10);
        assertThat(found.getFirst().evidence())
                .containsExactly(new Evidence("ranker", Evidence.USAGE, "search", "0.666667"));
        assertThat(Weight.share(found.getFirst().usage(), found.getFirst().covered()))
                .isEqualTo("1");
    }

    private static List<Suggestion> of(MappedUsage... usage) {
        return Suggestions.of(List.of(usage), List.of("team", "app"), CENTERS, 10);
    }

    private static MappedUsage usage(@Nullable String team, @Nullable String app, String center, long cost) {
        return new MappedUsage(
                attributes(team, app), center, new Usage(1, 10, 0, 0, 5, 0, BigInteger.valueOf(cost), 0));
    }

    private static MappedUsage unpriced(String team, String center, long requests) {
        return new MappedUsage(attributes(team, null), center, new Usage(requests, 10, 0, 0, 5, 0, null, requests));
    }

    private static Map<String, @Nullable String> attributes(@Nullable String team, @Nullable String app) {
        Map<String, @Nullable String> attributes = new HashMap<>();
        attributes.put("team", team);
        attributes.put("app", app);
        return attributes;
    }
}
