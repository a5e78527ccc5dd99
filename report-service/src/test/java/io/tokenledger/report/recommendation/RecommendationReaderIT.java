package io.tokenledger.report.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.whatif.WhatIfAnswer;
import io.tokenledger.report.whatif.WhatIfForm;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A company that hides five savings of known size, which are worked out here by hand. */
class RecommendationReaderIT {
    private static final Company COMPANY = HiddenSavings.open("hidden_savings");

    @BeforeEach
    void minimumForLawAndNightlyWorkCanWait() {
        COMPANY.allow("'minimum_scores':[{'benchmark':'swe','score':'68.2','app':'law'}],"
                + "'deferrable':[{'app':'nightly','share':'1'}]");
    }

    @Test
    void cheaperModelThatIsAsGoodIsFound() {
        Recommendation swap = only(MoveKind.SWAP, "search", "o4-mini");
        assertThat(swap.saving().expectedPico()).isEqualTo(dollars("16.2")); // 36 − 1 000 × (0.011 + 0.0088)
        assertThat(swap.saving().lowPico()).isEqualTo(dollars("14")); // a quarter more output: 2.20 more
        assertThat(swap.saving().highPico()).isEqualTo(dollars("17.96")); // a fifth less: 1.76 less
        assertThat(swap.evidence().baselinePico()).isEqualTo(dollars("36"));
        assertThat(swap.evidence().requests()).isEqualByComparingTo("1000");
        assertThat(swap.confidence().level()).isEqualTo(Confidence.Level.MEDIUM);
        assertThat(swap.confidence().why()).anyMatch(why -> why.contains("loses at most 1.45 %"));
        assertThat(Wording.title(swap.move())).isEqualTo("Move 'search' from o3 to o4-mini");
    }

    @Test
    void hybridIsFoundWhereAMinimumScoreForbidsAll() {
        assertThat(found(MoveKind.SWAP, "law")).isEmpty();
        Recommendation hybrid = only(MoveKind.HYBRID, "law", "o4-mini"); // 0.9 × 68.1 + 0.1 × 69.1 = 68.2
        assertThat(hybrid.saving().expectedPico()).isEqualTo(dollars("29.16")); // 0.9 × 2 × 16.2
        assertThat(hybrid.evidence().requests()).isEqualByComparingTo("1800");
    }

    @Test
    void swapAndHybridAreOfferedWhereBigRequestsStandAgainstAll() {
        Recommendation swap = only(MoveKind.SWAP, "archive", "o4-mini");
        // 108 − 1 000 × (0.055 + 0.0044); ten requests of 6.08 dollars stay
        assertThat(swap.saving().expectedPico()).isEqualTo(dollars("48.6"));
        assertThat(swap.evidence().excludedPercent()).isEqualByComparingTo("5.33"); // 6.08 of 114.08
        assertThat(swap.evidence().excluded()).hasSize(1);
        Recommendation hybrid = only(MoveKind.HYBRID, "archive", "o4-mini");
        assertThat(hybrid.saving().expectedPico()).isEqualTo(dollars("43.74"));
        assertThat(swap.move().excludes(hybrid.move())).isTrue();
        assertThat(found(MoveKind.HYBRID, "search"))
                .as("everything fits, so nothing speaks for a router")
                .isEmpty();
    }

    @Test
    void batchIsFoundForWorkThatCanWait() {
        Recommendation tier = only(MoveKind.TIER, "nightly", "gpt-4.1-mini");
        assertThat(tier.move().to().serviceTier()).isEqualTo("batch");
        assertThat(tier.saving())
                .isEqualTo(new Saving(dollars("9.6"), dollars("9.6"), dollars("9.6"))); // half of 19.20
        assertThat(tier.confidence().level()).isEqualTo(Confidence.Level.HIGH);
    }

    @Test
    void batchIsOfferedWithLittleConfidenceWhereNobodySaidWhatCanWait() {
        Recommendation tier = only(MoveKind.TIER, "desk", "gpt-4.1-mini");
        assertThat(tier.saving()).isEqualTo(new Saving(BigInteger.ZERO, dollars("4.2"), dollars("8.4"))); // of 16.80
        assertThat(tier.confidence().level()).isEqualTo(Confidence.Level.LOW);
        assertThat(tier.conditions()).anyMatch(condition -> condition.contains("up to 24 h"));
        assertThat(tier.confidence().why()).anyMatch(why -> why.contains("prod"));
    }

