package io.tokenledger.report.scenario;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what is asked of scenarios from the bodies of requests. Pure. */
public final class ScenarioForm {
    private ScenarioForm() {}

    /** A scenario to be saved; {@code question} as it came. */
    public record Wanted(
            String tenant,
            String name,
            String author,
            String note,
            JsonFields question,
            @Nullable UUID supersedes) {}

    /** That a scenario is no longer wanted. */
    record Archiving(String author, String reason) {}

    /** That a scenario is to be held against a budget. */
    record Attaching(UUID budget, LocalDate moveOn, String author) {}

    public static Wanted wanted(JsonFields body) {
        body.onlyOf("name", "tenant", "author", "question", "note", "supersedes");
        JsonFields question = body.object("question");
        if (question == null) {
            throw ReportError.FIELD_MISSING.because("question is missing: the body of POST /v1/what-if belongs there");
        }
        return new Wanted(
                body.storableText("tenant"),
                body.storableText("name"),
                body.storableText("author"),
                body.storableText("note", ""),
                question,
                body.has("supersedes") ? QueryParameters.uuid("supersedes", body.requiredText("supersedes")) : null);
    }

    static Archiving archiving(JsonFields body) {
        body.onlyOf("author", "reason");
        return new Archiving(body.storableText("author"), body.storableText("reason"));
    }

    static Attaching attaching(JsonFields body) {
        body.onlyOf("budget_id", "move_on", "author");
        return new Attaching(
                QueryParameters.uuid("budget_id", body.requiredText("budget_id")),
                body.requiredDate("move_on"),
                body.storableText("author", ""));
    }
}
