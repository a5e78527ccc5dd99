package io.tokenledger.report.allocation;

import io.tokenledger.report.json.JsonForm;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Set;

/**
 * That a rule is to end.
 *
 * @param version that was read before
 * @param validUntil the first day on which it is no longer in force
 */
record RuleEnding(String tenant, int version, LocalDate validUntil, String author, String reason) {

    static RuleEnding read(InputStream body) {
        JsonForm form = JsonForm.read(body, Set.of("tenant", "version", "valid_until", "author", "reason"));
        return new RuleEnding(
                form.required("tenant"),
                RuleFields.version(form),
                form.requiredDate("valid_until"),
                form.required("author"),
                form.required("reason"));
    }
}