    @Test
    void cachingIsFoundWhereRepetitionWasMeasured() {
        Recommendation caching = only(MoveKind.CACHING, "desk", "gpt-4.1-mini");
        assertThat(caching.saving().expectedPico()).isEqualTo(dollars("9")); // 1 000 × 0.03 × (0.4 − 0.1)
        assertThat(caching.confidence().level()).isEqualTo(Confidence.Level.HIGH);
        assertThat(COMPANY.recommend().all().stream().filter(one -> one.move().kind() == MoveKind.CACHING))
                .hasSize(1);
    }

    @Test
    void lowerEffortIsFoundWhereMuchIsReasoning() {
        Recommendation effort = found(MoveKind.EFFORT, "proofs").stream()
                .filter(one -> "medium".equals(one.move().to().reasoningEffort()))
                .findFirst()
                .orElseThrow();
        // 500 × 0.019 × 4.4 = 41.80 of reasoning; 0.56 of it, as on the leaderboard's tasks, a quarter less or more
        assertThat(effort.saving()).isEqualTo(new Saving(dollars("12.54"), dollars("18.392"), dollars("24.244")));
        assertThat(effort.confidence().level()).isEqualTo(Confidence.Level.MEDIUM);
        assertThat(effort.confidence().why()).anyMatch(why -> why.contains("own evaluations are no worse"));
        assertThat(found(MoveKind.EFFORT, "proofs").stream()
                        .filter(one -> "low".equals(one.move().to().reasoningEffort()))
                        .map(one -> one.confidence().level()))
                .as("evaluated, and worse")
                .containsExactly(Confidence.Level.LOW);
    }

    @Test
    void theFiveAreTheBestSetOfThoseThatAreSure() {
        BestSet best = BestSet.of(COMPANY.recommend().open(), Confidence.Level.MEDIUM);
        assertThat(best.moves())
                .extracting(one -> one.move().kind() + " " + one.move().app())
                .containsExactly(
                        "SWAP archive", "HYBRID law", "EFFORT proofs", "SWAP search", "TIER nightly", "CACHING desk");
        // 48.6 + 29.16 + 18.392 + 16.2 + 9.6 + 9
        assertThat(best.saving().expectedPico()).isEqualTo(dollars("130.952"));
    }

    @Test
    void theyAreRankedByWhatIsExpected() {
        List<BigInteger> savings = COMPANY.recommend().all().stream()
                .map(one -> one.saving().expectedPico())
                .toList();
        assertThat(savings).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(savings.size()).isGreaterThan(10);
    }

    @Test
    void nothingIsRecommendedWhereNothingIsToBeSaved() {
        assertThat(COMPANY.recommend().all())
                .extracting(one -> one.move().app())
                .doesNotContain("lean", "toy");
        assertThat(COMPANY.recommend("minimum_saving", "1000").all()).isEmpty();
        assertThat(COMPANY.recommend("minimum_saving", "16.2", "app", "search").all())
                .as("more than, not as much as")
                .extracting(one -> one.move().to().model())
                .doesNotContain("o4-mini");
        assertThat(COMPANY.recommend("period", "this_month").all()).isEmpty();
    }

    @Test
    void questionGivesTheAmountsAgain() throws Exception {
        int asked = 0;
        for (Recommendation one : COMPANY.recommend().all()) {
            String body = new ObjectMapper()
                    .writeValueAsString(QuestionJson.of(one.answer().question()));
            WhatIfAnswer again = COMPANY.whatIf.answer(WhatIfForm.read(JsonFields.parse(body), COMPANY.now()));
            assertThat(again.savings()).as(body).isEqualTo(one.saving().expectedPico());
            asked++;
        }
        assertThat(asked).isGreaterThan(10);
    }

    @Test
    void idStaysWhenPeriodAndConstraintsChange() {
        String id = only(MoveKind.SWAP, "search", "o4-mini").id();
        COMPANY.allow("'allowed_providers':['openai']");
        Recommendation later = COMPANY.recommend("from", "2026-10-01", "to", "2026-10-05").all().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        // three of the days: 144 requests each, at 16.2 per thousand
        assertThat(later.saving().expectedPico()).isEqualTo(dollars("6.9984"));
    }

    private static Recommendation only(MoveKind kind, String app, String toModel) {
        List<Recommendation> found = found(kind, app).stream()
                .filter(one -> one.move().to().model().equals(toModel))
                .toList();
        assertThat(found).as(kind + " of " + app + " to " + toModel).hasSize(1);
        return found.getFirst();
    }

    private static List<Recommendation> found(MoveKind kind, String app) {
        return COMPANY.recommend().all().stream()
                .filter(one -> one.move().kind() == kind && one.move().app().equals(app))
                .toList();
    }

    private static BigInteger dollars(String amount) {
        return new BigDecimal(amount).movePointRight(12).toBigIntegerExact();
    }
}
