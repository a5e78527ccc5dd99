package io.tokenledger.ingest.tokens;

import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import io.tokenledger.ingest.ReferenceData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Token by token against jtokkit called plainly, and against OpenAI's own tokenizer where its tokens are known. */
class TextEncoderTest {
    private static final EncodingRegistry JTOKKIT = Encodings.newLazyEncodingRegistry();

    private static List<Integer> ours(TokenEncoding encoding, String text) {
        var tokens = new ArrayList<Integer>();
        long count = encoding.count(text, new PromptTaker() {
            @Override
            public void token(int token) {
                tokens.add(token);
            }

            @Override
            public void notText(JsonNode part) {
                throw new AssertionError("all of it is text");
            }
        });
        assertThat(count).isEqualTo(tokens.size()).isEqualTo(encoding.count(text));
        return tokens;
    }

    /** jtokkit asserts that a text is well-formed; Java's own encoder replaces what is not. */
    private static List<Integer> jtokkit(TokenEncoding encoding, String text) {
        Encoding library = JTOKKIT.getEncoding(EncodingType.valueOf(encoding.name()));
        return library.encodeOrdinary(new String(text.getBytes(UTF_16), UTF_16)).boxed();
    }

    @ParameterizedTest
    @EnumSource
    void randomTextsHaveTheTokensOfThePlainLibrary(TokenEncoding encoding) {
        long seed = System.nanoTime();
        System.out.println("random texts, " + encoding + ": seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 8_000; i++) {
            String text = Texts.random(random, 12);
            assertThat(ours(encoding, text)).as("seed %d, text %d", seed, i).isEqualTo(jtokkit(encoding, text));
        }
    }

    /** So that no character's kind is another one's. */
    @ParameterizedTest
    @EnumSource
    void everyCharacterIsCutAsThePlainLibraryCutsIt(TokenEncoding encoding) {
        var text = new StringBuilder();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (Character.isDefined(c) && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)) {
                text.append("a")
                        .appendCodePoint(c)
                        .append("b ")
                        .appendCodePoint(c)
                        .append("\n1")
                        .appendCodePoint(c);
            }
            if (text.length() > 5_000 || c == Character.MAX_CODE_POINT) {
                assertThat(ours(encoding, text.toString()))
                        .as("up to U+%X", c)
                        .isEqualTo(jtokkit(encoding, text.toString()));
                text.setLength(0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void longRunsHaveTheTokensOfThePlainLibrary(TokenEncoding encoding) {
        long seed = System.nanoTime();
        System.out.println("long runs, " + encoding + ": seed " + seed);
        var random = new Random(seed);
        for (String unit : List.of(
                "€", " ", "a", "7", "中", "日本", "😀", "\n", " \n", "=", "ab", "aA", "\u0301", "é", "/", "-", "\t")) {
            String text = unit.repeat((2_000 + random.nextInt(1_000)) / unit.length());
            assertThat(ours(encoding, text)).as("seed %d, unit %s", seed, unit).isEqualTo(jtokkit(encoding, text));
        }
        for (int i = 0; i < 50; i++) {
            var letters = new StringBuilder();
            for (int j = 0; j < 1_500; j++) {
                letters.append((char) ('a' + random.nextInt(2 + i % 25)));
            }
            assertThat(ours(encoding, letters.toString())).isEqualTo(jtokkit(encoding, letters.toString()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CL100K_BASE", "O200K_BASE"})
    void theTokensAreThoseOfTheReferenceTokenizer(TokenEncoding encoding) throws IOException {
        int compared = 0;
        for (JsonNode row : ReferenceData.rows("token_vectors.jsonl")) {
            JsonNode ids = row.path("ids").path(encoding.id());
            if (ids.isArray() && row.path("text").isTextual()) {
                var expected = new ArrayList<Integer>();
                ids.forEach(id -> expected.add(id.intValue()));
                assertThat(ours(encoding, row.path("text").textValue()))
                        .as(row.path("id").asText())
                        .isEqualTo(expected);
                compared++;
            }
        }
        System.out.printf("token_vectors.jsonl, %s: the tokens themselves of %d texts%n", encoding.id(), compared);
        assertThat(compared).isPositive();
    }
}
