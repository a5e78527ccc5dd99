package io.tokenledger.ingest.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How much work a text takes at the worst, in steps: a million of one character is no more for each than a few are. */
class CountingWorkTest {
    private static final int MILLION = 1_000_000;

    /** Steps for each byte: a short piece is searched through, a long one has a heap of up to 2^15 bytes' pairs. */
    private static final int STEPS_PER_BYTE = 64;

    /** How often a pattern may look at a character. */
    private static final int LOOKS_PER_CHARACTER = 10;

    private static Map<String, String> worstCases() {
        var random = new Random(1);
        var mixed = new StringBuilder();
        var letters = new StringBuilder();
        for (int i = 0; i < MILLION; i++) {
            mixed.append((char) ('\u4e00' + random.nextInt(0x5000)));
            letters.append((char) ('a' + random.nextInt(26)));
        }
        var cases = new TreeMap<String, String>();
        for (String unit : List.of(
                "€", " ", "a", "A", "7", "😀", "\n", "\t", " \n", "\u0301", "'", "!\u0301", "aA", "中A", "/\n", "ab ")) {
            cases.put("a million of '" + unit + "'", unit.repeat(MILLION / unit.length()));
        }
        cases.put("a million ideographs", mixed.toString());
        cases.put("a million letters", letters.toString());
        cases.put("spaces before a word", " ".repeat(MILLION) + "a");
        cases.put("capitals after an ideograph", "中" + "A".repeat(MILLION));
        return cases;
    }

    @ParameterizedTest
    @EnumSource
    void mergingTakesABoundedNumberOfStepsForEachByte(TokenEncoding encoding) {
        TextEncoder encoder = encoding.encoder();
        worstCases().forEach((name, text) -> {
            long start = System.nanoTime();
            var tokens = new TokenBuffer(false);
            long steps = encoder.encode(text, tokens);
            long millis = (System.nanoTime() - start) / 1_000_000;
            long bytes = text.getBytes(UTF_8).length;
            System.out.printf(
                    "%s, %s: %d bytes, %d tokens, %.1f steps a byte, %d ms%n",
                    encoding.id(), name.replaceAll("\\s", " "), bytes, tokens.size(), (double) steps / bytes, millis);
            assertThat(steps).as("%s of %s", name, encoding).isLessThanOrEqualTo(STEPS_PER_BYTE * bytes);
        });
    }

    @ParameterizedTest
    @EnumSource
    void cuttingLooksAtEachCharacterABoundedNumberOfTimes(PreTokens preTokens) {
        worstCases().forEach((name, text) -> {
            var looked = new LookedAt(text);
            int pieces = 0;
            for (int from = 0; from < text.length(); from = preTokens.end(looked, from)) {
                pieces++;
            }
            System.out.printf(
                    "%s, %s: %d pieces, %.1f looks a character%n",
                    preTokens, name.replaceAll("\\s", " "), pieces, (double) looked.looks / text.length());
            assertThat(looked.looks)
                    .as("%s by %s", name, preTokens)
                    .isLessThanOrEqualTo((long) LOOKS_PER_CHARACTER * text.length());
        });
    }

    /** Counts how often a character of the text is asked for. */
    private static final class LookedAt implements CharSequence {
        private final String text;
        private long looks;

        LookedAt(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
