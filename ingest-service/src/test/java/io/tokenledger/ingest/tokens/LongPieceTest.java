package io.tokenledger.ingest.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Windows and heap against byte pair encoding as it is defined, one merge after another, over made-up ranks. */
class LongPieceTest {
    /** Tokens over few letters, learnt in an order that is no good one, with some that no merge reaches. */
    private static Map<String, Integer> madeUp(Random random) {
        var tokens = new LinkedHashMap<String, Integer>();
        for (int c = 'a'; c <= 'd'; c++) {
            tokens.put(Character.toString(c), tokens.size());
        }
        List<String> made = new ArrayList<>(tokens.keySet());
        for (int i = 0; i < 30; i++) {
            String token = made.get(random.nextInt(made.size())) + made.get(random.nextInt(made.size()));
            if (token.length() <= 12 && tokens.putIfAbsent(token, 0) == null) {
                made.add(token);
            }
        }
        var ranks = new ArrayList<Integer>();
        for (int i = 0; i < tokens.size(); i++) {
            ranks.add(i);
        }
        if (random.nextBoolean()) {
            Collections.shuffle(ranks, random);
        }
        int next = 0;
        for (Map.Entry<String, Integer> token : tokens.entrySet()) {
            token.setValue(ranks.get(next++));
        }
        return tokens;
    }

    private static RankTable table(Map<String, Integer> tokens) {
        return new RankTable(
                tokens.keySet().stream().map(token -> token.getBytes(UTF_8)).toList(),
                tokens.values().stream().mapToInt(rank -> rank).toArray());
    }

    /** The definition: of all pairs of neighbours the lowest rank, the leftmost first, until there is none. */
    private static List<Integer> byDefinition(Map<String, Integer> tokens, String piece) {
        if (tokens.containsKey(piece)) {
            return List.of(tokens.get(piece));
        }
        var parts = new ArrayList<String>();
        piece.chars().forEach(c -> parts.add(Character.toString(c)));
        while (true) {
            int best = -1;
            int lowest = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < parts.size(); i++) {
                int rank = tokens.getOrDefault(parts.get(i) + parts.get(i + 1), Integer.MAX_VALUE);
                if (rank < lowest) {
                    best = i;
                    lowest = rank;
                }
            }
            if (best < 0) {
                return parts.stream().map(tokens::get).toList();
            }
            parts.set(best, parts.get(best) + parts.remove(best + 1));
        }
    }

    private static List<Integer> encoded(TextEncoder encoder, String text) {
        var tokens = new TokenBuffer(true);
        encoder.encode(text, tokens);
        var taken = new ArrayList<Integer>();
        tokens.giveTo(new PromptTaker() {
            @Override
            public void token(int token) {
                taken.add(token);
            }

            @Override
            public void notText(JsonNode part) {
                throw new AssertionError("all of it is text");
            }
        });
        return taken;
    }

    @Test
    void whateverTheWindowTheTokensAreThoseOfTheDefinition() {
        long seed = System.nanoTime();
        System.out.println("made-up ranks: seed " + seed);
        var random = new Random(seed);
        var outcomes = new HashMap<Boolean, Integer>();
        for (int i = 0; i < 3_000; i++) {
            Map<String, Integer> tokens = madeUp(random);
            RankTable table = table(tokens);
            var text = new StringBuilder();
            int letters = 1 + random.nextInt(4);
            for (int length = random.nextInt(300); length >= 0; length--) {
                text.append((char) ('a' + random.nextInt(letters)));
            }
            List<Integer> expected = byDefinition(tokens, text.toString());
            int window = 16 + random.nextInt(60);
            var small = new TextEncoder(table, PreTokens.GPT2, window, random.nextInt(12));
            assertThat(encoded(small, text.toString()))
                    .as("seed %d, text %d, window %d", seed, i, window)
                    .isEqualTo(expected);
            var large = new TextEncoder(table, PreTokens.GPT2, 1 << 15, 1 << 10);
            assertThat(encoded(large, text.toString()))
                    .as("seed %d, text %d", seed, i)
                    .isEqualTo(expected);
            if (text.length() > window) {
                boolean held = new LongPiece(table, new BytePairMerge(table), window, 1)
                        .encode(text.toString(), 0, text.length(), new TokenBuffer(false));
                outcomes.merge(held, 1, Integer::sum);
            }
        }
        System.out.println("borders between windows that held, and that did not: " + outcomes);
        assertThat(outcomes).as("both ways are tried").containsKeys(true, false);
    }

    @Test
    void ofThePublishedEncodingsEveryBorderHoldsAndTheWindowsAgreeWithTheWhole() {
        long seed = System.nanoTime();
        System.out.println("windows of published encodings: seed " + seed);
        var random = new Random(seed);
        for (TokenEncoding encoding : TokenEncoding.values()) {
            RankTable table = RankTable.published(encoding.id());
            var whole = new TextEncoder(table, PreTokens.GPT2, 1 << 22, 1 << 10);
            var windows = new TextEncoder(table, PreTokens.GPT2, 1 << 15, 1 << 10);
            for (String unit : List.of("€", " ", "a", "7", "中", "😀", "\n", "abcab", "=-")) {
                String text = unit.repeat(150_000 / unit.length() + random.nextInt(40));
                assertThat(encoded(windows, text))
                        .as("%s of %s", unit, encoding)
                        .isEqualTo(encoded(whole, text));
                if (PreTokens.GPT2.end(text, 0) == text.length()) {
                    assertThat(new LongPiece(table, new BytePairMerge(table), 1 << 15, 1 << 10)
                                    .encode(text, 0, text.length(), new TokenBuffer(false)))
                            .as("%s of %s", unit, encoding)
                            .isTrue();
                }
            }
        }
    }
}
