package io.tokenledger.ingest.tokens;

import static io.tokenledger.ingest.tokens.CharacterKind.LETTER;
import static io.tokenledger.ingest.tokens.CharacterKind.LINE_END;
import static io.tokenledger.ingest.tokens.CharacterKind.LOWER;
import static io.tokenledger.ingest.tokens.CharacterKind.NUMBER;
import static io.tokenledger.ingest.tokens.CharacterKind.SPACE;
import static io.tokenledger.ingest.tokens.CharacterKind.UPPER;

/**
 * Cuts a text into the pieces within which tokens are merged, as the regular expressions do that OpenAI published with
 * tiktoken ({@code tiktoken_ext/openai_public.py}). Written out by hand, because a backtracking engine takes more than
 * linear time, or stack, over long runs. Every character is looked at a bounded number of times.
 */
enum PreTokens {
    /** {@code 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+}. */
    GPT2 {
        @Override
        int end(CharSequence text, int from) {
            int suffix = contractionEnd(text, from, false);
            if (suffix > from) {
                return suffix;
            }
            int start = text.charAt(from) == ' ' ? from + 1 : from;
            int kind = CharacterKind.at(text, start);
            if ((kind & LETTER) != 0) {
                return CharacterKind.runEnd(text, start, LETTER);
            }
            if ((kind & NUMBER) != 0) {
                return CharacterKind.runEnd(text, start, NUMBER);
            }
            return CharacterKind.isOther(text, start) ? otherEnd(text, start) : spaceEnd(text, from);
        }
    },

    /**
     * {@code (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+
     * |\s+(?!\S)|\s+}.
     */
    CL100K {
        @Override
        int end(CharSequence text, int from) {
            int suffix = contractionEnd(text, from, true);
            if (suffix > from) {
                return suffix;
            }
            int start = wordStart(text, from);
            if ((CharacterKind.at(text, start) & LETTER) != 0) {
                return CharacterKind.runEnd(text, start, LETTER);
            }
            return notWordEnd(text, from, false);
        }
    },

    /**
     * Words by case, with their contraction:
     * {@code [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?},
     * the same with {@code +} and {@code *} exchanged, then
     * {@code \p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+}.
     */
    O200K {
        @Override
        int end(CharSequence text, int from) {
            int word = caseWordEnd(text, from);
            return word > from ? contractionEnd(text, word, true) : notWordEnd(text, from, true);
        }
    };

    /** Where the piece ends that begins at that index, which is inside the text. */
    abstract int end(CharSequence text, int from);

    /** The two alternatives of words; {@code from} where neither matches. */
    private static int caseWordEnd(CharSequence text, int from) {
        int start = wordStart(text, from);
        int lower = lowerWordEnd(text, start);
        if (lower > start) {
            return lower;
        }
        if (start > from && (CharacterKind.at(text, from) & LOWER) != 0) {
            return start; // the mark that was taken for what may stand before a word is one by itself
        }
        int upper = CharacterKind.runEnd(text, start, UPPER);
        return upper > start ? upper : from;
    }

    /** {@code UPPER*LOWER+}, which gives back what it took too much; {@code start} where it does not match. */
    private static int lowerWordEnd(CharSequence text, int start) {
        int lowerEnd = start;
        int end = start;
        int kind = CharacterKind.at(text, end);
        while ((kind & UPPER) != 0) {
            end = CharacterKind.after(text, end);
            if ((kind & LOWER) != 0) {
                lowerEnd = end;
            }
            kind = CharacterKind.at(text, end);
        }
        return (kind & LOWER) != 0 ? CharacterKind.runEnd(text, end, LOWER) : lowerEnd;
    }

    /** {@code [^\r\n\p{L}\p{N}]?} before a word. */
    private static int wordStart(CharSequence text, int from) {
        return (CharacterKind.at(text, from) & (LETTER | NUMBER | LINE_END)) == 0
                ? CharacterKind.after(text, from)
                : from;
    }

    private static int notWordEnd(CharSequence text, int from, boolean slashes) {
        if ((CharacterKind.at(text, from) & NUMBER) != 0) {
            return numberEnd(text, from);
        }
        int start = text.charAt(from) == ' ' ? from + 1 : from;
        if (!CharacterKind.isOther(text, start)) {
            return lineEnd(text, from);
        }
        int end = otherEnd(text, start);
        while (end < text.length() && isTail(text.charAt(end), slashes)) {
            end++;
        }
        return end;
    }

    private static boolean isTail(char c, boolean slashes) {
        return c == '\r' || c == '\n' || (slashes && c == '/');
    }

    private static int numberEnd(CharSequence text, int from) {
        int end = from;
        for (int i = 0; i < 3 && (CharacterKind.at(text, end) & NUMBER) != 0; i++) {
            end = CharacterKind.after(text, end);
        }
        return end;
    }

    private static int otherEnd(CharSequence text, int from) {
        int end = from;
        while (CharacterKind.isOther(text, end)) {
            end = CharacterKind.after(text, end);
        }
        return end;
    }

    /** {@code \s*[\r\n]+}, else as {@link #spaceEnd}. */
    private static int lineEnd(CharSequence text, int from) {
        int end = CharacterKind.runEnd(text, from, SPACE);
        for (int last = end - 1; last >= from; last--) {
            if ((CharacterKind.at(text, last) & LINE_END) != 0) {
                return last + 1;
            }
        }
        return spaceEnd(text, from, end);
    }

    private static int spaceEnd(CharSequence text, int from) {
        return spaceEnd(text, from, CharacterKind.runEnd(text, from, SPACE));
    }

    /** {@code \s+(?!\S)|\s+}: the last space is left to the word that follows, unless it is the only one. */
    private static int spaceEnd(CharSequence text, int from, int end) {
        return end == text.length() || end - 1 == from ? end : end - 1;
    }

    /** The end of a contraction at that index; the index itself if there is none. */
    private static int contractionEnd(CharSequence text, int from, boolean anyCase) {
        if (from + 1 >= text.length() || text.charAt(from) != '\'') {
            return from;
        }
        char first = folded(text.charAt(from + 1), anyCase);
        if (first == 's' || first == 't' || first == 'm' || first == 'd') {
            return from + 2;
        }
        char second = from + 2 < text.length() ? folded(text.charAt(from + 2), anyCase) : 0;
        boolean two = (first == 'l' && second == 'l') || ((first == 'r' || first == 'v') && second == 'e');
        return two ? from + 3 : from;
    }

    /** Unicode's simple case folding of the letters of contractions; the long s is one of them. */
    private static char folded(char c, boolean anyCase) {
        if (!anyCase) {
            return c;
        }
        if (c == 'ſ') {
            return 's';
        }
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
