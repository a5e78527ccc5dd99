package io.tokenledger.ingest.tokens;

/**
 * Tokens of texts by one encoding: cut into pieces, each piece's bytes merged. Exact for every text, in O(n log n) at
 * the worst, and with little memory beside the text. Of any thread; each text has its own work space.
 */
final class TextEncoder {
    private static final int WINDOW_BYTES = 1 << 15;
    private static final int CARRIED_BYTES = 1 << 10;

    private final RankTable table;
    private final PreTokens preTokens;
    private final int windowBytes;
    private final int carriedBytes;

    TextEncoder(RankTable table, PreTokens preTokens) {
        this(table, preTokens, WINDOW_BYTES, CARRIED_BYTES);
    }

    TextEncoder(RankTable table, PreTokens preTokens, int windowBytes, int carriedBytes) {
        this.table = table;
        this.preTokens = preTokens;
        this.windowBytes = windowBytes;
        this.carriedBytes = carriedBytes;
    }

    /** Adds the text's tokens; returns the steps that the merging took. */
    long encode(String text, TokenBuffer tokens) {
        var merge = new BytePairMerge(table);
        var window = new Utf8Window(windowBytes);
        for (int from = 0; from < text.length(); ) {
            int to = preTokens.end(text, from);
            window.clear();
            if (window.append(text, from, to) == to) {
                piece(window.bytes(), window.size(), merge, tokens);
            } else if (!new LongPiece(table, merge, windowBytes, carriedBytes).encode(text, from, to, tokens)) {
                wholePiece(text, from, to, merge, tokens);
            }
            from = to;
        }
        return merge.work();
    }

    private void piece(byte[] bytes, int size, BytePairMerge merge, TokenBuffer tokens) {
        int token = size <= table.mostBytes() ? table.rank(bytes, 0, size) : RankTable.NONE;
        if (token == RankTable.NONE) {
            tokens.add(table, bytes, merge, merge.merge(bytes, 0, size));
        } else {
            tokens.add(token);
        }
    }

    private void wholePiece(String text, int from, int to, BytePairMerge merge, TokenBuffer tokens) {
        var whole = new Utf8Window(Math.toIntExact(4L * (to - from) + 4));
        whole.append(text, from, to);
        piece(whole.bytes(), whole.size(), merge, tokens);
    }
}
