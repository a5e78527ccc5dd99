package io.tokenledger.pricing.contract;

import io.tokenledger.pricing.json.JsonText;
import io.tokenledger.pricing.problem.PricingError;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of questions about contracts. Pure. */
final class ContractParameters {
    private static final int DEFAULT_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1_000;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private ContractParameters() {}

    static String tenant(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw PricingError.PARAMETER_MISSING.because("query parameter 'tenant' is missing");
        }
        boolean isStorable =
                value.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(value);
        if (!isStorable || value.length() > TermReader.LONGEST_TENANT) {
            throw PricingError.PARAMETER_INVALID.because("tenant has at most " + TermReader.LONGEST_TENANT
                    + " characters, no NUL, no half of a surrogate pair");
        }
        return value;
    }

    static Instant instant(String name, String value) {
        try {
            Instant time = OffsetDateTime.parse(value).toInstant();
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException e) {
            throw PricingError.PARAMETER_INVALID.because(
                    name + " is '" + JsonText.shown(value) + "': a time in RFC 3339", e);
        }
        throw PricingError.PARAMETER_INVALID.because(name + " is '" + value + "': a time of our era");
    }

    static int limit(@Nullable String value) {
        if (value == null) {
            return DEFAULT_LIMIT;
        }
        long limit = id("limit", value);
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw PricingError.PARAMETER_INVALID.because("limit is " + limit + ": from 1 to " + LARGEST_LIMIT);
        }
        return (int) limit;
    }

    static long id(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw PricingError.PARAMETER_INVALID.because(
                    name + " is '" + JsonText.shown(value) + "': a whole number", e);
        }
    }
}
