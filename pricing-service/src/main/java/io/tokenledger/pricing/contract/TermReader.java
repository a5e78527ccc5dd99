package io.tokenledger.pricing.contract;

import io.tokenledger.pricing.contract.settlement.Commitment;
import io.tokenledger.pricing.contract.settlement.TermScope;
import io.tokenledger.pricing.contract.settlement.Terms;
import io.tokenledger.pricing.json.JsonText;
import io.tokenledger.pricing.pricebook.ValidRange;
import io.tokenledger.pricing.problem.PricingError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a term as it comes in JSON, checks it, and tells what cannot be. Pure. */
final class TermReader {
    static final int LONGEST_TENANT = 256;

    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_REASON = 500;
    private static final long QUARTER_HOUR_SECONDS = 15 * 60;

    /** As for events: the ledger has no partitions before. */
    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final Set<String> OF_EVERY_TERM =
            Set.of("tenant", "author", "reason", "provider", "from", "until", "timezone", "currency");
    private static final Set<String> OF_A_SCOPE = Set.of("model", "service_tier", "region");

    private TermReader() {}

    static TermDraft read(JsonFields json, String kind) {
        var known = new HashSet<>(OF_EVERY_TERM);
        known.addAll(TermNumbers.fields(kind));
        if (!kind.equals(Commitment.KIND)) {
            known.addAll(OF_A_SCOPE);
        }
        json.refuseOthersThan(known);
        ZoneId zone = zone(json);
        String currency = currency(json);
        Terms terms = TermNumbers.read(json, kind);
        return new TermDraft(
                json.text("tenant", LONGEST_TENANT),
                new TermScope(
                        json.text("provider", LONGEST_NAME),
                        orEmpty(json.textOrNull("model", LONGEST_NAME)),
                        orEmpty(json.textOrNull("service_tier", LONGEST_NAME)),
                        orEmpty(json.textOrNull("region", LONGEST_NAME))),
                range(json, zone, terms),
                zone,
                currency,
                terms,
                json.text("author", LONGEST_REASON),
                json.text("reason", LONGEST_REASON));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static ZoneId zone(JsonFields json) {
        String zone = json.textOrNull("timezone", LONGEST_NAME);
        if (zone == null) {
            return ZoneId.of("UTC");
        }
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw PricingError.CONTRACT_TIMEZONE_UNKNOWN.because("timezone is '" + JsonText.shown(zone)
                    + "': a name of the IANA time zone database, such as Europe/Berlin");
        }
        return ZoneId.of(zone);
    }

    private static String currency(JsonFields json) {
        String currency = json.text("currency", LONGEST_NAME);
        // Without a minor unit: metals, test codes, and XXX, which is no currency.
        boolean isMoney = Currency.getAvailableCurrencies().stream()
                .anyMatch(known -> known.getCurrencyCode().equals(currency) && known.getDefaultFractionDigits() >= 0);
        if (!isMoney) {
            throw PricingError.CONTRACT_CURRENCY_UNKNOWN.because(
                    "currency is '" + JsonText.shown(currency) + "': a currency of ISO 4217, such as USD");
        }
        return currency;
    }

    private static ValidRange range(JsonFields json, ZoneId zone, Terms terms) {
        Instant from = time("from", json.text("from", LONGEST_NAME), zone);
        String end = json.textOrNull("until", LONGEST_NAME);
        if (end == null) {
            if (terms instanceof Commitment) {
                throw PricingError.FIELD_MISSING.because("until is missing: a commitment has an end");
            }
            return new ValidRange(from, null);
        }
        Instant until = time("until", end, zone);
        if (!until.isAfter(from)) {
            throw PricingError.CONTRACT_RANGE_INVALID.because(
                    "until is " + until + ", from is " + from + ": a term ends after it begins");
        }
        boolean isByTheHour = TermNumbers.isByTheHour(terms);
        if (isByTheHour
                && Duration.between(from, until).toSeconds()
                                % Duration.ofHours(1).toSeconds()
                        != 0) {
            throw PricingError.CONTRACT_RANGE_INVALID.because("from " + from + " until " + until + " are "
                    + Duration.between(from, until) + ": throughput is rented for whole hours");
        }
        return new ValidRange(from, until);
    }

    /** A time in RFC 3339, or a day, which begins by the clock of the term's zone. */
    private static Instant time(String name, String text, ZoneId zone) {
        Instant time;
        try {
            time = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw PricingError.TIME_INVALID.because(
                    name + " is '" + JsonText.shown(text) + "': a day as 2026-11-01, or a time in RFC 3339", e);
        }
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw PricingError.CONTRACT_RANGE_INVALID.because(
                    name + " is " + JsonText.shown(text) + ": from " + EARLIEST + " to " + LATEST);
        }
        if (time.getNano() != 0 || time.getEpochSecond() % QUARTER_HOUR_SECONDS != 0) {
            throw PricingError.CONTRACT_RANGE_INVALID.because(
                    name + " is " + time + ": usage is summed up by quarters of an hour, and a term is cut there");
        }
        return time;
    }
}
