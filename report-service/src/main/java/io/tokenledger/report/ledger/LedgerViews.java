package io.tokenledger.report.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

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
            throw DatabaseProblem.of(failure);
        } finally {
            sample.stop(Timer.builder("tokenledger.report.query")
                    .description("From asking the ledger to having its answer")
                    .tag("report", report)
                    .register(metrics));
        }
    }
}
