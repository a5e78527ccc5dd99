package io.tokenledger.pricing.contract.settlement;

import static io.tokenledger.pricing.contract.settlement.Agreements.NOVEMBER;
import static io.tokenledger.pricing.contract.settlement.Agreements.chargedTo;
import static io.tokenledger.pricing.contract.settlement.Agreements.pico;
import static io.tokenledger.pricing.contract.settlement.Agreements.sum;
import static io.tokenledger.pricing.contract.settlement.Agreements.term;
import static io.tokenledger.pricing.contract.settlement.Agreements.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThroughputSettlementTest {
    private static final TermScope SCOPE = new TermScope("openai", "o4-mini", "", "eastus");

    /** 10 units at $2 an hour, each good for 100 tokens. */
    private static final ProvisionedThroughput KNOWN = new ProvisionedThroughput(pico("2"), 10, 100L);

    private static final ProvisionedThroughput UNKNOWN = new ProvisionedThroughput(pico("2"), 10, null);

    private static List<Charge> targets(ProvisionedThroughput terms, UsageSum... usage) {
        return ThroughputSettlement.targets(term(8, SCOPE, terms), terms, NOVEMBER, List.of(usage));
    }

    private static BigDecimal idle(List<Charge> charges) {
        return sum(charges.stream()
                .filter(charge -> charge.source().equals("tokenledger:contract:idle"))
                .toList());
    }

    @Test
    void hourIsSpreadByTokensAndTheRestIsIdle() {
        // 300 and 100 of 1000 tokens: $6, $2, and $12 of the $20 idle.
        List<Charge> charges = targets(KNOWN, usage("search", 300, "0"), usage("ads", 100, "0"));

        assertThat(chargedTo("search", charges)).isEqualByComparingTo("6");
        assertThat(chargedTo("ads", charges)).isEqualByComparingTo("2");
        assertThat(idle(charges)).isEqualByComparingTo("12");
    }

    @Test
    void hourWithoutUsageIsAllIdleInADimensionOfNoTeam() {
        for (ProvisionedThroughput terms : List.of(KNOWN, UNKNOWN)) {
            List<Charge> charges = targets(terms);

            assertThat(charges).singleElement().satisfies(charge -> {
                assertThat(charge.amountPico()).isEqualTo(pico("20"));
                assertThat(charge.id()).isEqualTo("ptu/8/2026-11-01T00:00:00Z/idle");
                assertThat(charge.dimension().team()).isNull();
                assertThat(charge.dimension().serviceTier()).isEqualTo("provisioned_idle");
                assertThat(charge.dimension().model()).isEqualTo("o4-mini");
                assertThat(charge.dimension().region()).isEqualTo("eastus");
                assertThat(charge.occurredAt()).isEqualTo(NOVEMBER);
            });
        }
    }

    @Test
    void capacityBordersLeaveLittleAndThenNothingIdle() {
        assertThat(idle(targets(KNOWN, usage("search", 999, "0")))).isEqualByComparingTo("0.02");
        assertThat(idle(targets(KNOWN, usage("search", 1000, "0")))).isZero();
        assertThat(idle(targets(KNOWN, usage("search", 1001, "0")))).isZero();
        assertThat(sum(targets(KNOWN, usage("search", 900, "0"), usage("ads", 2700, "0"))))
                .isEqualByComparingTo("20");
        assertThat(chargedTo("search", targets(KNOWN, usage("search", 900, "0"), usage("ads", 2700, "0"))))
                .isEqualByComparingTo("5");
    }

    @Test
    void whereTheCapacityIsNotKnownAllIsSpread() {
        List<Charge> charges = targets(UNKNOWN, usage("search", 1, "0"), usage("ads", 3, "0"));

        assertThat(chargedTo("search", charges)).isEqualByComparingTo("5");
        assertThat(chargedTo("ads", charges)).isEqualByComparingTo("15");
        assertThat(idle(charges)).isZero();
    }

    @Test
    void correctionAccountedInAnotherHourServedNothing() {
        List<Charge> charges = targets(KNOWN, usage("search", -500, "0"), usage("ads", 100, "0"));

        assertThat(chargedTo("search", charges)).isZero();
        assertThat(chargedTo("ads", charges)).isEqualByComparingTo("2");
        assertThat(idle(charges)).isEqualByComparingTo("18");
    }

    @Test
    void everyHourCostsItsFlatAmountExactly() {
        var terms = new ProvisionedThroughput(pico("0.333333333331"), 7, 1_000L);
        qt().withExamples(2_000)
                .forAll(lists().of(longs().between(0, 2_000)).ofSizeBetween(0, 12))
                .checkAssert(tokens -> {
                    var usage = new ArrayList<UsageSum>();
                    for (int i = 0; i < tokens.size(); i++) {
                        usage.add(usage("team" + i, tokens.get(i), "0"));
                    }
                    assertThat(sum(targets(terms, usage.toArray(UsageSum[]::new))))
                            .isEqualByComparingTo("2.333333333317");
                });
    }
}
