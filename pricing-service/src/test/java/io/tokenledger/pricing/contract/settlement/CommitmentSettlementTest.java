package io.tokenledger.pricing.contract.settlement;

import static io.tokenledger.pricing.contract.settlement.Agreements.DECEMBER;
import static io.tokenledger.pricing.contract.settlement.Agreements.OPENAI;
import static io.tokenledger.pricing.contract.settlement.Agreements.pico;
import static io.tokenledger.pricing.contract.settlement.Agreements.sum;
import static io.tokenledger.pricing.contract.settlement.Agreements.term;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitmentSettlementTest {
    private static final Commitment THOUSAND = new Commitment(pico("1000"));

    private static List<Charge> targets(String drawn) {
        return CommitmentSettlement.targets(
                term(9, OPENAI, THOUSAND), THOUSAND, pico(drawn), DECEMBER.minusNanos(1_000));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1000",
        "640.25, 359.75",
        "999.999999999999, 0.000000000001",
        "1000, 0",
        "1000.000000000001, 0",
        "-5, 1005"
    })
    void whatWasNotDrawnIsCharged(String drawn, String shortfall) {
        assertThat(sum(targets(drawn))).isEqualByComparingTo(shortfall);
    }

    @Test
    void shortfallBelongsToNoTeam() {
        assertThat(targets("0")).singleElement().satisfies(charge -> {
            assertThat(charge.id()).isEqualTo("commitment/9/shortfall");
            assertThat(charge.dimension().team()).isNull();
            assertThat(charge.dimension().provider()).isEqualTo("openai");
            assertThat(charge.dimension().model()).isEqualTo("*");
            assertThat(charge.dimension().serviceTier()).isEqualTo("commitment_shortfall");
        });
    }
}
