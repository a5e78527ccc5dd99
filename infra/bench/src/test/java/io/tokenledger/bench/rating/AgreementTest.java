package io.tokenledger.bench.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.pricebook.BundledPrices;
import io.tokenledger.pricing.rating.RatingRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By hand: 1 000 input tokens at $1.10, 500 cached at $0.275, 100 output at $4.40 a million are $0.0016775. */
class AgreementTest {
    private static final List<RatingRequest> CASES = List.of(new RatingRequest(
            "",
            "openai",
            "o4-mini",
            "standard",
            "",
            Instant.parse("2025-05-01T00:00:00Z"),
            Meters.builder()
                    .set(Meter.INPUT, 1_000)
                    .set(Meter.CACHED_INPUT, 500)
                    .set(Meter.OUTPUT, 60)
                    .set(Meter.REASONING, 40)
                    .build()));

    private static Agreement check(String total, String inputPrice) {
        var prices = Map.of(
                "input_mtok", new BigDecimal(inputPrice),
                "cache_read_mtok", new BigDecimal("0.275"),
                "output_mtok", new BigDecimal("4.4"));
        return Agreement.check(BundledPrices.book(), CASES, List.of(new Peer.Answer(0, new BigDecimal(total), prices)));
    }

    @Test
    void totalThatDiffersByTheRoundingOfBinaryFractionsAgrees() {
        assertThat(check("0.0016775000000000001", "1.1")).isEqualTo(new Agreement(1, 0));
    }

    @Test
    void anotherTotalOfTheSameUnitPricesFailsTheBenchmark() {
        assertThatThrownBy(() -> check("0.00167751", "1.1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0.00167751")
                .hasMessageContaining("0.0016775");
    }

    @Test
    void otherUnitPricesCannotBeCompared() {
        assertThat(check("0.0021775", "1.6")).isEqualTo(new Agreement(0, 1));
    }
}
