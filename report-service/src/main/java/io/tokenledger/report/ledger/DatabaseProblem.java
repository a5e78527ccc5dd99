package io.tokenledger.report.ledger;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a failure of the database means to whoever asked. */
public final class DatabaseProblem {
    private DatabaseProblem() {}

    /** The problem, by SQLSTATE. */
    public static ReportProblem of(SQLException failure) {
        return switch (kind(failure.getSQLState())) {
            case "57014" -> // query_canceled, by statement_timeout
                ReportError.QUERY_TIMEOUT.because(
                        "it took longer than the service allows: narrow it by from and to or filter.<dimension>",
                        failure);
            case "3F000", "42P01", "42501" -> // schema or view missing, or not granted yet
                ReportError.DATABASE_UNAVAILABLE.because(
                        "the ledger's views are not there yet: waiting for pricing-service's migrations", failure);
            case "08", "53", "57" -> // connection, resources, shutdown
                ReportError.DATABASE_UNAVAILABLE.because("the database does not answer", failure);
            case "40" -> // taken back because of other transactions
                ReportError.DATABASE_UNAVAILABLE.because("others write the same now; the same again may do", failure);
            default -> ReportError.INTERNAL.because("the report failed; the service's log has the cause", failure);
        };
    }

    /** The SQLSTATE where it stands for itself, else its class; without any the connection was not even made. */
    private static String kind(@Nullable String sqlState) {
        if (sqlState == null || sqlState.length() < 5) {
            return "08";
        }
        return switch (sqlState) {
            case "57014", "3F000", "42P01", "42501" -> sqlState;
            default -> sqlState.substring(0, 2);
        };
    }
}
