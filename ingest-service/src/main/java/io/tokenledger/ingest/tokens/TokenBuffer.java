package io.tokenledger.ingest.tokens;

import java.util.Arrays;

/** Tokens of a text in their order, or only their number. */
final class TokenBuffer {
    private final boolean kept;
    private int[] tokens = {};
    private long size;

    /** A buffer that keeps the tokens, or one that only counts them. */
    TokenBuffer(boolean kept) {
        this.kept = kept;
    }

    long size() {
        return size;
    }

    void add(int token) {
        if (kept) {
            if (size == tokens.length) {
                tokens = Arrays.copyOf(tokens, Math.max(16, tokens.length * 2));
            }
            tokens[(int) size] = token;
        }
        size++;
    }

    /** Adds the first tokens of what was merged last from those bytes. */
    void add(RankTable table, byte[] bytes, BytePairMerge merged, int count) {
        if (kept) {
            for (int i = 0; i < count; i++) {
                add(table.rank(bytes, merged.bound(i), merged.bound(i + 1)));
            }
        } else {
            size += count;
        }
    }

    /** Forgets what came after the first {@code count}. */
    void cut(long count) {
        size = count;
    }

    void giveTo(PromptTaker taker) {
        for (int i = 0; i < size; i++) {
            taker.token(tokens[i]);
        }
    }
}
