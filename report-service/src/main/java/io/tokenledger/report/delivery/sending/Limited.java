package io.tokenledger.report.delivery.sending;

/** Texts cut to what a target takes. */
final class Limited {
    private Limited() {}

    /** The text, or its beginning with an ellipsis; never half of a character. */
    static String to(int length, String text) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return text.substring(0, end) + "…";
    }
}
