package io.tokenledger.report.allocation;

import io.tokenledger.report.json.JsonForm;
import io.tokenledger.report.problem.ReportError;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fields that rules of both kinds have. Pure. */
final class RuleFields {
    private static final long MOST = 1_000_000;

    private RuleFields() {}

    static int position(JsonForm form) {
        return number(form, "position");
    }

    /** The version that a change was made from. */
    static int version(JsonForm form) {
        return number(form, "version");
    }

    private static int number(JsonForm form, String field) {
        Long number = form.count(field);
        if (number == null) {
            throw ReportError.FIELD_MISSING.because(field + " is missing");
        }
        if (number > MOST) {
            throw ReportError.FIELD_INVALID.because(field + " is " + number + ": at most " + MOST + " is expected");
        }
        return number.intValue();
    }

    /** Exclusive; null: until further notice. */
    static @Nullable LocalDate validUntil(JsonForm form, LocalDate validFrom) {
        LocalDate until = form.date("valid_until");
        if (until != null && !until.isAfter(validFrom)) {
            throw ReportError.FIELD_INVALID.because(
                    "valid_until is " + until + ": a day after valid_from " + validFrom + " is expected");
        }
        return until;
    }

    /** A value of an enum by its name in small letters; null where the field is missing. */
    static <E extends Enum<E>> @Nullable E oneOf(JsonForm form, String field, Class<E> type) {
        List<String> names =
                Stream.of(type.getEnumConstants()).map(RuleFields::wireName).toList();
        String name = form.oneOf(field, names);
        return name == null ? null : Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }

    static String wireName(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
