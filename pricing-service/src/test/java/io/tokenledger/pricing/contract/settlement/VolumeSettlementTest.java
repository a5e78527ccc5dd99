package io.tokenledger.pricing.contract.settlement;

import static io.tokenledger.pricing.contract.settlement.Agreements.DECEMBER;
import static io.tokenledger.pricing.contract.settlement.Agreements.NOVEMBER;
import static io.tokenledger.pricing.contract.settlement.Agreements.OPENAI;
import static io.tokenledger.pricing.contract.settlement.Agreements.chargedTo;
import static io.tokenledger.pricing.contract.settlement.Agreements.sum;
import static io.tokenledger.pricing.contract.settlement.Agreements.term;
import static io.tokenledger.pricing.contract.settlement.Agreements.tiers;
import static io.tokenledger.pricing.contract.settlement.Agreements.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;

import io.tokenledger.pricing.contract.settlement.VolumeTiers.Measure;
import io.tokenledger.pricing.contract.settlement.VolumeTiers.Mode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VolumeSettlementTest {
    private static final Period MONTH = new Period("2026-11", NOVEMBER, DECEMBER);
    private static final VolumeTiers TOKENS = tiers(Measure.TOKENS, Mode.GRADUATED, "0", "0", "1000", "10");

    private static List<Charge> targets(VolumeTiers tiers, List<UsageSum> usage) {
        return VolumeSettlement.targets(term(7, OPENAI, tiers), tiers, MONTH, usage, DECEMBER.minusNanos(1_000));
    }

    @Test
    void discountIsSpreadProRataToCost() {
        // 5000 tokens for $20, 4000 of them over the border: $16 less a tenth. Search has 3/4 of the cost.
        List<Charge> charges = targets(TOKENS, List.of(usage("search", 2000, "15"), usage("ads", 3000, "5")));

        assertThat(chargedTo("search", charges)).isEqualByComparingTo("-1.2");
        assertThat(chargedTo("ads", charges)).isEqualByComparingTo("-0.4");
        assertThat(charges).allSatisfy(charge -> {
            assertThat(charge.id()).startsWith("volume/7/2026-11/");
            assertThat(charge.currency()).isEqualTo("USD");
        });
    }

    @Test
    void discountThatDoesNotDivideStillAddsUpToThePico() {
        // $0.000000000100, ten percent of it are 10 pico for three equal parts.
        VolumeTiers tiers = tiers(Measure.SPEND, Mode.ALL_UNITS, "0", "10");
        List<Charge> charges = targets(
                tiers,
                List.of(
                        usage("a", 1, "0.000000000033"),
                        usage("b", 1, "0.000000000033"),
                        usage("c", 1, "0.000000000034")));

        assertThat(sum(charges)).isEqualByComparingTo("-0.000000000010");
    }

    @Test
    void tokensOfUnpricedAndForeignUsageCountButOnlyCostInTheCurrencyIsDiscounted() {
        List<Charge> charges = targets(
                TOKENS,
                List.of(
                        usage("search", 1000, "10"),
                        usage("search", "new", "XXX", 500, "0"),
                        usage("ads", "o4-mini", "EUR", 500, "99")));

        // Half of the 2000 tokens are over the border: a tenth of $5.
        assertThat(sum(charges)).isEqualByComparingTo("-0.5");
        assertThat(chargedTo("ads", charges)).isZero();
    }

    @Test
    void correctionTakesItsShareOfTheDiscountBack() {
        VolumeTiers tiers = tiers(Measure.SPEND, Mode.ALL_UNITS, "0", "10");
        List<Charge> charges = targets(tiers, List.of(usage("search", 1, "12"), usage("ads", 1, "-2")));

        assertThat(chargedTo("search", charges)).isEqualByComparingTo("-1.2");
        assertThat(chargedTo("ads", charges)).isEqualByComparingTo("0.2");
    }

    @Test
    void monthWithoutCostOrBelowTheFirstBorderHasNoCharge() {
        assertThat(targets(TOKENS, List.of())).isEmpty();
        assertThat(targets(TOKENS, List.of(usage("search", 1000, "10")))).isEmpty();
        assertThat(targets(TOKENS, List.of(usage("search", 9000, "0")))).isEmpty();
    }

    @Test
    void chargesAddUpToTheDiscountWhateverTheOrderOfUsage() {
        VolumeTiers tiers = tiers(Measure.SPEND, Mode.GRADUATED, "0", "1.5", "0.5", "7.25", "3", "33.333333");
        qt().withExamples(1_000)
                .forAll(
                        lists().of(longs().between(0, 900_000_000_001L)).ofSizeBetween(1, 30),
                        integers().between(0, 1_000_000))
                .checkAssert((costs, seed) -> {
                    var usage = new ArrayList<UsageSum>();
                    BigDecimal total = BigDecimal.ZERO;
                    for (int i = 0; i < costs.size(); i++) {
                        BigDecimal cost = BigDecimal.valueOf(costs.get(i)).movePointLeft(12);
                        usage.add(usage("team" + i % 7, "model" + i % 3, "USD", 1, cost.toPlainString()));
                        total = total.add(cost);
                    }
                    List<Charge> charges = targets(tiers, usage);
                    Collections.shuffle(usage, new Random(seed));

                    assertThat(new HashSet<>(targets(tiers, usage))).isEqualTo(new HashSet<>(charges));
                    BigInteger pico = total.movePointRight(12).toBigIntegerExact();
                    assertThat(sum(charges).negate().movePointRight(12).toBigIntegerExact())
                            .isEqualTo(tiers.discountPico(pico, pico));
                });
    }
}
