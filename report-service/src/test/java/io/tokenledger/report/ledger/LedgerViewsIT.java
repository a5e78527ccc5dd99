package io.tokenledger.report.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.problem.Blame;
import io.tokenledger.report.problem.ReportProblem;
import java.sql.ResultSet;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class LedgerViewsIT {
    private static TestLedger ledger = new TestLedger("postgres");

    @BeforeAll
    static void createLedger() {
        ledger = TestLedger.withoutSchema("bare");
    }

    @Test
    void readingThatTakesTooLongIsEndedAndSaysSo() {
        refused(
                ledger.serviceDataSource("-c statement_timeout=50"),
                "SELECT pg_sleep(20)",
                "query.timeout: it took longer");
    }

    @Test
    void viewsThatAreNotThereYetAreWaitedFor() {
        refused(
                ledger.serviceDataSource(""),
                "SELECT FROM ledger.intake",
                "database.unavailable: the ledger's views are not there yet");
    }

    @Test
    void databaseThatDoesNotAnswerIsUnavailable() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/tokenledger?user=report_app");
        refused(nowhere, "SELECT 1", "database.unavailable: the database does not answer");
    }

    @Test
    void anythingElseIsOurFaultAndTellsNoInternals() {
        refused(ledger.serviceDataSource(""), "SELECT 1 / 0", "internal: the report failed");
    }

    @Test
    void everyReadingIsTimedByTheKindOfReport() {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        int one = new LedgerViews(ledger.serviceDataSource(""), metrics).read("chargeback", connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery("SELECT 1")) {
                found.next();
                return found.getInt(1);
            }
        });
        assertThat(one).isEqualTo(1);
        assertThat(metrics.get("tokenledger.report.query")
                        .tag("report", "chargeback")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    private static void refused(DataSource database, String sql, String message) {
        LedgerViews views = new LedgerViews(database, new SimpleMeterRegistry());
        assertThatThrownBy(() -> views.read("test", connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.execute(sql);
                    }
                }))
                .isInstanceOfSatisfying(
                        ReportProblem.class,
                        problem -> assertThat(problem.error().blame()).isEqualTo(Blame.SERVICE))
                .hasMessageStartingWith(message);
    }
}
