package io.tokenledger.report.budget;

import io.tokenledger.report.budget.BudgetHistoryJson.ChangeJson;
import io.tokenledger.report.budget.BudgetImportFile.Line;
import io.tokenledger.report.problem.ReportProblem;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What came of a file of budgets. */
@Schema(name = "BudgetImport")
public record BudgetImportJson(
        @Schema(description = "Whether nothing was written") boolean dryRun,
        int created,
        int changed,
        int unchanged,
        int refused,
        List<LineJson> lines) {
    private static final String CREATED = "created";
    private static final String CHANGED = "changed";
    private static final String UNCHANGED = "unchanged";
    private static final String REFUSED = "refused";

    /** What came of a line. */
    @Schema(name = "BudgetImportLine")
    public record LineJson(
            @Schema(description = "The header is line 1") long line,

            @Schema(description = "Of the budget; null: the line could not be read") @Nullable
            String name,

            @Schema(enumeration = {CREATED, CHANGED, UNCHANGED, REFUSED})
            String outcome,

            @Schema(description = "Null: refused") @Nullable UUID id,
            @Schema(description = "Of a changed one") List<ChangeJson> changes,

            @Schema(description = "Of a refused one: the stable code") @Nullable
            String code,

            @Schema(description = "Of a refused one: the value and the rule") @Nullable
            String detail) {

        static LineJson created(Line line, Budget budget) {
            return new LineJson(line.number(), budget.name(), CREATED, budget.id(), List.of(), null, null);
        }

        static LineJson of(Line line, Budget before, Budget after) {
            boolean changed = after.revision() != before.revision();
            return new LineJson(
                    line.number(),
                    after.name(),
                    changed ? CHANGED : UNCHANGED,
                    after.id(),
                    changed ? BudgetHistoryJson.changes(BudgetText.json(before), BudgetText.json(after)) : List.of(),
                    null,
                    null);
        }

        static LineJson refused(Line line, ReportProblem problem) {
            return new LineJson(
                    line.number(),
                    line.fields().get("name"),
                    REFUSED,
                    null,
                    List.of(),
                    problem.error().code(),
                    problem.detail());
        }

        boolean isWritten() {
            return outcome.equals(CREATED) || outcome.equals(CHANGED);
        }
    }

    static BudgetImportJson of(boolean dryRun, List<LineJson> lines) {
        return new BudgetImportJson(
                dryRun,
                count(lines, CREATED),
                count(lines, CHANGED),
                count(lines, UNCHANGED),
                count(lines, REFUSED),
                lines);
    }

    private static int count(List<LineJson> lines, String outcome) {
        return (int)
                lines.stream().filter(line -> line.outcome().equals(outcome)).count();
    }
}
