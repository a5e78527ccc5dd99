package io.tokenledger.report.reconciliation;

import io.tokenledger.report.reconciliation.BillBuckets.Unmetered;
import io.tokenledger.report.reconciliation.VendorRow.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of Azure's cost details (actual costs), as learn.microsoft.com/azure/cost-management-billing/automate/
 * understand-usage-details-fields has them, of enterprise agreements and customer agreements alike. A meter of Azure OpenAI
 * is called {@code gpt 4o 1120 cached Inp glbl Tokens} and counts in a unit of measure of {@code 1K} or {@code 1M}. Rows of
 * model services are read.
 */
final class AzureBill implements CsvBill.Lines {
    @Override
    public void check(Set<String> columns) {
        CsvBill.require(columns, "date", "meter_name", "meter_category", "quantity", "unit_of_measure", "charge_type");
        if (!columns.contains("cost_in_billing_currency")) {
            CsvBill.require(columns, "cost_in_billing_currency");
        }
    }

    @Override
    public boolean haveOwnNames(Set<String> columns) {
        return false;
    }

    @Override
    public List<VendorRow> rows(CsvLine line) {
        if (!isOfModels(line)) {
            throw new Unmetered("not of a model service");
        }
        String type = line.text("charge_type");
        boolean isCredit = type.equalsIgnoreCase("Refund")
                || type.equalsIgnoreCase("Credit")
                || type.equalsIgnoreCase("Adjustment");
        String currency = line.text("billing_currency", "billing_currency_code", "currency");
        if (currency == null) {
            throw new BillFault("billing_currency is missing");
        }
        return List.of(new VendorRow(
                line.day("date"),
                isCredit ? Kind.CREDIT : Kind.COST,
                line.text("meter_name"),
                null,
                null,
                null,
                line.text("subscription_id", "subscription_guid"),
                line.details(
                        "meter_id",
                        "meter_sub_category",
                        "resource_id",
                        "resource_location",
                        "charge_type",
                        "pricing_model",
                        "additional_info"),
                isCredit ? null : quantity(line),
                line.requiredDecimal("cost_in_billing_currency"),
                VendorRow.currency(currency)));
    }

    private static boolean isOfModels(CsvLine line) {
        String category =
                line.text("meter_category") + " " + line.text("meter_sub_category") + " " + line.raw("product_name");
        String words = category.toLowerCase(Locale.ROOT);
        boolean isOfCognitive =
                words.contains("cognitive services") || words.contains("ai services") || words.contains("foundry");
        return words.contains("openai")
                || words.contains("foundry models")
                || (isOfCognitive && line.text("meter_name").contains("Tokens"));
    }

    /** In tokens, where the meter counts tokens. */
    private static @Nullable BigDecimal quantity(CsvLine line) {
        BigDecimal quantity = line.decimal("quantity");
        String unit = line.text("unit_of_measure").toUpperCase(Locale.ROOT);
        if (quantity == null
                || !line.text("meter_name").toLowerCase(Locale.ROOT).contains("tokens")) {
            return quantity;
        }
        if (unit.startsWith("1K")) {
            return quantity.movePointRight(3);
        }
        return unit.startsWith("1M") ? quantity.movePointRight(6) : quantity;
    }
}
