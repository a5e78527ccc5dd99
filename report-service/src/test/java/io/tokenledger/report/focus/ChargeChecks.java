package io.tokenledger.report.focus;

import static io.tokenledger.report.focus.DynamicChecks.each;
import static io.tokenledger.report.focus.DynamicChecks.plain;
import static io.tokenledger.report.focus.DynamicChecks.rows;
import static java.util.Map.entry;

import io.tokenledger.report.focus.DynamicChecks.Check;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Rules for charges: what their columns have to do with each other. */
final class ChargeChecks {
    private static final Pattern PASCAL = Pattern.compile("([A-Z][a-z0-9]+)+");
    private static final Pattern X_KEYS = Pattern.compile("\\{(\"x_[^\"]+\":\"[^\"]*\",?)+\\}");

    private ChargeChecks() {}

    static final Map<String, Check> CHECKS = Map.ofEntries(
            entry("BillingPeriodStart-C-004-M", rows(ChargeChecks::isInBillingPeriod)),
            entry("BillingPeriodEnd-C-004-M", rows(ChargeChecks::isInBillingPeriod)),
            entry("ChargePeriodStart-C-004-M", rows(row -> before(row, "ChargePeriodStart", "ChargePeriodEnd"))),
            entry("ChargePeriodEnd-C-004-M", rows(row -> before(row, "ChargePeriodStart", "ChargePeriodEnd"))),
            entry("SkuMeter-C-006-O", decides("SkuId", "SkuMeter")),
            entry(
                    "PricingQuantity-C-009-C",
                    rows(row -> isProduct(row, "ContractedUnitPrice", "ContractedCost")
                            && isProduct(row, "ListUnitPrice", "ListCost"))),
            entry("ContractedCost-C-009-C", rows(row -> isProduct(row, "ContractedUnitPrice", "ContractedCost"))),
            entry("ContractedCost-C-008-C", withoutUnitPrice("ContractedUnitPrice", "ContractedCost")),
            entry("ListCost-C-008-C", withoutUnitPrice("ListUnitPrice", "ListCost")),
            entry(
                    "EffectiveCost-C-010-C",
                    rows(row -> "Usage".equals(row.get("ChargeCategory")) || same(row, "EffectiveCost", "BilledCost"))),
            entry(
                    "SkuPriceDetails-C-007-M",
                    rows(row -> row.get("SkuPriceDetails") == null || row.get("SkuPriceId") != null)),
            entry("SkuPriceDetails-C-016-O", decides("SkuId", "SkuPriceDetails")),
            entry(
                    "SkuPriceDetails-C-017-C",
                    each(
                            List.of("SkuPriceDetails"),
                            value -> X_KEYS.matcher(value).matches())),
            entry(
                    "SkuPriceDetails-C-002-O",
                    each(
                            List.of("SkuPriceDetails"),
                            value -> Arrays.stream(value.split("\""))
                                    .filter(part -> part.startsWith("x_"))
                                    .allMatch(key -> PASCAL.matcher(plain(key)).matches()))),
            entry("SkuPriceId-C-009-M", decides("SkuPriceId", "PricingCurrencyListUnitPrice")),
            entry(
                    "SkuPriceId-C-012-C",
                    rows(row -> !"Usage".equals(row.get("ChargeCategory")) || row.get("ServiceName") != null)),
            entry("SkuId-C-009-M", decides("SkuId", "PricingCategory")),
            entry(
                    "SkuId-C-011-C",
                    rows(row -> !"Usage".equals(row.get("ChargeCategory")) || row.get("ServiceName") != null)),
            entry(
                    "ConsumedQuantity-C-008-C",
                    each(
                            List.of("ConsumedQuantity"),
                            value -> RuleChecks.NUMBER.matcher(value).matches())),
            entry("PricingCategory-C-008-C", each(List.of("PricingCategory"), "Standard"::equals)),
            entry(
                    "PricingCurrencyContractedUnitPrice-C-004-C",
                    rows(row -> !"Tax".equals(row.get("ChargeCategory"))
                            || row.get("PricingCurrencyContractedUnitPrice") == null)),
            entry(
                    "PricingCurrencyContractedUnitPrice-C-005-C",
                    rows(row -> !"Usage".equals(row.get("ChargeCategory"))
                            || "Correction".equals(row.get("ChargeClass"))
                            || row.get("PricingCurrencyContractedUnitPrice") != null)),
            entry(
                    "PricingCurrencyContractedUnitPrice-C-008-C",
                    each(List.of("PricingCurrencyContractedUnitPrice"), value -> !value.startsWith("-"))),
            entry(
                    "PricingCurrencyContractedUnitPrice-C-009-C",
                    inSameCurrency("PricingCurrencyContractedUnitPrice", "ContractedUnitPrice")),
            entry(
                    "PricingCurrencyListUnitPrice-C-009-M",
                    inSameCurrency("PricingCurrencyListUnitPrice", "ListUnitPrice")),
            entry(
                    "PricingCurrencyEffectiveCost-C-006-M",
                    inSameCurrency("PricingCurrencyEffectiveCost", "EffectiveCost")),
            entry(
                    "BillingCurrency-C-005-M",
                    file -> file.rows().stream()
                                            .map(row -> row.get("BillingCurrency"))
                                            .distinct()
                                            .count()
                                    == 1
                            ? null
                            : "several billing currencies"),
            entry(
                    "ChargeClass-C-003-C",
                    rows(row -> row.get("x_AdjustsPeriod") != null || row.get("ChargeClass") == null)),
            entry(
                    "ChargeClass-C-004-C",
                    rows(row -> row.get("x_AdjustsPeriod") == null || row.get("ChargeClass") != null)),
            entry("SubAccountId-C-004-C", rows(row -> Objects.equals(row.get("SubAccountId"), row.get("x_Project")))),
            entry("SubAccountId-C-005-C", rows(row -> Objects.equals(row.get("SubAccountId"), row.get("x_Project")))),
            entry("Tags-C-006-M", each(List.of("Tags"), value -> !value.contains("null"))),
            entry(
                    "Tags-C-016-C",
                    each(List.of("Tags"), value -> !value.matches(".*\"(app|team|project|environment)[^\"]+\":.*"))));

