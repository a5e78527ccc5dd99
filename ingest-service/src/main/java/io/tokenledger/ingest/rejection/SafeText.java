package io.tokenledger.ingest.rejection;

/** Text from outside, made fit for a detail, a topic and a PostgreSQL text column. */
public final class SafeText {
    /** Most characters of a sender's text that a detail shows. */
    public static final int QUOTED_CHARS = 64;

    private static final char REPLACEMENT = '\uFFFD';

    private SafeText() {}

    /** Where the first control character or lone surrogate stands; -1 where the text has none. */
    public static int firstInvalid(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                return i;
            }
            if (Character.isSurrogate(c)) {
                if (!isPair(text, i)) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static boolean isPair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
    }

    /** At most so many characters of the text, every control character and lone surrogate replaced by U+FFFD. */
    public static String cleaned(String text, int maxChars) {
        String cut = text.length() <= maxChars ? text : text.substring(0, maxChars);
        if (firstInvalid(cut) < 0) {
            return cut;
        }
        var clean = new StringBuilder(cut);
        for (int i = firstInvalid(cut); i < cut.length(); i++) {
            char c = cut.charAt(i);
            if (Character.isSurrogate(c) && isPair(cut, i)) {
                i++;
            } else if (c < ' ' || Character.isSurrogate(c)) {
                clean.setCharAt(i, REPLACEMENT);
            }
        }
        return clean.toString();
    }

    /** The text in quotes for a detail, cut where it is long. Never to be used on content. */
    public static String quoted(String text) {
        return "'" + cleaned(text, QUOTED_CHARS) + (text.length() > QUOTED_CHARS ? "…'" : "'");
    }
}
