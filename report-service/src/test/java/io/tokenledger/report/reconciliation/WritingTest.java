package io.tokenledger.report.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritingTest {
    @ParameterizedTest
    @CsvSource({
        "2,  3,  true,  5000000000", // half a cent
        "0,  3,  true,  5000000000",
        "2,  20, false, 5000000000",
        "2,  19, false, 500000", // a few short amounts of an API are no sign of cents
        "4,  50, false, 50000000",
        "12, 50, false, 1",
        "17, 1,  true,  1",
    })
    void roundingIsHalfAUnitOfTheLastPlaceThatTheBillShows(int places, long amounts, boolean plain, String pico) {
        assertThat(new Writing(places, amounts, plain).mostRoundedPico()).isEqualTo(pico);
    }
}
