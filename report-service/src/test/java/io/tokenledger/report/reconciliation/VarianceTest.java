package io.tokenledger.report.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.reconciliation.Variance.ProviderVariance;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VarianceTest {
    @Test
    void differencesOfProvidersNeverMakeUpForEachOther() {
        var variance =
                new Variance(List.of(of("openai", "USD", 1_000, 990, 0), of("anthropic", "USD", 1_000, 1_010, 0)));
        assertThat(variance.share()).isEqualByComparingTo("0.01");
        assertThat(variance.providers().getFirst().provider()).isEqualTo("anthropic");
    }

    @Test
    void whatWasAcceptedIsExplained() {
        assertThat(new Variance(List.of(of("openai", "USD", 1_000, 900, 100))).share())
                .isEqualByComparingTo("0");
        assertThat(new Variance(List.of(of("openai", "USD", 1_000, 900, 99))).share())
                .isEqualByComparingTo("0.001");
    }

    @Test
    void ofSeveralCurrenciesTheGreatestShareCountsAndItIsRoundedUp() {
        var variance =
                new Variance(List.of(of("openai", "USD", 3_000_000, 2_999_999, 0), of("mistral", "EUR", 100, 98, 0)));
        assertThat(variance.share()).isEqualByComparingTo("0.02");
        assertThat(new Variance(List.of(of("openai", "USD", 3_000_000, 2_999_999, 0))).share())
                .isEqualByComparingTo("0.000001");
    }

    @Test
    void whereNothingWasBilledThereIsNoShareUnlessSomethingIsBooked() {
        assertThat(new Variance(List.of()).share()).isNull();
        assertThat(new Variance(List.of(of("openai", "USD", 0, 0, 0))).share()).isNull();
        assertThat(new Variance(List.of(of("openai", "USD", 0, 5, 0))).share()).isEqualByComparingTo("1");
    }

    private static ProviderVariance of(String provider, String currency, long billed, long booked, long accepted) {
        return new ProviderVariance(
                provider,
                currency,
                BigInteger.valueOf(billed),
                BigInteger.valueOf(booked),
                BigInteger.valueOf(accepted),
                31,
                Instant.EPOCH);
    }
}
