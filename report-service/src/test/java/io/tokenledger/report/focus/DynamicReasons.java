package io.tokenledger.report.focus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Why rules that the model has only in words are not checked. */
final class DynamicReasons {
    static final Map<String, String> REASONS = new HashMap<>();

    private DynamicReasons() {}

    private static void because(String reason, List<String> rules) {
        rules.forEach(rule -> REASONS.put(rule, reason));
    }

    static {
        because("there is no virtual currency", List.of("CurrencyFormat-A-002-C"));
        because(
                "of several files over time: what it is made of never changes",
                List.of(
                        "NumericFormat-A-001-O",
                        "StringHandling-A-002-O",
                        "StringHandling-A-004-M",
                        "StringHandling-A-005-M",
                        "StringHandling-A-006-M",
                        "SkuPriceDetails-C-013-O",
                        "SkuPriceDetails-C-014-O"));
        because(
                "of the documentation beside the file, which is docs/focus.md",
                List.of(
                        "NumericFormat-A-012-M",
                        "NumericFormat-A-013-O",
                        "ChargeDescription-C-004-O",
                        "Tags-C-009-M",
                        "Tags-C-013-M"));
        because(
                "of what a value means, which the file cannot show; FocusExportIT holds the values against the ledger",
                List.of(
                        "StringHandling-A-003-M",
                        "BillingAccountId-C-004-M",
                        "BillingAccountId-C-005-O",
                        "SkuPriceId-C-010-M",
                        "SkuPriceDetails-C-008-M",
                        "SkuId-C-008-M",
                        "SkuId-C-010-M",
                        "RegionId-C-004-C",
                        "Tags-C-004-M",
                        "Tags-C-005-M",
                        "Tags-C-010-C"));
        because(
                "of the words in names, which are the specification's own",
                List.of(
                        "ColumnHandling-A-002-M",
                        "ColumnHandling-A-004-O",
                        "ColumnHandling-A-006-M",
                        "ColumnHandling-A-008-M"));
        because("checked as the rules for columns, of which ours are a part", List.of("ColumnHandling-A-011-O"));
        because("a count of its own is allowed beside those that are recommended", List.of("UnitFormat-A-004-C"));
        because(
                "of the currency of an amount, which the amount does not show; FocusExportIT holds it against the books",
                List.of(
                        "ListUnitPrice-C-009-M",
                        "ContractedUnitPrice-C-010-C",
                        "EffectiveCost-C-006-M",
                        "BilledCost-C-006-M",
                        "ContractedCost-C-005-M",
                        "ListCost-C-005-M"));
        because(
                "of the vendor's price list, of which the file holds the id",
                List.of("SkuPriceId-C-013-M", "SkuPriceId-C-014-C", "SkuPriceId-C-015-C", "PricingUnit-C-008-M"));
        because(
                "the file has no such charge, tag or column",
                List.of(
                        "InvoiceId-C-007-C",
                        "PricingCategory-C-009-C",
                        "PricingCategory-C-010-C",
                        "PricingCategory-C-011-C",
                        "PricingCurrencyEffectiveCost-C-005-M",
                        "ServiceName-C-006-C",
                        "ServiceName-C-009-C",
                        "EffectiveCost-C-009-C",
                        "EffectiveCost-C-012-C",
                        "EffectiveCost-C-013-C",
                        "Tags-C-008-M",
                        "Tags-C-012-M",
                        "Tags-C-015-C",
                        "Tags-C-017-M",
                        "ContractedCost-C-007-C",
                        "ListCost-C-007-C"));
        because(
                "the specification has no SKU price property that a token has",
                List.of(
                        "SkuPriceDetails-C-009-C",
                        "SkuPriceDetails-C-010-C",
                        "SkuPriceDetails-C-018-C",
                        "SkuPriceDetails-C-020-M",
                        "SkuPriceDetails-C-021-M",
                        "SkuPriceDetails-C-022-C"));
        because(
                "of the vendor's invoice, which reconciliation compares",
                List.of("PricingUnit-C-009-C", "BilledCost-C-007-M"));
    }
}
