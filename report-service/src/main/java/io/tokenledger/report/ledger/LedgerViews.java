package io.tokenledger.report.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads the views that pricing-service publishes. The data source's connections are read-only, see one state of the ledger
 * from the first statement to the last, and have a statement timeout (application.yaml).
 */
@ApplicationScoped
public class LedgerViews {
    private final DataSource database;
    private final MeterRegistry metrics;

    public LedgerViews(DataSource database, MeterRegistry metrics) {
        this.database = database;
        this.metrics = metrics;
    }

    /** What is read within one transaction. */
    @FunctionalInterface
    public interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    /**
     * Reads, and times it.
     *
     * @param report the kind of report: the metric's only label, so one of a few
     */
    public <T> T read(String report, Reading<T> reading) {
        Timer.Sample sample = Timer.start(metrics);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            T answer = reading.from(connection);
            connection.commit();
            return answer;
        } catch (SQLException failure) {
            throw problem(failure);
        } finally {
            sample.stop(Timer.builder("tokenledger.report.query")
                    .description("From asking the ledger to having its answer")
                    .tag("report", report)
                    .register(metrics));
        }
    }

    private static ReportProblem problem(SQLException failure) {
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