    /** Of one value of the first column there is one of the second. */
    private static Check decides(String key, String value) {
        return file -> {
            Map<String, String> known = new HashMap<>();
            return rows(row -> {
                        String of = row.get(key);
                        String told = String.valueOf(row.get(value));
                        return of == null
                                || Objects.requireNonNullElse(known.putIfAbsent(of, told), told)
                                        .equals(told);
                    })
                    .problem(file);
        };
    }

    private static Check withoutUnitPrice(String unitPrice, String cost) {
        return rows(row -> row.get(unitPrice) != null || same(row, cost, "BilledCost"));
    }

    /** Where both currencies are one, both amounts are. */
    private static Check inSameCurrency(String priced, String billed) {
        return rows(row -> row.get(priced) == null
                || row.get(billed) == null
                || !Objects.equals(row.get("PricingCurrency"), row.get("BillingCurrency"))
                || same(row, priced, billed));
    }

    private static boolean same(Map<String, String> row, String a, String b) {
        return RuleChecks.equal(row.get(a), row.get(b));
    }

    private static boolean isProduct(Map<String, String> row, String unitPrice, String cost) {
        if (row.get(unitPrice) == null
                || row.get("PricingQuantity") == null
                || "Correction".equals(row.get("ChargeClass"))) {
            return true;
        }
        return RuleChecks.isProduct(row.get(unitPrice), row.get("PricingQuantity"), row.get(cost));
    }

    private static boolean isInBillingPeriod(Map<String, String> row) {
        return before(row, "BillingPeriodStart", "BillingPeriodEnd")
                && !before(row, "ChargePeriodStart", "BillingPeriodStart")
                && !before(row, "BillingPeriodEnd", "ChargePeriodEnd");
    }

    private static boolean before(Map<String, String> row, String a, String b) {
        return row.getOrDefault(a, "").compareTo(row.getOrDefault(b, "")) < 0;
    }
}
