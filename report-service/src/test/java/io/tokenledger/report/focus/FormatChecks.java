package io.tokenledger.report.focus;

import static io.tokenledger.report.focus.DynamicChecks.all;
import static io.tokenledger.report.focus.DynamicChecks.each;
import static io.tokenledger.report.focus.DynamicChecks.plain;
import static java.util.Map.entry;

import io.tokenledger.report.focus.DynamicChecks.Check;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules for formats, columns and nulls. */
final class FormatChecks {
    private static final List<String> TIMES =
            List.of("BillingPeriodStart", "BillingPeriodEnd", "ChargePeriodStart", "ChargePeriodEnd");
    private static final List<String> UNITS = List.of("PricingUnit", "ConsumedUnit");
    private static final List<String> CURRENCIES = List.of("BillingCurrency", "PricingCurrency");
    private static final List<String> OBJECTS = List.of("Tags", "SkuPriceDetails");
    private static final Pattern PASCAL = Pattern.compile("([A-Z][a-z0-9]+)+");

    private FormatChecks() {}

    static final Map<String, Check> CHECKS = Map.ofEntries(
            entry("DateTimeFormat-A-001-M", each(TIMES, value -> value.endsWith("Z"))),
            entry("DateTimeFormat-A-002-M", each(TIMES, RuleChecks::isTime)),
            entry("DateTimeFormat-A-004-M", each(TIMES, value -> value.charAt(10) == 'T')),
            entry("DateTimeFormat-A-005-M", each(TIMES, value -> value.matches(".*T\\d\\d:\\d\\d:\\d\\dZ"))),
            entry("DateTimeFormat-A-006-M", each(TIMES, value -> value.endsWith("Z"))),
            entry("CurrencyFormat-A-001-C", each(CURRENCIES, value -> value.matches("[A-Z]{3}"))),
            entry(
                    "NumericFormat-A-002-M",
                    numbers(value -> RuleChecks.NUMBER.matcher(value).matches())),
            entry(
                    "NumericFormat-A-003-M",
                    numbers(value -> RuleChecks.NUMBER.matcher(value).matches())),
            entry("NumericFormat-A-004-M", numbers(value -> !value.contains("/"))),
            entry("NumericFormat-A-005-M", numbers(value -> !value.contains("e") && !value.contains("x"))),
            entry("NumericFormat-A-006-M", numbers(value -> !value.contains("E+"))),
            entry("NumericFormat-A-007-M", numbers(value -> !value.matches(".*[*^()].*"))),
            entry("NumericFormat-A-008-M", numbers(value -> value.matches("[-.0-9E]+"))),
            entry(
                    "NumericFormat-A-009-M",
                    numbers(value -> value.chars().filter(c -> c == '.').count() < 2)),
            entry("NumericFormat-A-010-M", numbers(value -> !value.startsWith("+"))),
            entry("NumericFormat-A-011-M", numbers(value -> value.lastIndexOf('-') <= 0 || value.contains("E-"))),
            entry("StringHandling-A-001-M", all(FormatChecks::isUnicode)),
            entry("StringHandling-A-007-M", all(value -> !value.isBlank())),
            entry(
                    "ColumnHandling-A-001-M",
                    columns(name -> PASCAL.matcher(plain(name)).matches())),
            entry("ColumnHandling-A-003-M", columns(name -> plain(name).matches("[A-Za-z0-9]+"))),
            entry("ColumnHandling-A-005-O", columns(name -> name.length() <= 50)),
            entry("ColumnHandling-A-010-M", file -> unknownColumns(file)),
            entry("ColumnHandling-A-012-O", file -> customLast(file)),
            entry("ColumnHandling-A-013-O", file -> customLast(file)),
            entry(
                    "UnitFormat-A-001-M",
                    each(UNITS, value -> RuleChecks.UNIT.matcher(value).matches())),
            entry("UnitFormat-A-003-M", each(UNITS, value -> !value.matches(".*\\b[a-z]\\w*"))),
            entry("KeyValueFormat-A-001-M", each(OBJECTS, value -> value.startsWith("{"))),
            entry("KeyValueFormat-A-002-M", each(OBJECTS, RuleChecks::isKeyValue)),
            entry("KeyValueFormat-A-003-M", each(OBJECTS, RuleChecks::isKeyValue)),
            entry("KeyValueFormat-A-004-M", each(OBJECTS, RuleChecks::isKeyValue)),
            entry("NullHandling-A-001-C", all(value -> !value.equals("NULL") && !value.equals("null"))),
            entry("NullHandling-A-002-M", all(value -> !value.isBlank() && !value.equals("Not Applicable"))));

    private static Check numbers(Predicate<String> wanted) {
        return file -> each(
                        Arrays.stream(FocusColumn.values())
                                .filter(column ->
                                        column.type() == FocusType.DECIMAL || column.type() == FocusType.COUNT)
                                .map(column -> column.columnName(FocusVersion.V1_2))
                                .toList(),
                        wanted)
                .problem(file);
    }

    private static Check columns(Predicate<String> wanted) {
        return file ->
                file.columns().stream().filter(wanted.negate()).findFirst().orElse(null);
    }

    private static boolean isUnicode(String value) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }

    private static @Nullable String unknownColumns(FocusTable file) {
        return file.columns().stream()
                .filter(name -> !name.startsWith("x_"))
                .filter(name -> !FocusSpecification.knows(name))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String customLast(FocusTable file) {
        boolean custom = false;
        for (String name : file.columns()) {
            if (custom && !name.startsWith("x_")) {
                return name + " comes after columns of our own";
            }
            custom |= name.startsWith("x_");
        }
        return null;
    }
}
