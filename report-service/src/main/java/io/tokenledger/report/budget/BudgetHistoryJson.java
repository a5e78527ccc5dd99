package io.tokenledger.report.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.tokenledger.report.budget.BudgetRevision.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a budget was, from the first revision on. */
@Schema(name = "BudgetHistory")
public record BudgetHistoryJson(UUID budgetId, String tenant, List<RevisionJson> revisions) {
    /** They move with every revision, whatever was changed. */
    private static final Set<String> OF_EVERY_REVISION = Set.of("revision", "changed_at", "created_at");

    /** One revision. */
    @Schema(name = "BudgetRevision")
    public record RevisionJson(
            int revision,
            Instant changedAt,
            @Schema(description = "Empty: not said") String author,
            @Schema(description = "Empty: not said") String reason,

            @Schema(enumeration = {"created", "changed", "archived"})
            String action,

            @Schema(description = "Against the revision before; none of the first")
            List<ChangeJson> changes,

            @Schema(
                    description = "As it was from then on, in the form of the endpoint",
                    implementation = BudgetJson.class)
            JsonNode budget) {}

    /** One field. */
    @Schema(name = "BudgetChange")
    public record ChangeJson(
            @Schema(examples = "amount") String field,
            @Schema(implementation = Object.class) JsonNode before,
            @Schema(implementation = Object.class) JsonNode after) {}

    public static BudgetHistoryJson of(Budget budget, List<BudgetRevision> revisions) {
        List<RevisionJson> told = new ArrayList<>();
        BudgetRevision before = null;
        for (BudgetRevision revision : revisions) {
            told.add(told(before, revision));
            before = revision;
        }
        return new BudgetHistoryJson(budget.id(), budget.tenant(), told);
    }

    private static RevisionJson told(@Nullable BudgetRevision before, BudgetRevision revision) {
        return new RevisionJson(
                revision.revision(),
                revision.changedAt(),
                revision.said().author(),
                revision.said().reason(),
                action(revision.action()),
                before == null ? List.of() : changes(before.budget(), revision.budget()),
                revision.budget());
    }

    private static String action(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    /** What is not the same in the two, by field. */
    static List<ChangeJson> changes(JsonNode before, JsonNode after) {
        Set<String> fields = new TreeSet<>();
        before.fieldNames().forEachRemaining(fields::add);
        after.fieldNames().forEachRemaining(fields::add);
        fields.removeAll(OF_EVERY_REVISION);
        return fields.stream()
                .filter(field -> !orNull(before, field).equals(orNull(after, field)))
                .map(field -> new ChangeJson(field, orNull(before, field), orNull(after, field)))
                .toList();
    }

    private static JsonNode orNull(JsonNode budget, String field) {
        JsonNode value = budget.path(field);
        return value instanceof MissingNode ? NullNode.getInstance() : value;
    }
}
