package io.tokenledger.report.reconciliation;

import io.tokenledger.report.reconciliation.BillBuckets.Unmetered;
import io.tokenledger.report.reconciliation.VendorRow.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What OpenAI's organisation endpoints answer, as its API reference (platform.openai.com/docs/api-reference/usage) and the
 * published OpenAPI document have it: {@code organization.costs.result} with {@code amount.value} as a JSON number in units
 * of {@code amount.currency}, {@code line_item}, {@code project_id} and, since 2026, {@code api_key_id} and
 * {@code quantity}; {@code organization.usage.completions.result} with counts of tokens, where {@code input_tokens} holds
 * the cached ones.
 */
final class OpenAiBill {
    private OpenAiBill() {}

    /** A result of costs. */
    static List<VendorRow> costs(LocalDate day, JsonResult result) {
        JsonResult amount = result.inner("amount");
        BigDecimal value = amount.decimal("value");
        String currency = amount.text("currency");
        if (value == null || currency == null) {
            throw new BillFault("a result of costs has amount.value and amount.currency");
        }
        String lineItem = result.text("line_item");
        return List.of(new VendorRow(
                day,
                Kind.COST,
                lineItem == null ? "" : lineItem,
                null,
                null,
                null,
                result.text("project_id"),
                result.details("api_key_id", "organization_id"),
                result.decimal("quantity"),
                value,
                VendorRow.currency(currency)));
    }

    /** A result of usage: a line per meter. */
    static List<VendorRow> usage(LocalDate day, JsonResult result) {
        String model = result.text("model");
        if (result.object().path("input_tokens").isMissingNode()) {
            throw new Unmetered("usage without tokens");
        }
        if (model == null) {
            throw new BillFault("model is missing: fetch usage with group_by=model");
        }
        long cached = result.count("input_cached_tokens");
        long input = result.count("input_tokens") - cached;
        if (input < 0) {
            throw new BillFault("input_cached_tokens " + cached + " are more than input_tokens, which hold them");
        }
        var usage = new UsageLines(
                day,
                model,
                tier(result),
                result.text("project_id"),
                result.details("api_key_id", "user_id", "organization_id"));
        return usage.add("input", input)
                .add("cached_input", cached)
                .add("output", result.count("output_tokens"))
                .add("audio_input", result.count("input_audio_tokens"))
                .add("audio_output", result.count("output_audio_tokens"))
                .add("requests", result.count("num_model_requests"))
                .rows();
    }

    private static String tier(JsonResult result) {
        if (result.object().path("batch").asBoolean(false)) {
            return "batch";
        }
        String tier = result.text("service_tier");
        return tier == null || tier.equals("default") || tier.equals("auto") ? "standard" : tier;
    }
}
