package io.tokenledger.report.reconciliation;

import io.tokenledger.report.reconciliation.BillBuckets.Unmetered;
import io.tokenledger.report.reconciliation.VendorRow.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of AWS's Cost and Usage Report: CUR 2.0 of Data Exports ({@code line_item_usage_type}) and before
 * ({@code lineItem/UsageType}), as the AWS Data Exports dictionary and "Understanding your Amazon Bedrock Cost and Usage
 * Report data" (Amazon Bedrock user guide) have them: a row per usage type, such as
 * {@code USE1-Claude4.5Sonnet-cache-read-input-token-count}, whose amount counts thousands of tokens. Of these rows those of
 * Amazon Bedrock are read, its models of the marketplace among them.
 */
final class AwsBill implements CsvBill.Lines {
    private static final Set<String> CREDITS =
            Set.of("Credit", "Refund", "EdpDiscount", "BundledDiscount", "PrivateRateDiscount");
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    @Override
    public void check(Set<String> columns) {
        CsvBill.require(
                columns,
                "line_item_usage_start_date",
                "line_item_product_code",
                "line_item_usage_type",
                "line_item_usage_amount",
                "line_item_unblended_cost",
                "line_item_currency_code",
                "line_item_line_item_type");
    }

    @Override
    public boolean haveOwnNames(Set<String> columns) {
        return columns.contains("identity_line_item_id");
    }

    @Override
    public List<VendorRow> rows(CsvLine line) {
        if (!isOfBedrock(line)) {
            throw new Unmetered("not of Amazon Bedrock");
        }
        String type = line.text("line_item_line_item_type");
        String usageType = line.text("line_item_usage_type");
        boolean isCredit = CREDITS.contains(type);
        String lineItem = isCredit || type.equals("Tax") ? type + " " + usageType : usageType;
        return List.of(new VendorRow(
                line.day("line_item_usage_start_date"),
                isCredit ? Kind.CREDIT : Kind.COST,
                lineItem.strip(),
                null,
                null,
                null,
                line.text(new String[] {"line_item_usage_account_id"}),
                line.details(
                        "identity_line_item_id",
                        "identity_time_interval",
                        "line_item_operation",
                        "line_item_resource_id",
                        "line_item_usage_start_date",
                        "line_item_line_item_type",
                        "product_region_code"),
                isCredit ? null : quantity(line, usageType),
                line.requiredDecimal("line_item_unblended_cost"),
                VendorRow.currency(line.text("line_item_currency_code"))));
    }

    private static boolean isOfBedrock(CsvLine line) {
        return line.text("line_item_product_code").startsWith("AmazonBedrock")
                || line.text("product_servicecode").startsWith("AmazonBedrock")
                || line.raw("product_product_name").contains("Amazon Bedrock Edition")
                || line.raw("product").contains("Amazon Bedrock Edition");
    }

    /** In tokens. */
    private static @Nullable BigDecimal quantity(CsvLine line, String usageType) {
        BigDecimal amount = line.decimal("line_item_usage_amount");
        boolean isOfTokens = usageType.contains("token");
        if (amount == null || !isOfTokens) {
            return amount;
        }
        String unit = line.text("pricing_unit").toLowerCase(Locale.ROOT);
        if (unit.contains("1m") || unit.contains("million")) {
            return amount.multiply(MILLION);
        }
        return unit.equals("tokens") || unit.equals("token") ? amount : amount.multiply(THOUSAND);
    }
}
