package io.tokenledger.report.focus;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Ways to break a file, and the rules that must notice. */
final class Mutations {
    /** One way. */
    record Mutation(String name, Consumer<FocusTable> change) {}

    private Mutations() {}

    static final Map<Mutation, List<String>> ALL = Map.ofEntries(
            entry(without("BilledCost"), List.of("CostAndUsage-D-006-M", "BilledCost-C-003-M", "CostAndUsage-D-000-M")),
            entry(without("PricingCurrency"), List.of("CostAndUsage-D-045-C", "PricingCurrency-C-004-M")),
            entry(without("Tags"), List.of("CostAndUsage-D-064-C")),
            entry(
                    usage("BilledCost", "$1,000.00"),
                    List.of("BilledCost-C-001-M", "BilledCost-C-004-M", "NumericFormat-A-008-M")),
            entry(usage("EffectiveCost", "1e+3"), List.of("EffectiveCost-C-002-M", "NumericFormat-A-005-M")),
            entry(
                    usage("ChargePeriodStart", "2026-06-02 00:00:00"),
                    List.of("ChargePeriodStart-C-002-M", "DateTimeFormat-A-004-M")),
            entry(usage("ChargePeriodEnd", "2026-08-01T00:00:00Z"), List.of("BillingPeriodEnd-C-004-M")),
            entry(usage("ChargeCategory", "Use"), List.of("ChargeCategory-C-003-M")),
            entry(
                    usage("ChargeCategory", "Tax"),
                    List.of(
                            "ListUnitPrice-C-004-C",
                            "SkuId-C-004-C",
                            "PricingQuantity-C-004-C",
                            "ConsumedQuantity-C-004-C")),
            entry(usage("ChargeCategory", "Purchase"), List.of("ChargeFrequency-C-004-C", "EffectiveCost-C-005-C")),
            entry(usage("ChargeClass", "Fix"), List.of("ChargeClass-C-005-C")),
            entry(usage("ChargeClass", "Correction"), List.of("ChargeClass-C-003-C")),
            entry(usage("ChargeFrequency", "Hourly"), List.of("ChargeFrequency-C-003-M")),
            entry(usageWithout("ListUnitPrice"), List.of("ListUnitPrice-C-005-C", "ListCost-C-008-C")),
            entry(usage("ListUnitPrice", "-1"), List.of("ListUnitPrice-C-008-M", "ListUnitPrice-C-010-C")),
            entry(usage("ListCost", "0.000000000000000001"), List.of("ListCost-C-009-C", "PricingQuantity-C-009-C")),
            entry(usage("ContractedCost", "7"), List.of("ContractedUnitPrice-C-011-C", "ContractedCost-C-009-C")),
            entry(usageWithout("PricingQuantity"), List.of("PricingQuantity-C-005-C", "PricingUnit-C-005-C")),
            entry(usageWithout("PricingUnit"), List.of("PricingUnit-C-006-C")),
            entry(usage("PricingUnit", "1M tokens"), List.of("PricingUnit-C-003-O", "UnitFormat-A-001-M")),
            entry(usageWithout("ConsumedUnit"), List.of("ConsumedUnit-C-006-C")),
            entry(usageWithout("SkuPriceId"), List.of("SkuPriceId-C-005-C", "SkuPriceDetails-C-004-C")),
            entry(usage("SkuId", "another"), List.of("SkuPriceId-C-008-M")),
            entry(
                    usage("SkuPriceDetails", "{\"x_A\":1,\"x_A\":2}"),
                    List.of("SkuPriceDetails-C-001-M", "KeyValueFormat-A-002-M")),
            entry(usage("Tags", "{\"team\":{\"name\":\"x\"}}"), List.of("Tags-C-001-M", "KeyValueFormat-A-004-M")),
            entry(usage("Tags", "team=x"), List.of("Tags-C-001-M", "KeyValueFormat-A-001-M")),
            entry(usage("BillingCurrency", "Euro"), List.of("BillingCurrency-C-006-M", "BillingCurrency-C-003-M")),
            entry(usage("InvoiceIssuerName", "A reseller"), List.of("BilledCost-C-005-C")),
            entry(usageWithout("ProviderName"), List.of("ProviderName-C-003-M")),
            entry(usage("ServiceCategory", "Compute"), List.of("ServiceSubcategory-C-004-M", "ServiceName-C-005-C")),
            entry(usage("ServiceSubcategory", "Bots"), List.of("ServiceName-C-008-C")),
            entry(usage("RegionId", "mars"), List.of("RegionName-C-005-C")),
            entry(usageWithout("SubAccountName"), List.of("SubAccountName-C-005-C")),
            entry(usage("PricingCategory", "Cheap"), List.of("PricingCategory-C-007-M")),
            entry(usage("InvoiceId", "R-1"), List.of("InvoiceId-C-003-C")),
            entry(usage("ProviderName", "   "), List.of("ProviderName-C-002-M", "StringHandling-A-007-M")),
            entry(
                    new Mutation(
                            "column of our own without x_",
                            file -> file.columns().add("Mood")),
                    List.of("ColumnHandling-A-010-M", "ColumnHandling-A-012-O", "ColumnHandling-A-000-M")));

    private static Mutation without(String column) {
        return new Mutation("without " + column, file -> {
            file.columns().remove(column);
            file.rows().forEach(row -> row.remove(column));
        });
    }

    private static Mutation usage(String column, String value) {
        return new Mutation(column + " = " + value, file -> some(file).put(column, value));
    }

    private static Mutation usageWithout(String column) {
        return new Mutation("usage without " + column, file -> some(file).remove(column));
    }

    /** A row of usage that is no correction, of which there are others with the same price and service. */
    private static Map<String, String> some(FocusTable file) {
        return file.rows().stream()
                .filter(row -> "Usage".equals(row.get("ChargeCategory"))
                        && row.get("ChargeClass") == null
                        && row.get("SubAccountId") != null
                        && "input".equals(row.get("x_Meter")))
                .findFirst()
                .orElseThrow();
    }
}
