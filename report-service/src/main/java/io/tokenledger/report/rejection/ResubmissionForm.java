package io.tokenledger.report.rejection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.json.JsonForm;
import io.tokenledger.report.json.JsonText;
import io.tokenledger.report.problem.ReportError;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked to be sent again: rejections by their ids, or all of a code.
 *
 * @param tenant whose; empty, because it was left out: those whose tenant could not be read
 * @param rejectionIds these; empty: all of the code
 * @param code all of it; null where ids are given
 * @param source of the code only those of that source; null: of any
 * @param merge what is changed in each event, as a JSON merge patch (RFC 7396); null: nothing
 * @param dryRun whether to tell only what would be sent
 */
record ResubmissionForm(
        String tenant,
        List<String> rejectionIds,
        @Nullable String code,
        @Nullable String source,
        @Nullable JsonNode merge,
        String author,
        String reason,
        boolean dryRun) {
    private static final int MOST_IDS = 1_000;
    private static final Set<String> KNOWN =
            Set.of("tenant", "rejection_ids", "code", "source", "merge", "author", "reason", "dry_run");

    static ResubmissionForm read(InputStream body) {
        JsonNode json = JsonText.read(body);
        JsonForm form = JsonForm.of(json, "", KNOWN);
        List<String> ids = form.has("rejection_ids") ? form.texts("rejection_ids") : List.of();
        String code = form.text("code");
        if (ids.isEmpty() == (code == null)) {
            throw ReportError.FIELD_INVALID.because(
                    "rejection_ids and code are " + (code == null ? "both missing" : "both there")
                            + ": either some rejections by their ids, or all of a code");
        }
        if (ids.size() > MOST_IDS) {
            throw ReportError.FIELD_INVALID.because("rejection_ids has " + ids.size() + " ids: at most " + MOST_IDS);
        }
        String source = form.text("source");
        if (source != null && code == null) {
            throw ReportError.FIELD_INVALID.because("source is '" + source + "': it narrows a code, and there is none");
        }
        return new ResubmissionForm(
                form.text("tenant", ""),
                ids,
                code,
                source,
                merge(json),
                form.required("author"),
                form.required("reason"),
                form.flag("dry_run", false));
    }

    private static @Nullable JsonNode merge(JsonNode json) {
        JsonNode merge = json.get("merge");
        if (merge == null || merge.isNull()) {
            return null;
        }
        if (!(merge instanceof ObjectNode)) {
            throw ReportError.FIELD_INVALID.because(
                    "merge is no object: a JSON merge patch such as {\"data\":{\"provider\":\"openai\"}} is expected");
        }
        return merge;
    }
}
