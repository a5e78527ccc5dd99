package io.tokenledger.report.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Values in one field of a file or a form: separated by semicolons, blanks around them do not count, and a backslash before
 * a character takes it as it is. {@code \-} is the empty value: not attributed. A text that a spreadsheet would take for a
 * formula has an apostrophe before it, which is no part of it. Pure.
 */
public final class CsvValues {
    private static final String NOTHING = "\\-";
    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r\\n].*", Pattern.DOTALL);
    private static final Pattern KEPT_FROM_BEING_ONE = Pattern.compile("'+[=+\\-@\\t\\r\\n].*", Pattern.DOTALL);

    private CsvValues() {}

    public static String join(List<String> values) {
        return values.stream().map(CsvValues::written).collect(Collectors.joining(";"));
    }

    /** The values; one, the text itself, where there is no semicolon. */
    public static List<String> split(String field) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        int kept = 0; // so many characters of the value are no blanks to be dropped
        for (int i = 0; i < field.length(); i++) {
            char character = field.charAt(i);
            if (character == ';') {
                values.add(value.substring(0, kept));
                value.setLength(0);
                kept = 0;
            } else if (character == '\\' && i + 1 < field.length()) {
                i++;
                if (field.charAt(i) != '-') {
                    value.append(field.charAt(i));
                }
                kept = value.length();
            } else if (!Character.isWhitespace(character)) {
                value.append(character);
                kept = value.length();
            } else if (kept > 0) {
                value.append(character);
            }
        }
        values.add(value.substring(0, kept));
        return values;
    }

    /** As a field of a file. */
    static String harmless(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    /** What {@link #harmless} was given. */
    static String meant(String field) {
        return KEPT_FROM_BEING_ONE.matcher(field).matches() ? field.substring(1) : field;
    }

    private static String written(String value) {
        if (value.isEmpty()) {
            return NOTHING;
        }
        String text = value.replace("\\", "\\\\").replace(";", "\\;");
        if (Character.isWhitespace(text.charAt(text.length() - 1))) {
            text = text.substring(0, text.length() - 1) + "\\" + text.charAt(text.length() - 1);
        }
        return Character.isWhitespace(text.charAt(0)) ? "\\" + text : text;
    }
}
