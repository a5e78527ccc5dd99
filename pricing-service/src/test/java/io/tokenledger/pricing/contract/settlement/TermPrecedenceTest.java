package io.tokenledger.pricing.contract.settlement;

import static io.tokenledger.pricing.contract.settlement.Agreements.DECEMBER;
import static io.tokenledger.pricing.contract.settlement.Agreements.NOVEMBER;
import static io.tokenledger.pricing.contract.settlement.Agreements.dimension;
import static io.tokenledger.pricing.contract.settlement.Agreements.pico;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.pricing.contract.settlement.TermPrecedence.Stretch;
import io.tokenledger.pricing.pricebook.ValidRange;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermPrecedenceTest {
    private static final Instant TENTH = Instant.parse("2026-11-10T00:00:00Z");

    private static Term term(long id, String model, String tier, Instant from) {
        var scope = new TermScope("openai", model, tier, "");
        var terms = new ProvisionedThroughput(pico("1"), 1, null);
        return new Term(id, "acme", scope, new ValidRange(from, null), ZoneId.of("UTC"), "USD", terms);
    }

    @ParameterizedTest
    @CsvSource({
        "'', o4-mini, true",
        "o4-mini, o4-mini, true",
        "o4-mini, o4-mini-2025-04-16, false",
        "o4*, o4-mini, true",
        "*mini, o4-mini, true",
        "*mini*, o4-mini-2025-04-16, true",
        "o*-*-2025*, o4-mini-2025-04-16, true",
        "*mini, o4-mini-2025, false",
        "**, o4-mini, true",
        "o4.mini, o4-mini, false"
    })
    void modelOfAScopeMayBeAPattern(String pattern, String model, boolean covered) {
        assertThat(new TermScope("openai", pattern, "", "").covers(dimension("search", model)))
                .isEqualTo(covered);
    }

    @Test
    void usageBelongsToTheMostParticularTermAndOnlyWhileThatIsValid() {
        Term every = term(1, "", "", NOVEMBER);
        Term pattern = term(2, "o4*", "", TENTH);
        List<Term> terms = List.of(every, pattern);

        List<Stretch> ofEvery = TermPrecedence.stretches(every, terms, NOVEMBER, DECEMBER);

        assertThat(ofEvery).extracting(Stretch::from).containsExactly(NOVEMBER, TENTH);
        assertThat(ofEvery).extracting(Stretch::until).containsExactly(TENTH, DECEMBER);
        assertThat(ofEvery.get(0).leaves(dimension("search", "o4-mini"))).isTrue();
        assertThat(ofEvery.get(1).leaves(dimension("search", "o4-mini"))).isFalse();
        assertThat(ofEvery.get(1).leaves(dimension("search", "o3"))).isTrue();
        assertThat(TermPrecedence.stretches(pattern, terms, TENTH, DECEMBER))
                .containsExactly(new Stretch(TENTH, DECEMBER, List.of()));
    }

    @Test
    void exactModelGoesBeforePatternsAndPatternsBeforeTiersAlone() {
        List<Term> terms = List.of(
                term(1, "", "batch", NOVEMBER),
                term(2, "o*", "", NOVEMBER),
                term(3, "o4*", "", NOVEMBER),
                term(4, "o4-mini", "", NOVEMBER),
                term(5, "o4-mini", "batch", NOVEMBER));

        for (Term term : terms) {
            int before = (int) (5 - term.termId());
            assertThat(TermPrecedence.stretches(term, terms, NOVEMBER, DECEMBER)
                            .getFirst()
                            .taken())
                    .as("terms before %s", term.scope())
                    .hasSize(before);
        }
    }
}
