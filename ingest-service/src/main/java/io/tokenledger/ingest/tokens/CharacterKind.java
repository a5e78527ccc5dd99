package io.tokenledger.ingest.tokens;

/**
 * What a character is to the published patterns, as bits: {@code \p{L}}, {@code \p{N}}, {@code \s} (Unicode's
 * White_Space), the two overlapping halves that o200k_base divides letters and marks into, and line ends. What is no
 * letter, number or space is the patterns' {@code [^\s\p{L}\p{N}]}. Half of a surrogate pair, which has no form in
 * UTF-8, is U+FFFD, as in tiktoken.
 */
final class CharacterKind {
    static final int LETTER = 1;
    static final int NUMBER = 1 << 1;
    static final int SPACE = 1 << 2;
    /** Lu, Lt, Lm, Lo, M. */
    static final int UPPER = 1 << 3;
    /** Ll, Lm, Lo, M. */
    static final int LOWER = 1 << 4;
    /** Carriage return or line feed; a space too. */
    static final int LINE_END = 1 << 5;

    private static final int REPLACEMENT = 0xFFFD;
    private static final byte[] BASIC_PLANE = basicPlane();

    private CharacterKind() {}

    /** The code point at that index. */
    static int codePoint(CharSequence text, int index) {
        char first = text.charAt(index);
        if (!Character.isSurrogate(first)) {
            return first;
        }
        int codePoint = Character.codePointAt(text, index);
        return codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT ? REPLACEMENT : codePoint;
    }

    /** The bits of a code point. */
    static int of(int codePoint) {
        return codePoint < BASIC_PLANE.length ? BASIC_PLANE[codePoint] : kind(codePoint);
    }

    /** The bits of what stands at that index; none of them at the text's end. */
    static int at(CharSequence text, int index) {
        return index < text.length() ? of(codePoint(text, index)) : 0;
    }

    /** Whether there is a character at that index that is no letter, number or space. */
    static boolean isOther(CharSequence text, int index) {
        return index < text.length() && (at(text, index) & (LETTER | NUMBER | SPACE)) == 0;
    }

    /** The index after the character at that one. */
    static int after(CharSequence text, int index) {
        return index + Character.charCount(codePoint(text, index));
    }

    /** Where the run of characters with one of the bits ends that begins at that index; the index itself if there is none. */
    static int runEnd(CharSequence text, int from, int bits) {
        int end = from;
        while ((at(text, end) & bits) != 0) {
            end = after(text, end);
        }
        return end;
    }

    private static byte[] basicPlane() {
        byte[] kinds = new byte[Character.MIN_SUPPLEMENTARY_CODE_POINT];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = (byte) kind(i);
        }
        return kinds;
    }

    private static int kind(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> LETTER | UPPER;
            case Character.LOWERCASE_LETTER -> LETTER | LOWER;
            case Character.MODIFIER_LETTER, Character.OTHER_LETTER -> LETTER | UPPER | LOWER;
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
                UPPER | LOWER;
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> NUMBER;
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> SPACE;
            case Character.CONTROL -> control(codePoint);
            default -> 0;
        };
    }

    /** The controls that are White_Space: tab to carriage return, and next line. */
    private static int control(int codePoint) {
        if (codePoint == '\r' || codePoint == '\n') {
            return SPACE | LINE_END;
        }
        return (codePoint >= '\t' && codePoint <= '\r') || codePoint == 0x85 ? SPACE : 0;
    }
}
