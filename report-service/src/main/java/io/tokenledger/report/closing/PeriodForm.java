package io.tokenledger.report.closing;

import io.tokenledger.report.json.JsonFields;
import org.jspecify.annotations.Nullable;

/** Reads what somebody decides about a period from the body of a request. Pure. */
public final class PeriodForm {
    private PeriodForm() {}

    /**
     * A decision.
     *
     * @param overrideReason why failed checks do not count; null: they do
     */
    public record Decision(
            String author, String reason, @Nullable String overrideReason) {}

    /** With an author and a reason. */
    public static Decision decision(JsonFields body) {
        body.onlyOf("author", "reason");
        return new Decision(body.storableText("author"), body.storableText("reason"), null);
    }

    /** The same, and why failed checks do not count, where that is said. */
    public static Decision close(JsonFields body) {
        body.onlyOf("author", "reason", "override_reason");
        return new Decision(
                body.storableText("author"),
                body.storableText("reason"),
                body.has("override_reason") ? body.storableText("override_reason") : null);
    }
}
