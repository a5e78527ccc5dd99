package io.tokenledger.report.allocation;

import io.tokenledger.report.json.JsonForm;
import io.tokenledger.report.problem.ReportError;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Reads markup rules from the bodies of requests. Pure. */
final class MarkupRuleForm {
    private static final BigDecimal LEAST = new BigDecimal("-100");
    private static final BigDecimal MOST = new BigDecimal("1000");

    private MarkupRuleForm() {}

    /** Fields of a new rule. */
    static Set<String> fields() {
        return new TreeSet<>(List.of(
                "tenant",
                "name",
                "position",
                "cost_center",
                "percent",
                "base",
                "counterpart",
                "valid_from",
                "valid_until",
                "author",
                "reason"));
    }

    /** Fields of a changed one. */
    static Set<String> fieldsOfChange() {
        Set<String> fields = fields();
        fields.add("version");
        return fields;
    }

    static MarkupRule rule(JsonForm form, UUID id, int version, Instant now) {
        LocalDate from = form.requiredDate("valid_from");
        MarkupRule.Base base = RuleFields.oneOf(form, "base", MarkupRule.Base.class);
        return new MarkupRule(
                form.required("tenant"),
                id,
                version,
                form.required("name"),
                RuleFields.position(form),
                form.required("cost_center"),
                percent(form),
                base == null ? MarkupRule.Base.TOTAL : base,
                form.required("counterpart"),
                from,
                RuleFields.validUntil(form, from),
                form.required("author"),
                form.required("reason"),
                now);
    }

    private static BigDecimal percent(JsonForm form) {
        BigDecimal percent = form.requiredDecimal("percent");
        if (percent.compareTo(LEAST) < 0 || percent.compareTo(MOST) > 0) {
            throw ReportError.FIELD_INVALID.because(
                    "percent is " + percent.toPlainString() + ": " + LEAST + " to " + MOST + " is expected");
        }
        return percent;
    }
}
