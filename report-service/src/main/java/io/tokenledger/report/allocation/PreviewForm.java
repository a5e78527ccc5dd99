package io.tokenledger.report.allocation;

import io.tokenledger.report.json.JsonForm;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a trial of rules. Pure.
 *
 * @param period its id
 * @param rules to be tried instead of those in force; null: those in force
 */
record PreviewForm(String tenant, String period, @Nullable List<AllocationRule> rules) {
    private static final String RULES = "rules";

    static PreviewForm read(InputStream body) {
        JsonForm form = JsonForm.read(body, Set.of("tenant", "period", RULES));
        String tenant = form.required("tenant");
        List<JsonForm> rules = form.objects(RULES, AllocationRuleForm.fieldsOfTrial());
        return new PreviewForm(tenant, form.required("period"), form.has(RULES) ? tried(tenant, rules) : null);
    }

    /** In the order of their positions, or, without those, as they were written. */
    private static List<AllocationRule> tried(String tenant, List<JsonForm> forms) {
        List<AllocationRule> rules = new ArrayList<>();
        for (JsonForm form : forms) {
            int place = rules.size() + 1;
            UUID id = UUID.nameUUIDFromBytes(("trial " + place).getBytes(StandardCharsets.UTF_8));
            int position = form.has("position") ? RuleFields.position(form) : place;
            rules.add(AllocationRuleForm.what(form, tenant, id, position, LocalDate.EPOCH));
        }
        return rules;
    }
}
