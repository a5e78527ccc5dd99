package io.tokenledger.report.allocation;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the costs of cost centres. Pure.
 *
 * @param period its id; null: the one that is running
 * @param atCost showback: without markups
 * @param level 1 to 100; null: each by itself
 * @param restateAt null: not asked
 */
record CostCenterCostsQuestion(
        String tenant,
        @Nullable String period,
        boolean atCost,
        @Nullable Integer level,
        @Nullable LocalDate restateAt) {

    static CostCenterCostsQuestion read(QueryParameters parameters) {
        return new CostCenterCostsQuestion(
                parameters.required("tenant", "costs are one tenant's own"),
                parameters.single("period").orElse(null),
                parameters.single("view").map(CostCenterCostsQuestion::atCost).orElse(false),
                parameters.single("level").map(CostCenterCostsQuestion::level).orElse(null),
                day(parameters, "restate_at"));
    }

    /** A day in a parameter; null where it is not given. */
    static @Nullable LocalDate day(QueryParameters parameters, String name) {
        Optional<String> text = parameters.single(name);
        try {
            return text.map(LocalDate::parse).orElse(null);
        } catch (DateTimeException notADay) {
            throw ReportError.PARAMETER_INVALID.because(
                    name + " " + text.orElse("") + " is not a day such as 2026-11-20", notADay);
        }
    }

    private static boolean atCost(String view) {
        return switch (view) {
            case "showback" -> true;
            case "chargeback" -> false;
            default -> throw ReportError.PARAMETER_INVALID.because("view " + view + " is none of showback, chargeback");
        };
    }

    private static Integer level(String text) {
        if (!text.matches("[1-9]\\d?|100")) {
            throw ReportError.PARAMETER_INVALID.because("level " + text + " is not a whole number from 1 to 100");
        }
        return Integer.valueOf(text);
    }
}
