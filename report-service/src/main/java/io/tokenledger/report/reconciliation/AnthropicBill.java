package io.tokenledger.report.reconciliation;

import io.tokenledger.report.reconciliation.VendorRow.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Anthropic's admin endpoints answer, as platform.claude.com/docs/en/api/admin/cost_report and
 * …/admin-api/usage-cost/get-messages-usage-report have it. Amounts are decimal strings in the lowest unit of the currency:
 * {@code "123.45"} of USD is $1.2345. Costs of the priority tier are not in the report. Usage holds input tokens that were
 * not cached apart from those read from the cache and written to it.
 */
final class AnthropicBill {
    private static final Map<String, String> METERS = Map.of(
            "uncached_input_tokens", "input",
            "output_tokens", "output",
            "cache_read_input_tokens", "cached_input",
            "cache_creation.ephemeral_5m_input_tokens", "cache_write",
            "cache_creation.ephemeral_1h_input_tokens", "cache_write_1h");

    private AnthropicBill() {}

    /** A result of the cost report. */
    static List<VendorRow> costs(LocalDate day, JsonResult result) {
        BigDecimal lowestUnits = result.decimal("amount");
        String currency = result.text("currency");
        if (lowestUnits == null) {
            throw new BillFault("a result of costs has an amount");
        }
        String iso = VendorRow.currency(currency == null ? "USD" : currency);
        String tokenType = result.text("token_type");
        String description = result.text("description");
        String meter = tokenType == null ? null : METERS.get(tokenType);
        String model = result.text("model");
        return List.of(new VendorRow(
                day,
                Kind.COST,
                description == null ? "" : description,
                model,
                "web_search".equals(result.text("cost_type")) ? "web_searches" : meter,
                model == null && tokenType == null ? null : tier(result.text("service_tier")),
                result.text("workspace_id"),
                result.details("context_window", "inference_geo", "cost_type", "token_type", "speed"),
                null,
                lowestUnits.movePointLeft(places(iso)),
                iso));
    }

    /** A result of the usage report of messages: a line per meter. */
    static List<VendorRow> usage(LocalDate day, JsonResult result) {
        String model = result.text("model");
        if (model == null) {
            throw new BillFault("model is missing: fetch usage with group_by[]=model");
        }
        var usage = new UsageLines(
                day,
                model,
                tier(result.text("service_tier")),
                result.text("workspace_id"),
                result.details(
                        "context_window", "inference_geo", "api_key_id", "account_id", "service_account_id", "speed"));
        JsonResult written = result.inner("cache_creation");
        return usage.add("input", result.count("uncached_input_tokens"))
                .add("cached_input", result.count("cache_read_input_tokens"))
                .add("cache_write", written.count("ephemeral_5m_input_tokens"))
                .add("cache_write_1h", written.count("ephemeral_1h_input_tokens"))
                .add("output", result.count("output_tokens"))
                .add("web_searches", result.inner("server_tool_use").count("web_search_requests"))
                .rows();
    }

    private static String tier(@Nullable String tier) {
        return tier == null ? "standard" : tier;
    }

    private static int places(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException notKnown) {
            throw new BillFault("currency '" + currency + "' is not of ISO 4217");
        }
    }
}
