package io.tokenledger.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void amountsAreRoundedHalfEvenToTheCent() {
        assertThat(Figures.dollars(new BigDecimal("0.125"))).isEqualTo("$0.12");
        assertThat(Figures.dollars(new BigDecimal("0.135"))).isEqualTo("$0.14");
        assertThat(Figures.dollars(new BigDecimal("0.125000000001"))).isEqualTo("$0.13");
        assertThat(Figures.dollars(new BigDecimal("1234567.995"))).isEqualTo("$1,234,568.00");
        assertThat(Figures.dollars(new BigDecimal("-3.456"))).isEqualTo("-$3.46");
        assertThat(Figures.dollars(BigDecimal.ZERO)).isEqualTo("$0.00");
    }

    @Test
    void countsAreSeparatedByThousands() {
        assertThat(Figures.count(204_050)).isEqualTo("204,050");
        assertThat(Figures.count(0)).isEqualTo("0");
    }

    @Test
    void aChangeHasItsSign() {
        assertThat(Figures.change(new BigDecimal("200"), new BigDecimal("110"))).isEqualTo("-45.0 %");
        assertThat(Figures.change(new BigDecimal("2"), new BigDecimal("10"))).isEqualTo("+400.0 %");
        assertThat(Figures.change(new BigDecimal("2"), new BigDecimal("2"))).isEqualTo("0.0 %");
        assertThat(Figures.change(BigDecimal.ZERO, BigDecimal.ONE)).isEmpty();
    }
}
