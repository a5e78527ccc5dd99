package io.tokenledger.pricing.query;

import io.tokenledger.pricing.json.JsonText;
import io.tokenledger.pricing.problem.PricingError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times, flags, page sizes, authors: what cannot be used is a problem that names it. Pure. */
public final class QueryParameters {
    private static final int LARGEST_LIMIT = 1_000;
    private static final int LONGEST_TEXT = 500;
    private static final int DEFAULT_LIMIT = 100;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private QueryParameters() {}

    public static @Nullable String text(String name, @Nullable String value) {
        if (value != null && (value.isEmpty() || value.indexOf('\0') >= 0)) {
            throw PricingError.PARAMETER_INVALID.because(name + " is empty or holds a NUL");
        }
        return value;
    }

    public static boolean flag(String name, @Nullable String value) {
        return switch (value) {
            case null -> false;
            case "false" -> false;
            case "true" -> true;
            default -> throw PricingError.PARAMETER_INVALID.because(name + " is '" + value + "': true or false");
        };
    }

    /** A time in RFC 3339, of our era. */
    public static Instant instant(String name, @Nullable String value, Instant absent) {
        return value == null ? absent : instant(name, value);
    }

    /** The same where there is one. */
    public static Instant instant(String name, String value) {
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
    public static Instant second(String name, String value) {
        Instant instant;
        try {
            instant = value.length() == 10
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : instant(name, value);
        } catch (DateTimeException e) {
            throw PricingError.PARAMETER_INVALID.because(
                    name + " is '" + value + "': a date, or a time in RFC 3339", e);
        }
        if (!instant.equals(instant.truncatedTo(ChronoUnit.SECONDS))) {
            throw PricingError.PARAMETER_INVALID.because(name + " is '" + value + "': prices change at whole seconds");
        }
        return instant;
    }

    public static int limit(@Nullable String value) {
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

    /** A whole number that names something, as answers give it. */
    public static long id(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw PricingError.PARAMETER_INVALID.because(
                    name + " is '" + JsonText.shown(value) + "': a whole number", e);
        }
    }

    /** Who brings something, why, or by which label; it is kept. */
    public static String said(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw PricingError.PARAMETER_MISSING.because(name + " is required: it is kept who changed what, and why");
        }
        if (value.length() > LONGEST_TEXT || value.chars().anyMatch(Character::isISOControl)) {
            throw PricingError.PARAMETER_INVALID.because(
                    name + " has at most " + LONGEST_TEXT + " characters, none of them a control character");
        }
        return value.strip();
    }
}
