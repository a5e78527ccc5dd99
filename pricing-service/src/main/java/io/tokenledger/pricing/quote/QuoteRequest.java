package io.tokenledger.pricing.quote;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.pricing.json.JsonText;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.problem.PricingProblem;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.RatingRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One quote as it comes in JSON, read field by field; what cannot be used is a {@link PricingProblem}. Pure.
 *
 * @param knownAt asks by what was believed then; null: by what is believed now
 */
record QuoteRequest(
        RatingRequest rating, QuotedUsage usage, @Nullable Instant knownAt) {
    private static final String STANDARD = "standard";
    private static final int LONGEST_TEXT = 256;
    private static final Set<String> FIELDS =
            Set.of("provider", "model", "service_tier", "region", "at", "known_at", "tenant", "usage");

    /** @param now stands for {@code at} where that is missing */
    static QuoteRequest read(JsonNode quote, Instant now) {
        if (!quote.isObject()) {
            throw PricingError.FIELD_WRONG_TYPE.because("a quote is an object, not " + JsonText.kind(quote));
        }
        refuseUnknown(quote, FIELDS, "");
        String tenant = text(quote, "tenant");
        String tier = text(quote, "service_tier");
        String region = text(quote, "region");
        QuotedUsage usage = QuotedUsage.read(quote.path("usage"));
        var rating = new RatingRequest(
                tenant == null ? PriceBook.LIST : tenant,
                required(quote, "provider"),
                required(quote, "model"),
                tier == null ? STANDARD : tier,
                region == null ? "" : region,
                time(quote, "at", now),
                usage.meters());
        Instant knownAt = text(quote, "known_at") == null ? null : time(quote, "known_at", now);
        return new QuoteRequest(rating, usage, knownAt);
    }

    /** A misspelt field would be a count of 0, and a price that is wrong without a word. */
    static void refuseUnknown(JsonNode object, Set<String> known, String path) {
        for (var field : object.properties()) {
            if (!known.contains(field.getKey())) {
                throw PricingError.FIELD_UNKNOWN.because("'" + path + JsonText.shown(field.getKey())
                        + "' is not known; known are " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    private static String required(JsonNode quote, String field) {
        String text = text(quote, field);
        if (text == null) {
            throw PricingError.FIELD_MISSING.because(field + " is missing");
        }
        return text;
    }

    private static @Nullable String text(JsonNode quote, String field) {
        JsonNode value = quote.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw PricingError.FIELD_WRONG_TYPE.because(field + " is a string, not " + JsonText.kind(value));
        }
        String text = value.textValue();
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            throw PricingError.TEXT_INVALID.because(
                    field + " has 1 to " + LONGEST_TEXT + " characters that are not all blank");
        }
        return text;
    }

    private static Instant time(JsonNode quote, String field, Instant absent) {
        String at = text(quote, field);
        if (at == null) {
            return absent;
        }
        try {
            return OffsetDateTime.parse(at).toInstant();
        } catch (DateTimeException e) {
            throw PricingError.TIME_INVALID.because(
                    field + " is '" + JsonText.shown(at) + "': a time in RFC 3339 such as 2025-06-10T00:00:00Z", e);
        }
    }
}
