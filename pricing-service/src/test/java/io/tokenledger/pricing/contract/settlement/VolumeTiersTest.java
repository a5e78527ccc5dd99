package io.tokenledger.pricing.contract.settlement;

import static io.tokenledger.pricing.contract.settlement.Agreements.pico;
import static io.tokenledger.pricing.contract.settlement.Agreements.tiers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import io.tokenledger.pricing.contract.settlement.VolumeTiers.Measure;
import io.tokenledger.pricing.contract.settlement.VolumeTiers.Mode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeTiersTest {
    private static final String[] STEPS = {"0", "0", "1000", "10", "5000", "20"};

    /** At a flat $0.01 per token, worked out by hand: what 1 token less and more than a border comes to. */
    @ParameterizedTest
    @CsvSource({
        "GRADUATED,  999, 0",
        "GRADUATED, 1000, 0",
        "GRADUATED, 1001, 0.001",
        "GRADUATED, 4999, 3.999",
        "GRADUATED, 5000, 4",
        "GRADUATED, 5001, 4.002",
        "GRADUATED, 6000, 6",
        "ALL_UNITS,  999, 0",
        "ALL_UNITS, 1000, 1",
        "ALL_UNITS, 1001, 1.001",
        "ALL_UNITS, 4999, 4.999",
        "ALL_UNITS, 5000, 10",
        "ALL_UNITS, 5001, 10.002",
        "ALL_UNITS,    0, 0"
    })
    void discountAtTheBordersOfTokens(Mode mode, long tokens, String dollars) {
        BigInteger cost = pico("0.01").multiply(BigInteger.valueOf(tokens));

        assertThat(tiers(Measure.TOKENS, mode, STEPS).discountPico(BigInteger.valueOf(tokens), cost))
                .isEqualTo(pico(dollars));
    }

    @ParameterizedTest
    @CsvSource({
        "GRADUATED,  999.999999999999, 0",
        "GRADUATED, 1000, 0",
        "GRADUATED, 1000.000000000010, 0.000000000001",
        "GRADUATED, 7000, 800",
        "ALL_UNITS,  999.999999999999, 0",
        "ALL_UNITS, 1000, 100",
        "ALL_UNITS, 7000, 1400"
    })
    void discountAtTheBordersOfSpend(Mode mode, String spend, String dollars) {
        assertThat(tiers(Measure.SPEND, mode, STEPS).discountPico(pico(spend), pico(spend)))
                .isEqualTo(pico(dollars));
    }

    @Test
    void graduatedDiscountIsThatOfEverySliceByItself() {
        VolumeTiers tiers = tiers(Measure.SPEND, Mode.GRADUATED, STEPS);
        qt().withExamples(3_000)
                .forAll(longs().between(0, 20_000_000_000_000_000L))
                .checkAssert(spent -> {
                    BigDecimal spend = BigDecimal.valueOf(spent).movePointLeft(12);
                    BigDecimal second = slice(spend, "1000", "5000").multiply(new BigDecimal("0.10"));
                    BigDecimal third = slice(spend, "5000", "1000000").multiply(new BigDecimal("0.20"));
                    assertThat(tiers.discountPico(BigInteger.valueOf(spent), BigInteger.valueOf(spent)))
                            .isEqualTo(second.add(third)
                                    .movePointRight(12)
                                    .setScale(0, RoundingMode.HALF_EVEN)
                                    .toBigIntegerExact());
                });
    }

    private static BigDecimal slice(BigDecimal spend, String from, String until) {
        return spend.min(new BigDecimal(until)).subtract(new BigDecimal(from)).max(BigDecimal.ZERO);
    }

    @Test
    void graduatedDiscountOnMixedPricesIsAtTheMonthsMeanPrice() {
        // 4000 tokens for $10 at a mean of $0.0025: the 3000 over the border cost $7.50, a tenth of it is off.
        assertThat(tiers(Measure.TOKENS, Mode.GRADUATED, STEPS).discountPico(BigInteger.valueOf(4000), pico("10")))
                .isEqualTo(pico("0.75"));
    }

    @Test
    void discountNeverGoesBelowZeroOrAboveTheCost() {
        VolumeTiers tiers = tiers(Measure.TOKENS, Mode.GRADUATED, "0", "0", "10", "100");
        qt().forAll(longs().between(0, 1_000_000L), longs().between(-5, Long.MAX_VALUE))
                .checkAssert((tokens, cost) -> assertThat(
                                tiers.discountPico(BigInteger.valueOf(tokens), BigInteger.valueOf(cost)))
                        .isBetween(BigInteger.ZERO, BigInteger.valueOf(Math.max(0, cost))));
    }

    @Test
    void costWithoutTokensTakesTheFirstTier() {
        assertThat(tiers(Measure.TOKENS, Mode.GRADUATED, "0", "5", "10", "50").discountPico(BigInteger.ZERO, pico("2")))
                .isEqualTo(pico("0.1"));
    }

    @Test
    void stepsThatDoNotAscendFromZeroAreRefused() {
        assertThatThrownBy(() -> tiers(Measure.TOKENS, Mode.GRADUATED, "5", "0"))
                .hasMessageContaining("from 0");
        assertThatThrownBy(() -> tiers(Measure.TOKENS, Mode.GRADUATED, "0", "0", "10", "1", "10", "2"))
                .hasMessageContaining("do not ascend");
    }
}
