package io.tokenledger.report.budget;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Filter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which budgets of a tenant are asked for. Pure.
 *
 * @param scope values by dimension: budgets whose scope names one of them, in each of these dimensions
 * @param owner null: whoever it is
 * @param parent null: whatever it is
 * @param after only those behind this one by name; null: from the beginning
 * @param limit of a page
 */
public record BudgetSelection(
        String tenant,
        boolean alsoArchived,
        @Nullable String owner,
        @Nullable UUID parent,
        Map<String, List<String>> scope,
        @Nullable UUID after,
        int limit) {
    private static final int MOST_OF_A_PAGE = 200;
    private static final int USUAL_PAGE = 50;

    /** The first page of all that are not archived. */
    public static BudgetSelection of(String tenant) {
        return new BudgetSelection(tenant, false, null, null, Map.of(), null, MOST_OF_A_PAGE);
    }

    public BudgetSelection withArchived(boolean archivedToo) {
        return new BudgetSelection(tenant, archivedToo, owner, parent, scope, after, limit);
    }

    public BudgetSelection under(UUID budget) {
        return new BudgetSelection(tenant, alsoArchived, owner, budget, scope, after, limit);
    }

    public BudgetSelection behind(@Nullable UUID budget) {
        return new BudgetSelection(tenant, alsoArchived, owner, parent, scope, budget, limit);
    }

    /** Reads it from the parameters of a request, and refuses others. */
    static BudgetSelection read(QueryParameters parameters) {
        BudgetSelection asked = new BudgetSelection(
                parameters.required("tenant", "budgets are one tenant's own"),
                parameters.single("include").map(BudgetSelection::alsoArchived).orElse(false),
                parameters.single("owner").orElse(null),
                id(parameters, "parent"),
                scope(parameters),
                id(parameters, "cursor"),
                limit(parameters.single("limit").orElse(String.valueOf(USUAL_PAGE))));
        parameters.refuseOthers();
        return asked;
    }

    private static Map<String, List<String>> scope(QueryParameters parameters) {
        Map<String, List<String>> scope = new TreeMap<>();
        parameters.startingWith("filter.").forEach((name, values) -> {
            Filter filter = new Filter(Dimension.named(name), values);
            if (filter.dimension() == Dimension.Attribute.TENANT) {
                throw ReportError.PARAMETER_INVALID.because(
                        "filter.tenant: whose budgets stands in 'tenant', and no scope names one");
            }
            scope.put(name, filter.values());
        });
        return scope;
    }

    private static @Nullable UUID id(QueryParameters parameters, String name) {
        return parameters
                .single(name)
                .map(text -> QueryParameters.uuid(name, text))
                .orElse(null);
    }

    private static boolean alsoArchived(String include) {
        if (!include.equals("archived")) {
            throw ReportError.PARAMETER_INVALID.because("include " + include + " is not archived");
        }
        return true;
    }

    private static int limit(String text) {
        if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > MOST_OF_A_PAGE) {
            throw ReportError.PARAMETER_INVALID.because(
                    "limit " + text + " is not a whole number from 1 to " + MOST_OF_A_PAGE);
        }
        return Integer.parseInt(text);
    }
}
