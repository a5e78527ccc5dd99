package io.tokenledger.report.costcenter;

import static io.tokenledger.report.costcenter.SampleOrganisation.books;
import static io.tokenledger.report.costcenter.SampleOrganisation.center;
import static io.tokenledger.report.costcenter.SampleOrganisation.id;
import static io.tokenledger.report.costcenter.SampleOrganisation.rule;
import static io.tokenledger.report.costcenter.SampleOrganisation.team;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganisationTest {
    private static final Instant APRIL = Instant.parse("2026-04-15T00:00:00Z");
    private static final Instant MAY = Instant.parse("2026-05-15T00:00:00Z");

    /** In May search moves from engineering to product, and what was the lab's goes to search. */
    private final Organisation moved = Organisation.of(
            books("UTC"),
            List.of(
                    center("engineering", null, "2026-01-01", null),
                    center("product", null, "2026-01-01", null),
                    center("search", "engineering", "2026-01-01", "2026-05-01"),
                    center("search", "product", "2026-05-01", null),
                    center("ranking", "search", "2026-01-01", null),
                    center("lab", "engineering", "2026-01-01", "2026-05-01")),
            List.of(
                    rule(10, "ranking", "2026-01-01", null, Condition.of("team", "ranking-*")),
                    rule(20, "lab", "2026-01-01", "2026-05-01", Condition.of("team", "lab")),
                    rule(30, "search", "2026-05-01", null, Condition.of("team", "lab", "search"))));

    @Test
    void firstRuleThatFitsDecidesAndNothingThatFitsIsUnattributed() {
        assertThat(moved.attribute(team("ranking-eu"), APRIL)).isEqualTo(new Attribution("ranking", id(10)));
        assertThat(moved.attribute(team("lab"), APRIL)).isEqualTo(new Attribution("lab", id(20)));
        assertThat(moved.attribute(team("search"), APRIL)).isEqualTo(Attribution.NONE);
        assertThat(moved.attribute(team(null), MAY)).isEqualTo(Attribution.NONE);
    }

    @Test
    void moveLeavesThePastAsItWas() {
        assertThat(moved.attribute(team("lab"), MAY)).isEqualTo(new Attribution("search", id(30)));
        assertThat(moved.path("ranking", APRIL)).containsExactly("engineering", "search", "ranking");
        assertThat(moved.path("ranking", MAY)).containsExactly("product", "search", "ranking");
        assertThat(moved.subtree("engineering", APRIL)).containsExactly("engineering", "lab", "search", "ranking");
        assertThat(moved.subtree("engineering", MAY)).containsExactly("engineering");
        assertThat(moved.center("lab", MAY)).isNull();
        assertThat(moved.path("lab", MAY)).isEmpty();
        assertThat(moved.subtree("lab", MAY)).isEmpty();
        assertThat(moved.children("product", MAY)).containsExactly("search");
        assertThat(moved.centers(MAY))
                .extracting(CostCenter::code)
                .containsExactly("engineering", "product", "ranking", "search");
        assertThat(moved.rules(MAY)).extracting(MappingRule::position).containsExactly(10, 30);
    }

    @Test
    void asAtADayThePastIsToldAsItWouldBeNow() {
        Organisation now = moved.asAt(MAY);
        assertThat(now.attribute(team("lab"), APRIL)).isEqualTo(new Attribution("search", id(30)));
        assertThat(now.path("ranking", APRIL)).containsExactly("product", "search", "ranking");
        assertThat(now.attribute(team("lab"), Instant.parse("1999-01-01T00:00:00Z")))
                .isEqualTo(new Attribution("search", id(30)));
        assertThat(now.changesWithin(Instant.MIN, Instant.MAX)).containsExactly();
        assertThat(moved.asAt(APRIL).path("ranking", MAY)).containsExactly("engineering", "search", "ranking");
    }

    @Test
    void unattributedIsItsOwnPathAndSubtreeAtAnyTime() {
        Instant before = Instant.parse("2020-01-01T00:00:00Z");
        assertThat(moved.path("unattributed", before)).containsExactly("unattributed");
        assertThat(moved.subtree("unattributed", MAY)).containsExactly("unattributed");
        assertThat(moved.attribute(team("lab"), before)).isEqualTo(Attribution.NONE);
        assertThat(moved.centers(before)).isEmpty();
    }

    @Test
    void daysBeginInTheZoneOfTheBooks() {
        Organisation kathmandu = Organisation.of(
                books("Asia/Kathmandu"),
                List.of(center("a", null, "2026-05-01", null)),
                List.of(rule(1, "a", "2026-05-01", "2026-06-01", Condition.of("team", "t"))));
        Instant start = Instant.parse("2026-04-30T18:15:00Z"); // 5:45 ahead of UTC
        Instant end = Instant.parse("2026-05-31T18:15:00Z");
        assertThat(kathmandu.attribute(team("t"), start.minusNanos(1)).costCenter())
                .isEqualTo("unattributed");
        assertThat(kathmandu.attribute(team("t"), start).costCenter()).isEqualTo("a");
        assertThat(kathmandu.attribute(team("t"), end.minusNanos(1)).costCenter())
                .isEqualTo("a");
        assertThat(kathmandu.attribute(team("t"), end).costCenter()).isEqualTo("unattributed");
        assertThat(kathmandu.changesWithin(start.minusSeconds(1), end.plusSeconds(1)))
                .containsExactly(start, end);
        assertThat(kathmandu.changesWithin(start, end)).as("strictly inside").isEmpty();
        assertThat(kathmandu.changesWithin(end, start)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "search, search, true",
                "search, Search, false",
                "search, -, false",
                "'', -, true",
                "'', search, false",
                "*, search, true",
                "*, -, false",
                "rank*, ranking, true",
                "rank*, rank, true",
                "*ing, ranking, true",
                "*ing, rings, false",
                "r*k*g, ranking, true",
                "r*x*g, ranking, false",
                "a*a, a, false",
                "a*a, aa, true",
                "ab*bc, abc, false",
                "*a*b*, xxaxxbxx, true",
                "*a*b*, xxbxxaxx, false",
                "a.c, abc, false"
            })
    void valueFits(String value, String team, boolean fits) {
        Organisation one = Organisation.of(
                books("UTC"),
                List.of(center("a", null, "2026-01-01", null)),
                List.of(rule(1, "a", "2026-01-01", null, Condition.of("team", value))));
        assertThat(one.attribute(team(team), MAY).costCenter()).isEqualTo(fits ? "a" : "unattributed");
    }

    @Test
    void allConditionsMustHoldAndTheKeyIsATag() {
        Organisation one = Organisation.of(
                books("UTC"),
                List.of(center("a", null, "2026-01-01", null), center("b", null, "2026-01-01", null)),
                List.of(
                        rule(
                                1,
                                "a",
                                "2026-01-01",
                                null,
                                Condition.of("key", "sk-1"),
                                Condition.of("tag.feature", "x", "y"),
                                Condition.of("user", "u*"),
                                Condition.of("environment", "")),
                        rule(2, "b", "2026-01-01", null, Condition.of("project", "p"), Condition.of("app", "q"))));
        UsageAttributes all = new UsageAttributes(null, "p", "q", "", "u1", Map.of("api_key", "sk-1", "feature", "y"));
        assertThat(one.attribute(all, MAY).costCenter()).isEqualTo("a");
        UsageAttributes prod =
                new UsageAttributes(null, "p", "q", "prod", "u1", Map.of("api_key", "sk-1", "feature", "y"));
        assertThat(one.attribute(prod, MAY).costCenter()).isEqualTo("b");
        assertThat(one.attribute(new UsageAttributes(null, "p", "z", "prod", null, Map.of()), MAY))
                .isEqualTo(Attribution.NONE);
        assertThat(one.tagKeys(APRIL, MAY)).containsExactly("api_key", "feature");
        assertThat(one.looksAtUser(APRIL, MAY)).isTrue();
    }

    @Test
    void ruleWithoutConditionsFitsEverything() {
        Organisation one = Organisation.of(
                books("UTC"),
                List.of(center("rest", null, "2026-01-01", null)),
                List.of(rule(1, "rest", "2026-01-01", null)));
        assertThat(one.attribute(team(null), MAY)).isEqualTo(new Attribution("rest", id(1)));
    }

    @Test
    void rulesLookAtUsersAndTagsOnlyWhileTheyAreInForce() {
        Organisation one = Organisation.of(
                books("UTC"),
                List.of(center("a", null, "2026-01-01", null)),
                List.of(
                        rule(1, "a", "2026-02-01", "2026-03-01", Condition.of("user", "u")),
                        rule(2, "a", "2026-03-01", "2026-04-01", Condition.of("tag.k", "v"))));
        Instant february = Instant.parse("2026-02-01T00:00:00Z");
        Instant march = Instant.parse("2026-03-01T00:00:00Z");
        Instant april = Instant.parse("2026-04-01T00:00:00Z");
        assertThat(one.looksAtUserOrTags(february, march)).isTrue();
        assertThat(one.tagKeys(february, march)).isEmpty();
        assertThat(one.looksAtUser(march, april)).isFalse();
        assertThat(one.tagKeys(march, april)).containsExactly("k");
        assertThat(one.looksAtUserOrTags(april, MAY)).isFalse();
        assertThat(one.looksAtUserOrTags(Instant.parse("2026-01-01T00:00:00Z"), february))
                .isFalse();
    }

    @Test
    void whatDoesNotFitTogetherIsRefusedWithTheDay() {
        CostCenter top = center("top", null, "2026-01-01", "2026-07-01");
        refused(
                ReportError.COST_CENTER_PARENT_MISSING,
                "parent 'top' of 'child' is not there on 2026-07-01",
                () -> of(List.of(top, center("child", "top", "2026-02-01", null))));
        refused(
                ReportError.COST_CENTER_PARENT_MISSING,
                "on 2025-12-01",
                () -> of(List.of(top, center("child", "top", "2025-12-01", "2026-07-01"))));
        refused(
                ReportError.COST_CENTER_CIRCLE,
                "on 2026-03-01 'a' is above itself",
                () -> of(List.of(
                        center("a", null, "2026-01-01", "2026-03-01"),
                        center("a", "b", "2026-03-01", null),
                        center("b", "a", "2026-01-01", null))));
        refused(
                ReportError.COST_CENTER_CIRCLE,
                "'a' is above itself",
                () -> of(List.of(center("a", "a", "2026-01-01", null))));
        refused(
                ReportError.MAPPING_RULE_COST_CENTER_MISSING,
                "cost centre 'top' of rule",
                () -> of(List.of(top), rule(1, "top", "2026-01-01", null)));
        MappingRule other = new MappingRule(id(9), "acme", 1, List.of(), "top", top.validFrom(), top.validUntil());
        refused(
                ReportError.MAPPING_RULE_POSITION_TAKEN,
                "position 1",
                () -> of(List.of(top), rule(1, "top", "2026-06-30", "2026-07-01"), other));
    }

    @Test
    void trialTellsEachRulePassedOverAndWhatFailed() {
        Trial trial = moved.trial(team("lab"), MAY);
        assertThat(trial.decidedBy()).isEqualTo(moved.rules(MAY).getLast());
        assertThat(trial.passedOver())
                .containsExactly(new Trial.PassedOver(moved.rules(MAY).getFirst(), Condition.of("team", "ranking-*")));
        assertThat(moved.trial(team("nobody"), MAY).decidedBy()).isNull();
        assertThat(moved.trial(team("nobody"), MAY).passedOver()).hasSize(2);
    }

    private static Organisation of(List<CostCenter> centers, MappingRule... rules) {
        return Organisation.of(books("UTC"), centers, List.of(rules));
    }

    private static void refused(ReportError error, String detail, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ReportProblem.class,
                        problem -> assertThat(problem.error()).isEqualTo(error))
                .hasMessageContaining(detail);
    }
}
