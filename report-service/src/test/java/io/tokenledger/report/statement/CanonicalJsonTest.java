package io.tokenledger.report.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The strings and the sorting of the example of RFC 8785, section 3.2. */
    @Test
    void exampleOfRfc8785() throws IOException {
        String text = """
                {"string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/", "literals": [null, true, false]}
                """;
        assertThat(written(text))
                .isEqualTo("{\"literals\":[null,true,false],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
        String sorting = """
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                 "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
                 "\\u00f6": "Latin Small Letter O With Diaeresis"}
                """;
        assertThat(JSON.readTree(written(sorting)).properties().stream()
                        .map(field -> field.getValue().asText()))
                .containsExactly(
                        "Carriage Return",
                        "One",
                        "Control",
                        "Latin Small Letter O With Diaeresis",
                        "Euro Sign",
                        "Emoji: Grinning Face",
                        "Hebrew Letter Dalet With Dagesh");
    }

    @Test
    void nothingIsWrittenPlainly() throws IOException {
        assertThat(written("{\"b\": {}, \"a\": [ ]}")).isEqualTo("{\"a\":[],\"b\":{}}");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-12,-12", "9007199254740992,9007199254740992"})
    void wholeNumbersAreWrittenPlainly(String number, String expected) throws IOException {
        assertThat(written(number)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1e3", "9007199254740993", "99999999999999999999", "\"\\ud800\""})
    void whatReadersTakeDifferentlyIsRefused(String text) throws IOException {
        JsonNode node = JSON.readTree(text);
        assertThatThrownBy(() -> CanonicalJson.bytes(node)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String written(String text) throws IOException {
        return new String(CanonicalJson.bytes(JSON.readTree(text)), StandardCharsets.UTF_8);
    }
}
