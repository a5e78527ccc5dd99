package io.tokenledger.report.statement;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.statement.StoredStatement.Status;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which statements of a tenant are asked for; null: any. Pure.
 *
 * @param period id
 * @param costCenter code
 * @param after only those behind this one; null: from the beginning
 * @param limit of a page
 */
public record StatementSelection(
        String tenant,
        @Nullable String period,
        @Nullable String costCenter,
        @Nullable Status status,
        @Nullable UUID after,
        int limit) {
    private static final int MOST_OF_A_PAGE = 200;
    private static final int USUAL_PAGE = 50;

    /** Reads it from the parameters of a request, and refuses others. */
    static StatementSelection read(QueryParameters parameters) {
        StatementSelection asked = new StatementSelection(
                parameters.required("tenant", "statements are one tenant's own"),
                parameters.single("period").orElse(null),
                parameters.single("cost_center").orElse(null),
                parameters.single("status").map(StatementSelection::status).orElse(null),
                parameters
                        .single("cursor")
                        .map(text -> QueryParameters.uuid("cursor", text))
                        .orElse(null),
                limit(parameters.single("limit").orElse(String.valueOf(USUAL_PAGE))));
        parameters.refuseOthers();
        return asked;
    }

    private static Status status(String text) {
        return Arrays.stream(Status.values())
                .filter(status -> status.wireName().equals(text))
                .findFirst()
                .orElseThrow(() -> ReportError.PARAMETER_INVALID.because("status " + text + " is none of "
                        + Arrays.stream(Status.values()).map(Status::wireName).collect(Collectors.joining(", "))));
    }

    private static int limit(String text) {
        if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > MOST_OF_A_PAGE) {
            throw ReportError.PARAMETER_INVALID.because(
                    "limit " + text + " is not a whole number from 1 to " + MOST_OF_A_PAGE);
        }
        return Integer.parseInt(text);
    }
}
