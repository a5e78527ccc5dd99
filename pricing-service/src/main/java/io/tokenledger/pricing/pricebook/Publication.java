package io.tokenledger.pricing.pricebook;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.json.JsonForm;
import io.tokenledger.pricing.json.JsonText;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.rating.ModelName;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Prices that a caller publishes, read field by field under the rules of the native price file. Pure.
 *
 * @param prices the price lists; a tenant's are its contract
 * @param names other names of the models
 * @param supersede whether they may cover prices that are in force in the same range
 */
record Publication(
        List<PriceRow> prices,
        List<ModelName> names,
        List<PriceFile.RoundedPrice> rounded,
        String author,
        String reason,
        boolean supersede) {
    private static final int MOST_PRICES = 1_000;
    private static final Set<String> FIELDS = Set.of("author", "reason", "supersede", "prices");
    private static final Set<String> TEXTS = Set.of(
            "tenant",
            "provider",
            "model",
            "service_tier",
            "region",
            "time_window",
            "valid_from",
            "valid_until",
            "currency",
            "source",
            "source_date");
    private static final Set<String> NUMBERS = Set.of("context_over_tokens", "context_from_tokens");
    private static final Set<String> RATE_FIELDS = Set.of("meter", "unit_price", "per_million");
    private static final Pattern TENANT = Pattern.compile("[^\\s\\p{Cntrl}][^\\p{Cntrl}]{0,199}");

    static Publication read(InputStream json) {
        var body = JsonForm.read(json, FIELDS);
        JsonNode prices = body.node("prices");
        if (!prices.isArray() || prices.isEmpty()) {
            throw PricingError.FIELD_MISSING.because("prices is missing: an array of at least one price list");
        }
        if (prices.size() > MOST_PRICES) {
            throw PricingError.PRICES_TOO_MANY.because(
                    prices.size() + " price lists; a call takes " + MOST_PRICES + ", a file takes more");
        }
        var rows = new ArrayList<PriceRow>();
        var names = new LinkedHashMap<ModelName, Long>();
        var errors = new ArrayList<PriceFileError>();
        var rounded = new ArrayList<PriceFile.RoundedPrice>();
        for (int i = 0; i < prices.size(); i++) {
            readPrice(prices.get(i), i, rows, names, errors, rounded);
        }
        if (errors.isEmpty()) {
            errors.addAll(PriceFileRules.violations(rows, names));
        }
        if (!errors.isEmpty()) {
            throw new PriceFileException(errors);
        }
        return new Publication(
                rows,
                List.copyOf(names.keySet()),
                rounded,
                body.said("author"),
                body.said("reason"),
                body.flag("supersede"));
    }

    private static void readPrice(
            JsonNode json,
            int index,
            List<PriceRow> rows,
            Map<ModelName, Long> names,
            List<PriceFileError> errors,
            List<PriceFile.RoundedPrice> rounded) {
        String path = "prices[" + index + "]";
        var known = new TreeSet<>(TEXTS);
        known.addAll(NUMBERS);
        known.addAll(List.of("aliases", "rates"));
        var price = JsonForm.of(json, path, known);
        var fields = new HashMap<String, String>();
        for (String name : TEXTS) {
            String text = price.text(name);
            fields.put(name, text == null ? "" : text.strip());
        }
        for (String name : NUMBERS) {
            fields.put(name, wholeNumber(price, name));
        }
        if (fields.getOrDefault("service_tier", "").isEmpty()) {
            fields.put("service_tier", "standard");
        }
        fields.put("aliases", aliases(price.node("aliases"), path));
        fields.putAll(rates(price.node("rates"), path));
        long line = index + 1L;
        PriceRow row = new PriceLine(line, fields, errors, rounded).toRow();
        String tenant = fields.getOrDefault("tenant", "");
        if (!tenant.isEmpty() && !TENANT.matcher(tenant).matches()) {
            errors.add(new PriceFileError(line, "tenant", tenant, "a tenant's name of at most 200 characters"));
        } else if (row != null) {
            rows.add(row.forTenant(tenant));
            for (JsonNode alias : price.node("aliases")) {
                names.put(
                        ModelName.of(
                                row.key().provider(), alias.asText(), row.key().model()),
                        line);
            }
        }
    }

    private static String wholeNumber(JsonForm price, String field) {
        JsonNode number = price.node(field);
        if (number.isMissingNode() || number.isNull()) {
            return "";
        }
        if (!number.isIntegralNumber()) {
            throw PricingError.FIELD_WRONG_TYPE.because(
                    price.name(field) + " is " + JsonText.kind(number) + ": a whole number is expected");
        }
        return number.asText();
    }

    private static String aliases(JsonNode aliases, String path) {
        if (aliases.isMissingNode() || aliases.isNull()) {
            return "";
        }
        var names = new ArrayList<String>();
        for (JsonNode alias : aliases) {
            if (!alias.isTextual() || alias.textValue().indexOf(';') >= 0) {
                throw PricingError.FIELD_WRONG_TYPE.because(path + ".aliases is an array of names, without ';'");
            }
            names.add(alias.textValue());
        }
        return String.join(";", names);
    }

    /** Each rate as the column of the native file that means the same. */
    private static Map<String, String> rates(JsonNode rates, String path) {
        if (!rates.isArray()) {
            throw PricingError.FIELD_MISSING.because(
                    path + ".rates is missing: an array such as [{\"meter\":\"input\",\"per_million\":\"1.10\"}]");
        }
        var columns = new HashMap<String, String>();
        for (JsonNode stated : rates) {
            var rate = JsonForm.of(stated, path + ".rates", RATE_FIELDS);
            String id = rate.text("meter");
            String perUnit = rate.text("unit_price");
            String perMillion = rate.text("per_million");
            if (id == null || (perUnit == null) == (perMillion == null)) {
                throw PricingError.FIELD_MISSING.because(
                        path + ".rates: each has a meter, and either unit_price or per_million, as decimal text");
            }
            RateColumn column = RateColumn.of(meter(id, path));
            String price = perUnit != null ? inUnitOf(column, perUnit, 0) : inUnitOf(column, perMillion, 6);
            if (columns.put(column.column(), price) != null) {
                throw PricingError.FIELD_WRONG_TYPE.because(path + ".rates has meter '" + id + "' twice");
            }
        }
        return columns;
    }

    private static Meter meter(String id, String path) {
        try {
            return Meter.of(id);
        } catch (IllegalArgumentException e) {
            throw PricingError.FIELD_UNKNOWN.because(path + ".rates: " + e.getMessage(), e);
        }
    }

    /** What is no number stays as it is: the rules of the file refuse it with its place. */
    private static String inUnitOf(RateColumn column, String price, int power) {
        if (!price.matches("[0-9]{1,12}(\\.[0-9]{1,24})?")) {
            return price;
        }
        return new BigDecimal(price)
                .scaleByPowerOfTen(-power)
                .multiply(column.unitsPerPrice())
                .stripTrailingZeros()
                .toPlainString();
    }
}
