package io.tokenledger.report.statement;

import io.tokenledger.report.json.JsonScalars;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told before it is closed, or for another organisation. Pure.
 *
 * @param costCenter whose statements are told whole; null: only the totals of all
 * @param restateAt day of the organisation for which it is told a second time; null: not
 */
record PreviewQuestion(
        String tenant,
        String period,
        @Nullable String costCenter,
        @Nullable LocalDate restateAt) {
    static PreviewQuestion read(QueryParameters parameters) {
        PreviewQuestion asked = new PreviewQuestion(
                parameters.required("tenant", "statements are one tenant's own"),
                parameters.required("period", "a preview is of one period"),
                parameters.single("cost_center").orElse(null),
                parameters.single("restate_at").map(PreviewQuestion::day).orElse(null));
        parameters.refuseOthers();
        return asked;
    }

    private static LocalDate day(String text) {
        LocalDate day = JsonScalars.date(text);
        if (day == null) {
            throw ReportError.PARAMETER_INVALID.because(
                    "restate_at is '" + text + "': a date such as 2026-11-01 is expected");
        }
        return day;
    }
}
