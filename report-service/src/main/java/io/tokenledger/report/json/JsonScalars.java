package io.tokenledger.report.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Which decimals, dates and texts are taken from outside, also from files. */
public final class JsonScalars {
    static final int LONGEST_TEXT = 500;
    private static final int DIGITS = 19;
    private static final int PLACES = 6;
    private static final BigDecimal MOST = new BigDecimal("1000000000000");

    private JsonScalars() {}

    /** A number or the text of one, exact; null where it is none, or has more than 6 places or 13 digits before them. */
    public static @Nullable BigDecimal decimal(JsonNode value) {
        if (value.isTextual()) {
            return decimal(value.textValue());
        }
        return value.isNumber() ? fitting(value.decimalValue()) : null;
    }

    /** The same of a plain text, without exponent. */
    public static @Nullable BigDecimal decimal(String text) {
        return text.matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?") ? fitting(new BigDecimal(text)) : null;
    }

    private static @Nullable BigDecimal fitting(BigDecimal decimal) {
        BigDecimal plain = decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
        boolean fits = plain.scale() <= PLACES && plain.precision() - plain.scale() <= DIGITS - PLACES;
        return fits ? plain : null;
    }

    /** A number of things, or the text of one; null where it is none of 1 to 1e12. */
    static @Nullable Long count(JsonNode value) {
        BigDecimal decimal = decimal(value);
        if (decimal == null || decimal.scale() > 0 || decimal.signum() <= 0 || decimal.compareTo(MOST) > 0) {
            return null;
        }
        return decimal.longValueExact();
    }

    /** {@code 2026-11-20}; null where it is none of the years 1900 to 9999. */
    public static @Nullable LocalDate date(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            return date.getYear() >= 1900 && date.getYear() <= 9999 ? date : null;
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    /** Whether a text can be kept: 1 to 500 characters, not all blank, nothing that a database or a page refuses. */
    public static boolean isStorable(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_TEXT
                && text.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
