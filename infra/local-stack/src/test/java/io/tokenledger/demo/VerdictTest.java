package io.tokenledger.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.sample.SampleTotals;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final SampleTotals SENT = new SampleTotals(100, 5, 4, 3, 2, 1_000, 400, 300, 200);
    private static final IntakeStates STATES = new IntakeStates(100, 5, 4, 3, 2);

    private static Chargeback.Line usage(long requests, long output) {
        return new Chargeback.Line(Map.of(), requests, 1_000, 400, output, 200, BigDecimal.ONE, 5);
    }

    @Test
    void allIsAsSentWhereStatesRequestsAndTokensAreTheSame() {
        assertThat(new Verdict(SENT, STATES, usage(105, 300)).allAsSent()).isTrue();
    }

    @Test
    void oneTokenLessIsNotAsSent() {
        assertThat(new Verdict(SENT, STATES, usage(105, 299)).allAsSent()).isFalse();
        assertThat(new Verdict(SENT, STATES, usage(104, 300)).allAsSent()).isFalse();
    }

    @Test
    void aDuplicateThatWasBookedIsNotAsSent() {
        var verdict = new Verdict(SENT, new IntakeStates(101, 5, 3, 3, 2), usage(105, 300));
        assertThat(verdict.allAsSent()).isFalse();
        assertThat(verdict.table().lines())
                .anySatisfy(line -> assertThat(line).matches("priced, booked once +100 +101 +DIFFERS"))
                .anySatisfy(line -> assertThat(line).matches("unpriced.* +5 +5 +ok"))
                .anySatisfy(line -> assertThat(line).matches("records +114 +114 +ok"));
    }
}
