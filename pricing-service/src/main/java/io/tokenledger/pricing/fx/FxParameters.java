package io.tokenledger.pricing.fx;

import io.tokenledger.pricing.problem.PricingError;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of questions about rates. Pure. */
final class FxParameters {
    static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);

    private FxParameters() {}

    static String currency(String name, @Nullable String value) {
        if (value == null) {
            throw PricingError.PARAMETER_MISSING.because(name + " is required: a currency of ISO 4217");
        }
        if (!EcbRatesCsv.CURRENCIES.contains(value)) {
            throw PricingError.PARAMETER_INVALID.because(name + " is '" + value + "': a currency of ISO 4217");
        }
        return value;
    }

    /** A date as it stands; of a time its day in UTC. */
    static LocalDate day(String name, @Nullable String value, LocalDate absent) {
        if (value == null) {
            return absent;
        }
        try {
            LocalDate day = value.indexOf('T') > 0 ? utc(value).toLocalDate() : LocalDate.parse(value);
            return believable(name, value, day);
        } catch (DateTimeException e) {
            throw PricingError.PARAMETER_INVALID.because(
                    name + " is '" + value + "': a day as 2026-11-20, or a time in RFC 3339", e);
        }
    }

    private static OffsetDateTime utc(String value) {
        return OffsetDateTime.parse(value).withOffsetSameInstant(ZoneOffset.UTC);
    }

    private static LocalDate believable(String name, String value, LocalDate day) {
        if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
            throw PricingError.PARAMETER_INVALID.because(name + " is '" + value + "': a time of our era");
        }
        return day;
    }
}
