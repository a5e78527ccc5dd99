package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.problem.PricingError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What callers ask the book with: times, flags and page sizes; what cannot be used is a problem that names it. */
final class BookParameters {
    static final int LARGEST_LIMIT = 1_000;
    private static final int DEFAULT_LIMIT = 100;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private BookParameters() {}

    static @Nullable String text(String name, @Nullable String value) {
        if (value != null && (value.isEmpty() || value.indexOf('\0') >= 0)) {
            throw PricingError.PARAMETER_INVALID.because(name + " is empty or holds a NUL");
        }
        return value;
    }

    static boolean flag(String name, @Nullable String value) {
        return switch (value) {
            case null -> false;
            case "false" -> false;
            case "true" -> true;
            default -> throw PricingError.PARAMETER_INVALID.because(name + " is '" + value + "': true or false");
        };
    }

    static Instant instant(String name, @Nullable String value, Instant absent) {
        if (value == null) {
            return absent;
        }
        try {
            Instant instant = OffsetDateTime.parse(value)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toInstant();
            if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            throw PricingError.PARAMETER_INVALID.because(name + " is '" + value + "': a time in RFC 3339", e);
        }
        throw PricingError.PARAMETER_INVALID.because(name + " is '" + value + "': a time of our era");
    }

    /** A time at which a price may change: a whole second; a date stands for its first one in UTC. */
    static Instant second(String name, String value) {
        Instant instant;
        try {
            instant = value.length() == 10
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : instant(name, value, Instant.EPOCH);
        } catch (DateTimeException e) {
            throw PricingError.PARAMETER_INVALID.because(
                    name + " is '" + value + "': a date, or a time in RFC 3339", e);
        }
        if (!instant.equals(instant.truncatedTo(ChronoUnit.SECONDS))) {
            throw PricingError.PARAMETER_INVALID.because(name + " is '" + value + "': prices change at whole seconds");
        }
        return instant;
    }

    static int limit(@Nullable String value) {
        if (value == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= LARGEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw PricingError.PARAMETER_INVALID.because("limit is '" + value + "': a number", e);
        }
        throw PricingError.PARAMETER_INVALID.because("limit is '" + value + "': from 1 to " + LARGEST_LIMIT);
    }
}
