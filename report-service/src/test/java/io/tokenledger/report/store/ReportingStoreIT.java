package io.tokenledger.report.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.problem.ReportProblem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

class ReportingStoreIT {
    private static final TestLedger LEDGER = TestLedger.empty("reporting_store");
    private static final String COUNT_UP =
            "UPDATE reporting.catalog_version SET version = version + 1 WHERE catalog = 'facts'";

    private final ReportingStore store = LEDGER.store();

    @Test
    void whatIsWrittenStays() {
        long before = version();
        store.write(connection -> execute(connection, COUNT_UP));
        assertThat(version()).isEqualTo(before + 1);
    }

    @Test
    void failureLeavesNothing() {
        long before = version();
        assertThatThrownBy(() -> store.write(connection -> {
                    execute(connection, COUNT_UP);
                    throw new IllegalArgumentException("half-way");
                }))
                .hasMessage("half-way");
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void deadlockIsRunAgainAsAWhole() {
        long before = version();
        AtomicInteger attempts = new AtomicInteger();
        store.write(connection -> {
            execute(connection, COUNT_UP);
            if (attempts.incrementAndGet() < 3) {
                throw new PSQLException("deadlock detected", PSQLState.DEADLOCK_DETECTED);
            }
            return 0;
        });
        assertThat(version()).isEqualTo(before + 1);
    }

    @Test
    void endlessDeadlockIsToldAsUnavailable() {
        assertThatThrownBy(() -> store.write(_ -> {
                    throw new PSQLException("deadlock detected", PSQLState.DEADLOCK_DETECTED);
                }))
                .isInstanceOfSatisfying(
                        ReportProblem.class,
                        problem -> assertThat(problem.error().code()).isEqualTo("database.unavailable"));
    }

    @Test
    void ledgerAndPricesCannotBeWrittenAndStatementsCannotBeEdited() {
        for (String forbidden : new String[] {
            "DELETE FROM ledger.usage_entry",
            "UPDATE pricing.price SET model = 'x'",
            "UPDATE reporting.model_fact SET model = 'x'",
            "DELETE FROM reporting.benchmark_score",
            "CREATE TABLE reporting.mine (id int)"
        }) {
            assertThatThrownBy(() -> store.write(connection -> execute(connection, forbidden)))
                    .as(forbidden)
                    .hasRootCauseMessage("ERROR: permission denied for " + permission(forbidden));
        }
    }

    private static String permission(String statement) {
        if (statement.startsWith("CREATE")) {
            return "schema reporting\n  Position: 14";
        }
        return "table " + statement.replaceAll("(DELETE FROM|UPDATE) \\w+\\.(\\w+).*", "$2");
    }

    private long version() {
        return store.write(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery("SELECT version FROM reporting.catalog_version")) {
                found.next();
                return found.getLong(1);
            }
        });
    }

    private static int execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
