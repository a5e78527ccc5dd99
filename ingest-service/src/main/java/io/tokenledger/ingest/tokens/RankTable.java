package io.tokenledger.ingest.tokens;

import com.knuddels.jtokkit.Encodings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The tokens of an encoding by their bytes. A token's rank is its number, and says which of two merges comes first. An
 * open hash table over one array of bytes: a few megabytes, and no object for a look-up.
 */
final class RankTable {
    /** Where there is no token of those bytes; greater than every rank. */
    static final int NONE = Integer.MAX_VALUE;

    private final byte[] pool;
    private final int[] starts;
    private final int[] ranks;
    private final int[] slots;
    private final int[] pairs = new int[1 << 16];
    private final int mostBytes;

    /** A table of those tokens, with as many ranks. */
    RankTable(List<byte[]> tokens, int[] ranks) {
        this.ranks = ranks.clone();
        this.starts = new int[tokens.size() + 1];
        for (int i = 0; i < tokens.size(); i++) {
            starts[i + 1] = starts[i] + tokens.get(i).length;
        }
        this.pool = new byte[starts[tokens.size()]];
        this.slots = new int[Integer.highestOneBit(Math.max(tokens.size(), 2) * 2 - 1) * 2];
        Arrays.fill(pairs, NONE);
        int longest = 1;
        for (int i = 0; i < tokens.size(); i++) {
            byte[] token = tokens.get(i);
            System.arraycopy(token, 0, pool, starts[i], token.length);
            put(i, token);
            longest = Math.max(longest, token.length);
        }
        this.mostBytes = longest;
    }

    /** The table of that name that the tokenizer library brings along, as OpenAI published it. */
    static RankTable published(String name) {
        String resource = name + ".tiktoken";
        try (InputStream file = Encodings.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("the tokenizer library has no " + resource);
            }
            List<String> lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))
                    .lines()
                    .filter(line -> !line.isEmpty())
                    .toList();
            List<byte[]> tokens = lines.stream()
                    .map(line -> Base64.getDecoder().decode(line.substring(0, line.indexOf(' '))))
                    .toList();
            int[] ranks = lines.stream()
                    .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(' ') + 1)))
                    .toArray();
            return new RankTable(tokens, ranks);
        } catch (IOException e) {
            throw new UncheckedIOException("the tokenizer library's " + resource + " is not readable", e);
        }
    }

    /** Length of the longest token. */
    int mostBytes() {
        return mostBytes;
    }

    /** The rank of the token of those bytes, or {@link #NONE}. */
    int rank(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == 2) {
            return pairs[pair(bytes[from], bytes[from + 1])];
        }
        if (length > mostBytes) {
            return NONE;
        }
        int slot = hash(bytes, from, to) & (slots.length - 1);
        for (int entry = slots[slot]; entry != 0; entry = slots[slot]) {
            if (Arrays.equals(pool, starts[entry - 1], starts[entry], bytes, from, to)) {
                return ranks[entry - 1];
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return NONE;
    }

    private void put(int index, byte[] token) {
        if (token.length == 2) {
            pairs[pair(token[0], token[1])] = ranks[index];
        }
        int slot = hash(token, 0, token.length) & (slots.length - 1);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = index + 1;
    }

    private static int pair(byte first, byte second) {
        return (first & 0xFF) << 8 | (second & 0xFF);
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = (hash ^ bytes[i]) * 0x01000193;
        }
        hash *= 0x9E3779B1;
        return hash ^ (hash >>> 15);
    }
}
