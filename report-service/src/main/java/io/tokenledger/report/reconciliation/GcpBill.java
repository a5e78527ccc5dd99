package io.tokenledger.report.reconciliation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.report.reconciliation.BillBuckets.Unmetered;
import io.tokenledger.report.reconciliation.VendorRow.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows of Google Cloud's billing export, taken out of BigQuery as CSV, as
 * cloud.google.com/billing/docs/how-to/export-data-bigquery-tables has them: {@code service.description},
 * {@code sku.description} such as {@code Gemini 2.5 Flash GA Text Input - Predictions}, {@code usage.amount} in its base unit,
 * {@code cost} before credits, {@code credits} as a JSON array (or a number) beside it. Rows of Vertex AI and of the Gemini
 * API are read; each credit is a line of its own.
 */
final class GcpBill implements CsvBill.Lines {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Override
    public void check(Set<String> columns) {
        CsvBill.require(columns, "service_description", "sku_description", "usage_start_time", "cost", "currency");
    }

    @Override
    public boolean haveOwnNames(Set<String> columns) {
        return false;
    }

    @Override
    public List<VendorRow> rows(CsvLine line) {
        String service = line.text("service_description");
        String sku = line.text("sku_description");
        boolean isOfModels =
                service.contains("Vertex AI") || service.contains("Gemini") || service.contains("Generative Language");
        if (!isOfModels) {
            throw new Unmetered("not of a model service");
        }
        String type = line.text("cost_type");
        boolean isUsage = type.isEmpty() || type.equals("regular");
        LocalDate day = line.day("usage_start_time");
        String currency = VendorRow.currency(line.text("currency"));
        String project = line.text(new String[] {"project_id"});
        SortedMap<String, String> details = line.details(
                "sku_id",
                "usage_start_time",
                "usage_end_time",
                "location_region",
                "resource_name",
                "cost_type",
                "invoice_month");
        List<VendorRow> rows = new ArrayList<>();
        rows.add(new VendorRow(
                day,
                Kind.COST,
                isUsage ? sku : type,
                null,
                null,
                null,
                project,
                details,
                isUsage ? line.decimal("usage_amount") : null,
                line.requiredDecimal("cost"),
                currency));
        for (Credit credit : credits(line.raw("credits"))) {
            SortedMap<String, String> ofCredit = new TreeMap<>(details);
            ofCredit.put("credit", credit.name);
            rows.add(new VendorRow(
                    day, Kind.CREDIT, sku, null, null, null, project, ofCredit, null, credit.amount, currency));
        }
        return rows;
    }

    private record Credit(String name, BigDecimal amount) {}

    private static List<Credit> credits(String text) {
        if (text.isEmpty() || text.equals("[]")) {
            return List.of();
        }
        if (!text.startsWith("[")) {
            BigDecimal amount = JsonResult.exact("credits", text);
            return amount.signum() == 0 ? List.of() : List.of(new Credit("credits", amount));
        }
        List<Credit> credits = new ArrayList<>();
        for (JsonNode each : array(text)) {
            var credit = new JsonResult(each);
            BigDecimal amount = credit.decimal("amount");
            @Nullable String name = credit.text("name");
            if (amount == null) {
                throw new BillFault("a credit has an amount");
            }
            credits.add(new Credit((name == null ? "credit" : name) + " #" + credits.size(), amount));
        }
        return credits;
    }

    private static JsonNode array(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new BillFault("credits are neither a number nor a JSON array");
        }
    }
}
