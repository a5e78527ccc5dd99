package io.tokenledger.ingest.prefix;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.ingest.tokens.TokenEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Text whose tokens are known beforehand: words that are one token each with a blank in front. */
final class Prompts {
    private static final List<String> WORDS = List.of(
            "time",
            "year",
            "people",
            "way",
            "day",
            "man",
            "thing",
            "woman",
            "life",
            "child",
            "world",
            "school",
            "state",
            "family",
            "student",
            "group",
            "country",
            "problem",
            "hand",
            "part",
            "place",
            "case",
            "week",
            "company",
            "system",
            "program",
            "question",
            "work",
            "government",
            "number",
            "night",
            "point");

    private Prompts() {}

    /** So many words out of a generator. */
    static List<String> words(Random random, int count) {
        var words = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            words.add(" " + WORDS.get(random.nextInt(WORDS.size())));
        }
        return words;
    }

    /** The text of the words, as many tokens as words. */
    static String text(List<String> words) {
        return String.join("", words);
    }

    static void assertOneTokenEach() {
        for (String word : WORDS) {
            assertThat(TokenEncoding.O200K_BASE.count(" " + word)).as(word).isEqualTo(1);
        }
    }
}
