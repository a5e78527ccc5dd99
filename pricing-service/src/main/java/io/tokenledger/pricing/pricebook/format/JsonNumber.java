package io.tokenledger.pricing.pricebook.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers of a foreign file, exactly as they are written. */
final class JsonNumber {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,2})?");
    private static final int MOST_DIGITS = 18;

    private JsonNumber() {}

    /** A number, or text that is one (LiteLLM's own reader takes it too); null: it is neither. */
    static @Nullable BigDecimal of(@Nullable JsonNode value) {
        if (value == null || !(value.isNumber() || value.isTextual())) {
            return null;
        }
        if (value.isNumber()) {
            return value.decimalValue();
        }
        return DECIMAL.matcher(value.textValue()).matches() ? new BigDecimal(value.textValue()) : null;
    }

    /** A count, like 256000 or 256000.0; null: it is none. */
    static @Nullable Long count(@Nullable JsonNode value) {
        BigDecimal number = value != null && value.isNumber() ? value.decimalValue() : null;
        if (number == null
                || number.signum() < 0
                || (long) number.precision() - number.scale() > MOST_DIGITS
                || number.scale() > MOST_DIGITS
                || number.remainder(BigDecimal.ONE).signum() != 0) {
            return null;
        }
        return number.longValueExact();
    }
}
