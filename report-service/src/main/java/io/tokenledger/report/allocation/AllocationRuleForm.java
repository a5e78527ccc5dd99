package io.tokenledger.report.allocation;

import io.tokenledger.report.allocation.Transfer.Method;
import io.tokenledger.report.json.JsonForm;
import io.tokenledger.report.problem.ReportError;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Reads allocation rules from the bodies of requests. Pure. */
final class AllocationRuleForm {
    private static final Set<String> WHAT =
            Set.of("name", "position", "origin", "to", "exact", "except", "method", "shares");

    private AllocationRuleForm() {}

    /** Fields of a new rule. */
    static Set<String> fields() {
        Set<String> fields = new TreeSet<>(WHAT);
        fields.addAll(List.of("tenant", "valid_from", "valid_until", "author", "reason"));
        return fields;
    }

    /** Fields of a changed one. */
    static Set<String> fieldsOfChange() {
        Set<String> fields = fields();
        fields.add("version");
        return fields;
    }

    /** Fields of one that is only tried. */
    static Set<String> fieldsOfTrial() {
        return WHAT;
    }

    /** A rule that is to be kept. */
    static AllocationRule rule(JsonForm form, UUID id, int version, Instant now) {
        LocalDate from = form.requiredDate("valid_from");
        AllocationRule what = what(form, form.required("tenant"), id, RuleFields.position(form), from);
        return new AllocationRule(
                what.tenant(),
                id,
                version,
                what.name(),
                what.position(),
                what.origin(),
                what.to(),
                what.exact(),
                what.except(),
                what.method(),
                what.shares(),
                from,
                RuleFields.validUntil(form, from),
                form.required("author"),
                form.required("reason"),
                now);
    }

    /** A rule that is only tried; it has no author. */
    static AllocationRule what(JsonForm form, String tenant, UUID id, int position, LocalDate from) {
        Method method = RuleFields.oneOf(form, "method", Method.class);
        if (method == null) {
            throw ReportError.FIELD_MISSING.because(
                    "method is missing: one of direct_cost, tokens, even, fixed_shares");
        }
        AllocationRule rule = new AllocationRule(
                tenant,
                id,
                1,
                form.required("name"),
                position,
                Origin.of(form.required("origin")),
                form.texts("to"),
                form.flag("exact", false),
                form.texts("except"),
                method,
                shares(form),
                from,
                null,
                "",
                "",
                Instant.EPOCH);
        check(rule);
        return rule;
    }

    private static void check(AllocationRule rule) {
        boolean isFixed = rule.method() == Method.FIXED_SHARES;
        if (isFixed && (!rule.to().isEmpty() || !rule.except().isEmpty() || rule.exact())) {
            throw ReportError.FIELD_INVALID.because(
                    "to, except and exact are not for the method fixed_shares: its shares say who bears it");
        }
        if (!isFixed && !rule.shares().isEmpty()) {
            throw ReportError.FIELD_INVALID.because(
                    "shares are for the method fixed_shares alone, not for " + RuleFields.wireName(rule.method()));
        }
        BigDecimal sum = rule.shares().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (isFixed && sum.compareTo(BigDecimal.ONE) != 0) {
            throw ReportError.ALLOCATION_RULE_SHARES.because(
                    "shares add up to " + sum.toPlainString() + ": they must add up to exactly 1");
        }
        if (rule.exact() && rule.to().isEmpty() && rule.except().isEmpty()) {
            throw ReportError.FIELD_INVALID.because("exact is true, and neither to nor except names a cost centre");
        }
    }

    private static SortedMap<String, BigDecimal> shares(JsonForm form) {
        SortedMap<String, BigDecimal> shares = new TreeMap<>();
        for (JsonForm each : form.objects("shares", Set.of("cost_center", "share"))) {
            String code = each.required("cost_center");
            BigDecimal share = each.requiredDecimal("share");
            if (share.signum() <= 0 || shares.put(code, share) != null) {
                throw ReportError.ALLOCATION_RULE_SHARES.because("share of '" + code + "' is " + share.toPlainString()
                        + ": each is more than zero, and said once");
            }
        }
        return shares;
    }

    /** Refuses a rule that names a cost centre that is not there on that day. */
    static void requireCenters(AllocationRule rule, OpenBooks books, LocalDate day) {
        if (rule.origin() instanceof Origin.Center(String code)) {
            requireCenters(books, "origin", List.of(code), day);
        }
        requireCenters(books, "to", rule.to(), day);
        requireCenters(books, "except", rule.except(), day);
        requireCenters(books, "shares", rule.shares().keySet(), day);
    }

    private static void requireCenters(OpenBooks books, String field, Collection<String> codes, LocalDate day) {
        books.requireCenters(ReportError.ALLOCATION_RULE_COST_CENTER_MISSING, field, codes, day);
    }
}
