package io.tokenledger.ingest.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelEncodingsTest {
    @ParameterizedTest
    @CsvSource({
        "o1, O200K_BASE",
        "o1-pro-2025-03-19, O200K_BASE",
        "o3-2025-04-16, O200K_BASE",
        "o3-mini, O200K_BASE",
        "o4-mini-2025-04-16, O200K_BASE",
        "gpt-4o, O200K_BASE",
        "gpt-4o-mini-2024-07-18, O200K_BASE",
        "chatgpt-4o-latest, O200K_BASE",
        "gpt-4.1, O200K_BASE",
        "gpt-4.1-nano-2025-04-14, O200K_BASE",
        "gpt-5, O200K_BASE",
        "gpt-5-mini-2025-08-07, O200K_BASE",
        "gpt-5.6-sol, O200K_BASE",
        "ft:gpt-4o-2024-08-06:acme::abc, O200K_BASE",
        "gpt-4, CL100K_BASE",
        "gpt-4-0613, CL100K_BASE",
        "gpt-4-turbo-2024-04-09, CL100K_BASE",
        "gpt-3.5-turbo, CL100K_BASE",
        "gpt-3.5-turbo-0125, CL100K_BASE",
        "gpt-35-turbo, CL100K_BASE",
        "ft:gpt-3.5-turbo:acme::abc, CL100K_BASE",
        "text-embedding-ada-002, CL100K_BASE",
        "text-embedding-3-large, CL100K_BASE"
    })
    void aKnownModelIsCountedWithItsOwnTokenizer(String model, TokenEncoding encoding) {
        assertThat(ModelEncodings.of(model)).isEqualTo(new ModelEncodings.Match(encoding, true));
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4.7",
        "gpt-40",
        "gpt-6",
        "gpt-6-astra",
        "o5",
        "o10",
        "davinci",
        "claude-opus-4-5",
        "gemini-2.5-pro",
        "mistral-large"
    })
    void anyOtherModelIsEstimatedWithTheNewestTokenizer(String model) {
        assertThat(ModelEncodings.of(model)).isEqualTo(new ModelEncodings.Match(TokenEncoding.O200K_BASE, false));
    }
}
