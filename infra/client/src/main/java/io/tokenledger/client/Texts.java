package io.tokenledger.client;

import org.jspecify.annotations.Nullable;

/** What ingest takes as a text; what it would refuse is refused here, where the caller is seen. */
final class Texts {
    /** Longest text of an attribution, in UTF-16 units. */
    static final int MAX_CHARS = 256;

    /** Longest part of an identity, in UTF-16 units. */
    static final int MAX_IDENTITY_CHARS = 512;

    private Texts() {}

    /** The text itself. */
    static String required(String field, @Nullable String text, int maxChars) {
        String checked = optional(field, text, maxChars);
        if (checked == null) {
            throw new IllegalArgumentException(field + " is missing or blank: every event has one");
        }
        return checked;
    }

    /** The text itself; null where it is null or blank. */
    static @Nullable String optional(String field, @Nullable String text, int maxChars) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > maxChars) {
            throw new IllegalArgumentException(field + " has " + text.length() + " characters: at most " + maxChars);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c < ' ' || (Character.isSurrogate(c) && !pair)) {
                throw new IllegalArgumentException(
                        field + " has the character U+%04X at %d: no control characters".formatted((int) c, i)
                                + " and no half of a surrogate pair");
            }
            if (pair) {
                i++;
            }
        }
        return text;
    }
}
