package io.tokenledger.ingest.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenEncodingTest {
    /** What tiktoken makes of it: {@code text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")}. */
    @ParameterizedTest
    @EnumSource
    void halfOfASurrogatePairCountsAsTheReplacementCharacter(TokenEncoding encoding) {
        assertThat(encoding.count("a\ud83d b")).isEqualTo(encoding.count("a\ufffd b"));
        assertThat(encoding.count("\ude00")).isEqualTo(encoding.count("\ufffd"));
    }

    @ParameterizedTest
    @EnumSource
    void wholePairStaysWhatItIs(TokenEncoding encoding) {
        assertThat(encoding.count("\ud83d\ude00".repeat(3) + "\ud83d"))
                .isEqualTo(encoding.count("\ud83d\ude00".repeat(3) + "\ufffd"));
    }
}
