package io.tokenledger.report.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvValuesTest {
    @Test
    void valuesAreSeparatedBySemicolonsAndBlanksAroundThemDoNotCount() {
        assertThat(CsvValues.split("search; ads ;a b")).containsExactly("search", "ads", "a b");
    }

    @Test
    void backslashTakesWhatFollowsAsItIs() {
        assertThat(CsvValues.split("a\\;b;\\\\;\\ c\\ ;\\-")).containsExactly("a;b", "\\", " c ", "");
    }

    @Test
    void randomValuesComeBackAsTheyWere() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            List<String> values = new ArrayList<>();
            int many = 1 + random.nextInt(4);
            for (int i = 0; i < many; i++) {
                values.add(text(random));
            }
            String field = CsvValues.harmless(CsvValues.join(values));
            assertThat(CsvValues.split(CsvValues.meant(field)))
                    .as("seed %s: %s", seed, field)
                    .isEqualTo(values);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@x", "'=1", "''@x", "'quoted'", "plain", "a=b", "\t=1"})
    void noTextIsAFormulaAndEachComesBack(String text) {
        String field = CsvValues.harmless(text);
        assertThat("=+-@\t\r\n".indexOf(field.charAt(0))).isNegative();
        assertThat(CsvValues.meant(field)).isEqualTo(text);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(5);
        for (int i = 0; i < length; i++) {
            text.append("a; \\-'=@".charAt(random.nextInt(8)));
        }
        return text.toString();
    }
}
