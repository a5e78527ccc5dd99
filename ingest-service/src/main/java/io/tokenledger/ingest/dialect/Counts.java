package io.tokenledger.ingest.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Counts as some providers write them: whole ones with a point, the same one under several names, sums of parts. */
public final class Counts {
    /** Far beyond any count, and short enough to be looked at. */
    private static final int MAX_DIGITS = 64;

    private Counts() {}

    /** The count of that field, where {@code 28.0} is 28 and {@code 28.5} is refused; null where it is absent. */
    public static @Nullable Long wholeOrNull(JsonFields fields, String name) throws Refusal {
        JsonNode value = fields.present(name);
        if (value == null || !value.isNumber() || value.isIntegralNumber()) {
            return fields.countOrNull(name);
        }
        BigDecimal number = value.decimalValue();
        if (Math.abs(number.scale()) > MAX_DIGITS
                || number.precision() > MAX_DIGITS
                || number.stripTrailingZeros().scale() > 0) {
            return fields.countOrNull(name);
        }
        JsonNode whole = JsonNodeFactory.instance.objectNode().put(name, number.toBigIntegerExact());
        return new JsonFields(whole, fields.path()).countOrNull(name);
    }

    /** The same, where an absent field is 0. */
    public static long whole(JsonFields fields, String name) throws Refusal {
        Long count = wholeOrNull(fields, name);
        return count == null ? 0 : count;
    }

    /** The count of the first of these fields that is there; null where none is. */
    public static @Nullable Long first(JsonFields fields, String... names) throws Refusal {
        for (String name : names) {
            if (fields.present(name) != null) {
                return wholeOrNull(fields, name);
            }
        }
        return null;
    }

    /** 0 for what is absent. */
    public static long orZero(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    /** A total of counts; refused where it is beyond belief itself. */
    public static long total(JsonFields fields, long... counts) throws Refusal {
        long total = 0;
        for (long count : counts) {
            total += count;
            if (total > JsonFields.MAX_COUNT) {
                throw new Refusal(
                        IngestError.COUNT_ABSURD,
                        fields.path() + " adds up to more than " + JsonFields.MAX_COUNT + " tokens");
            }
        }
        return total;
    }

    /** What is left of a whole without its part; refused where the part is larger. */
    public static long rest(JsonFields fields, String what, long whole, long part) throws Refusal {
        if (part > whole) {
            throw new Refusal(
                    IngestError.COUNT_EXCEEDS_WHOLE,
                    fields.path() + " has " + whole + " " + what + ", and a part of " + part
                            + " of them: a part is at most its whole");
        }
        return whole - part;
    }
}
