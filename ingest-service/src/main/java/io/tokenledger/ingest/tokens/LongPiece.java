package io.tokenledger.ingest.tokens;

import java.util.Arrays;

/**
 * Tokens of a piece that is too long to be merged in one go without holding many times its size: window by window, and
 * exactly the same.
 *
 * <p>Why it is the same: tokens t1…tn are what a text is merged into if and only if merging ti and ti+1 alone gives ti and
 * ti+1 again, for every i. For as long as no merge crosses a border between tokens, what happens inside two neighbours
 * is what happens to them alone, in the same order; so the first merge across a border would happen to two
 * neighbours alone too. Each window's tokens have that property among themselves. So of each window all but the last
 * tokens are settled, the next one begins with those last tokens' bytes, and only the one border between what
 * was settled and what came out then is left to be tried.
 */
final class LongPiece {
    private final BytePairMerge merge;
    private final int windowBytes;
    private final int carriedBytes;
    private final RankTable table;

    /**
     * Windows of that many bytes, each beginning with at least so many of the one before.
     *
     * @param merge its bounds are overwritten
     */
    LongPiece(RankTable table, BytePairMerge merge, int windowBytes, int carriedBytes) {
        this.table = table;
        this.merge = merge;
        this.windowBytes = windowBytes;
        this.carriedBytes = carriedBytes;
    }

    /**
     * Puts the tokens of a piece into the buffer. False where a border did not hold: then the buffer is as it was, and the
     * piece has to be merged in one go.
     */
    boolean encode(String text, int from, int to, TokenBuffer tokens) {
        long before = tokens.size();
        var window = new Utf8Window(windowBytes);
        byte[] settled = {};
        int index = from;
        while (index < to || window.size() > 0) {
            index = window.append(text, index, to);
            int count = merge.merge(window.bytes(), 0, window.size());
            int keep = index == to ? count : settledTokens(count, window.size());
            byte[] last = Arrays.copyOfRange(window.bytes(), merge.bound(Math.max(keep - 1, 0)), merge.bound(keep));
            byte[] first = Arrays.copyOfRange(window.bytes(), 0, merge.bound(1));
            int settledBytes = merge.bound(keep);
            if (keep == 0) {
                tokens.cut(before);
                return false;
            }
            tokens.add(table, window.bytes(), merge, keep);
            if (!holds(settled, first)) {
                tokens.cut(before);
                return false;
            }
            settled = last;
            window.keepFrom(settledBytes);
        }
        return true;
    }

    /** How many tokens leave enough bytes behind them to be carried. */
    private int settledTokens(int count, int size) {
        int keep = count;
        while (keep > 0 && size - merge.bound(keep) < carriedBytes) {
            keep--;
        }
        return keep;
    }

    /** Whether two tokens alone are merged into just themselves. */
    private boolean holds(byte[] left, byte[] right) {
        if (left.length == 0) {
            return true;
        }
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return merge.merge(both, 0, both.length) == 2 && merge.bound(1) == left.length;
    }
}
