package io.tokenledger.report.optimiser.mix;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.optimiser.mix.Program.Choice;
import io.tokenledger.report.optimiser.mix.Vertex.Split;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateTest {
    /** 6 of gain wanted; one workload has 0 for 0 or 4 for 8, the other 0 for 0 or 4 for 20: 8 + 10 at 5 a piece. */
    private static final Program PROGRAM = new Program(
            List.of(List.of(choice(0, 0), choice(8, 4)), List.of(choice(0, 0), choice(20, 4))), fraction(6, 1));

    private static final Vertex OPTIMAL = new Vertex(List.of(Split.allOn(1), new Split(0, 1, fraction(1, 2))));

    @Test
    void optimalVertexIsProvenByItsOwnPriceOnly() {
        assertThat(Certificate.of(PROGRAM, OPTIMAL, fraction(5, 1)))
                .hasValueSatisfying(proof -> assertThat(proof.bound()).isEqualTo(fraction(18, 1)));
        assertThat(Certificate.of(PROGRAM, OPTIMAL, fraction(4, 1))).isEmpty();
        assertThat(Certificate.of(PROGRAM, OPTIMAL, fraction(51, 10))).isEmpty();
        assertThat(Certificate.of(PROGRAM, OPTIMAL, Fraction.ZERO)).isEmpty();
        assertThat(Certificate.of(PROGRAM, OPTIMAL, fraction(-1, 1))).isEmpty();
    }

    @Test
    void vertexThatMeetsTheRequirementForMoreIsNotProven() {
        var dearer = new Vertex(List.of(new Split(0, 1, fraction(1, 2)), Split.allOn(1)));
        assertThat(dearer.gain(PROGRAM)).isEqualTo(fraction(6, 1));
        for (int price = 0; price <= 20; price++) {
            assertThat(Certificate.of(PROGRAM, dearer, fraction(price, 1)))
                    .as("price %d", price)
                    .isEmpty();
        }
    }

    @Test
    void vertexThatMissesTheRequirementIsNotProvenHoweverCheap() {
        var nothing = new Vertex(List.of(Split.allOn(0), Split.allOn(0)));
        var almost = new Vertex(List.of(Split.allOn(1), new Split(0, 1, fraction(499_999_999, 1_000_000_000))));
        for (int price = 0; price <= 5; price++) {
            assertThat(Certificate.of(PROGRAM, nothing, fraction(price, 1))).isEmpty();
            assertThat(Certificate.of(PROGRAM, almost, fraction(price, 1))).isEmpty();
        }
    }

    @Test
    void sharesBeyondOneAreNoShares() {
        var beyond = new Vertex(List.of(new Split(0, 1, fraction(3, 2)), Split.allOn(0)));
        assertThat(beyond.gain(PROGRAM)).isEqualTo(fraction(6, 1));
        assertThat(Certificate.of(PROGRAM, beyond, fraction(2, 1))).isEmpty();
    }

    private static Choice choice(long burden, long gain) {
        return new Choice(BigInteger.valueOf(burden), BigInteger.valueOf(gain));
    }

    private static Fraction fraction(long numerator, long denominator) {
        return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }
}
