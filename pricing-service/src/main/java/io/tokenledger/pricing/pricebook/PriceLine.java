package io.tokenledger.pricing.pricebook;

import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.rating.Free;
import io.tokenledger.pricing.rating.Rates;
import io.tokenledger.pricing.rating.TimeWindow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One line of the native price file, checked field by field; what is wrong goes to the list of faults. */
final class PriceLine {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,24})?");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,12}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl};][^\\p{Cntrl};]{0,199}");
    private static final Pattern TIER = Pattern.compile("[a-z][a-z0-9_-]{0,49}");
    private static final Pattern TEXT = Pattern.compile("[^\\p{Cntrl}]{1,500}");
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .filter(code -> !code.equals("XXX")) // ISO 4217: no currency
            .collect(Collectors.toUnmodifiableSet());

    private final long line;
    private final Map<String, String> fields;
    private final List<PriceFileError> errors;
    private final List<PriceFile.RoundedPrice> rounded;

    PriceLine(
            long line, Map<String, String> fields, List<PriceFileError> errors, List<PriceFile.RoundedPrice> rounded) {
        this.line = line;
        this.fields = fields;
        this.errors = errors;
        this.rounded = rounded;
    }

    /** The line as a price list; null: it has faults, which are now in the list. */
    @Nullable
    PriceRow toRow() {
        int before = errors.size();
        String provider = checked("provider", NAME, "a name of at most 200 characters, without ';'");
        String model = checked("model", NAME, "a name of at most 200 characters, without ';'");
        String tier = checked("service_tier", TIER, "lower-case letters, such as standard, batch, flex, priority");
        if (Free.isTier(tier)) {
            fault(
                    "service_tier",
                    "any but " + Free.GATEWAY_CACHE
                            + ": what a gateway answers out of its own cache is free by definition, without a price list");
        }
        String region = value("region").isEmpty() ? "" : checked("region", NAME, "a region or nothing, without ';'");
        long over = contextOverTokens();
        TimeWindow window = window();
        Instant from = instant("valid_from");
        Instant until = value("valid_until").isEmpty() ? null : instant("valid_until");
        if (until != null && !until.isAfter(from)) {
            fault("valid_until", "must be after valid_from, which is " + from);
        }
        String currency = value("currency");
        if (!CURRENCIES.contains(currency)) {
            fault("currency", "a currency code of ISO 4217, such as USD");
        }
        Rates rates = rates(over);
        checkAliases();
        String source = checked("source", TEXT, "where the price was read, at most 500 characters");
        LocalDate sourceDate = date("source_date");
        if (errors.size() > before) {
            return null;
        }
        var key = new PriceKey("", provider, model, tier, region, over, window);
        return new PriceRow(line, key, new ValidRange(from, until), currency, rates, source, sourceDate);
    }

    private String value(String column) {
        return fields.getOrDefault(column, "");
    }

    private void fault(String column, String rule) {
        errors.add(new PriceFileError(line, column, value(column), rule));
    }

    private String checked(String column, Pattern pattern, String rule) {
        String value = value(column);
        if (!pattern.matcher(value).matches()) {
            fault(column, rule);
        }
        return value;
    }

    private long contextOverTokens() {
        String over = value("context_over_tokens");
        String from = value("context_from_tokens");
        if (!over.isEmpty() && !from.isEmpty()) {
            fault("context_from_tokens", "context_over_tokens is given too: one of the two");
        }
        if (!over.isEmpty()) {
            return threshold("context_over_tokens", 0);
        }
        return from.isEmpty() ? 0 : threshold("context_from_tokens", 2) - 1;
    }

    /** A fault gives the least that is allowed, and the line is refused anyway. */
    private long threshold(String column, long atLeast) {
        String value = value(column);
        if (!WHOLE.matcher(value).matches() || Long.parseLong(value) < atLeast) {
            fault(column, "a whole number of input tokens from " + atLeast + " on, or nothing for the base list");
            return atLeast;
        }
        return Long.parseLong(value);
    }

    private TimeWindow window() {
        try {
            return TimeWindow.parse(value("time_window"));
        } catch (IllegalArgumentException e) {
            fault("time_window", String.valueOf(e.getMessage()));
            return TimeWindow.ALWAYS;
        }
    }

    /** The other names that a line's fields give its model. */
    static List<String> aliases(Map<String, String> fields) {
        return Stream.of(fields.getOrDefault("aliases", "").split(";", -1))
                .map(String::strip)
                .filter(alias -> !alias.isEmpty())
                .distinct()
                .toList();
    }

    private void checkAliases() {
        if (!aliases(fields).stream().allMatch(alias -> NAME.matcher(alias).matches())) {
            fault("aliases", "names of at most 200 characters, separated by ';'");
        }
    }

    /** A date stands for its first second in UTC. A fault gives {@link Instant#EPOCH}, and the line is refused anyway. */
    private Instant instant(String column) {
        String value = value(column);
        try {
            Instant instant = DATE.matcher(value).matches()
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(value).toInstant();
            if (!instant.equals(instant.truncatedTo(ChronoUnit.SECONDS))) {
                fault(column, "prices change at whole seconds");
            } else if (instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)) {
                fault(column, "a time from " + EARLIEST + " to " + LATEST);
            }
            return instant;
        } catch (DateTimeException e) {
            fault(column, "a date such as 2025-06-10, or a time in RFC 3339 such as 2025-06-10T00:00:00Z");
            return Instant.EPOCH;
        }
    }

    private LocalDate date(String column) {
        try {
            return LocalDate.parse(value(column));
        } catch (DateTimeException e) {
            fault(column, "a date such as 2025-06-10");
            return LocalDate.EPOCH;
        }
    }

    private Rates rates(long contextOverTokens) {
        var rates = new HashMap<Meter, Long>();
        fields.forEach((name, value) -> {
            RateColumn column = RateColumn.of(name);
            if (column != null && !value.isEmpty()) {
                rates.put(column.meter(), picoPerUnit(column, value));
            }
        });
        if (rates.isEmpty()) {
            fault("", "at least one price");
        } else if (contextOverTokens > 0) {
            for (Meter meter : List.of(Meter.INPUT, Meter.OUTPUT)) {
                if (!rates.containsKey(meter)) {
                    fault(meter.id(), "a price list above a context threshold must price input and output");
                }
            }
        }
        return Rates.of(rates);
    }

    private long picoPerUnit(RateColumn column, String value) {
        if (!DECIMAL.matcher(value).matches()) {
            fault(column.column(), "a decimal number that is not negative, such as 1.10, without sign or exponent");
            return 0;
        }
        var price = new BigDecimal(value);
        if (column.isAbsurd(price)) {
            fault(
                    column.column(),
                    "at most " + column.mostPerUnit() + " currency unit(s) per unit; is the unit right?");
            return 0;
        }
        BigDecimal exact = column.picoPerUnit(price);
        BigDecimal stored = exact.setScale(0, RoundingMode.HALF_EVEN);
        if (stored.compareTo(exact) != 0) {
            if (stored.signum() == 0) {
                fault(column.column(), "rounds to zero: the finest price is 1e-12 per unit");
            }
            rounded.add(new PriceFile.RoundedPrice(line, column.column(), value, column.price(stored)));
        }
        return stored.longValueExact();
    }
}
