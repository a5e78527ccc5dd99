package io.tokenledger.report.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.allocation.PeriodCosts;
import io.tokenledger.report.costcenter.CostCenter.View;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.Event;
import io.tokenledger.report.fixture.PeriodCostsOf;
import io.tokenledger.report.fixture.Rate;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.statement.StoredStatement.Status;
import io.tokenledger.report.statement.VerificationJson.CheckJson;
import io.tokenledger.report.store.ReportingStore;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Statements in the database. Every test has tenants of its own. */
class StatementWriterIT {
    private static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");
    private static final TestLedger LEDGER = ledger();

    private final ReportingStore store = LEDGER.store();
    private final StatementReader reader =
            new StatementReader(new LedgerViews(LEDGER.serviceDataSource(""), new SimpleMeterRegistry()));

    /** What the worked example used: 66 dollars in October, 72 in November. */
    private static TestLedger ledger() {
        TestLedger ledger = TestLedger.empty("statement_writer");
        Rate.publish(
                ledger,
                List.of(
                        new Rate("USD", "2026-10-30", "1.20"),
                        new Rate("JPY", "2026-10-30", "150.5"),
                        new Rate("USD", "2026-11-30", "1.20"),
                        new Rate("JPY", "2026-11-30", "150.5")));
        Bookkeeper.book(
                ledger,
                List.of("acme", "globex", "chained", "watched", "lacking").stream()
                        .flatMap(tenant -> List.of(
                                Event.at("2026-10-01T00:00:00Z", "60000000000000", "tenant", tenant),
                                Event.at("2026-10-31T23:59:59Z", "6000000000000", "tenant", tenant),
                                Event.at("2026-11-01T00:00:00Z", "72000000000000", "tenant", tenant))
                                .stream())
                        .toList());
        return ledger;
    }

    @Test
    void draftsAreVersionsAndTheFinalOneIsNumbered() {
        PeriodCosts costs = WorkedExample.of("acme", "2026-10", "10");
        store.write(connection -> StatementWriter.drafts(connection, costs, "ann", NOW));
        List<StoredStatement> drafts = store.write(connection -> StatementWriter.drafts(connection, costs, "ann", NOW));
        assertThat(drafts)
                .extracting(StoredStatement::costCenter, StoredStatement::version, StoredStatement::number)
                .containsExactly(
                        tuple("ads", 2, null),
                        tuple("lab", 2, null),
                        tuple("search", 2, null),
                        tuple("unattributed", 2, null));
        List<StoredStatement> finals = store.write(connection -> StatementWriter.close(connection, costs, "bob", NOW));
        assertThat(finals)
                .extracting(
                        StoredStatement::costCenter,
                        StoredStatement::version,
                        StoredStatement::number,
                        StoredStatement::currency,
                        row -> row.amount().toPlainString())
                .containsExactly(
                        tuple("ads", 3, 1L, "JPY", "2885"),
                        tuple("lab", 3, 2L, "USD", "8.50"),
                        tuple("search", 3, 3L, "EUR", "31.25"),
                        tuple("unattributed", 3, 4L, "USD", "0.00"));
        assertThat(reader.page(selection("acme", Status.FINAL), 10)).isEqualTo(finals);
        assertThat(reader.page(selection("acme", null), 100)).hasSize(12);
        assertRefused(() -> store.write(connection -> StatementWriter.close(connection, costs, "bob", NOW)));
        assertRefused(() -> store.write(connection -> StatementWriter.drafts(connection, costs, "bob", NOW)));
        finals.forEach(row -> assertThat(reader.verify(row.id()).valid()).isTrue());
        drafts.forEach(row -> assertThat(reader.verify(row.id()).valid()).isTrue());
    }

    @Test
    void tenantsAreNumberedByThemselvesAndSeeNothingOfEachOther() {
        PeriodCosts costs = WorkedExample.of("globex", "2026-10", "10");
        List<StoredStatement> finals = store.write(connection -> StatementWriter.close(connection, costs, "gil", NOW));
        assertThat(finals).extracting(StoredStatement::number).containsExactly(1L, 2L, 3L, 4L);
        assertThat(reader.page(selection("globex", null), 100)).isEqualTo(finals);
        assertThat(reader.page(selection("nobody", null), 100)).isEmpty();
    }

    @Test
    void nothingIsStoredWhereTheLedgerSaysOtherwise() {
        PeriodCosts tooMuch = WorkedExample.of("lacking", "2026-10", "11");
        assertThatThrownBy(() -> store.write(connection -> StatementWriter.close(connection, tooMuch, "ann", NOW)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("USD=69000000000000")
                .hasMessageContaining("USD=66000000000000");
        assertThat(reader.page(selection("lacking", null), 100)).isEmpty();
    }

    @Test
    void statementWithoutARateIsRefused() {
        PeriodCosts swiss = new PeriodCostsOf("swiss", "2026-10")
                .center("zug", null, "CHF", View.CHARGEBACK)
                .item("fee", "zug", "1")
                .build();
        assertThatThrownBy(() -> store.write(connection -> StatementWriter.drafts(connection, swiss, "ann", NOW)))
                .isInstanceOfSatisfying(ReportProblem.class, problem -> {
                    assertThat(problem.error()).isEqualTo(ReportError.CURRENCY_NO_RATE);
                    assertThat(problem.detail()).contains("CHF", "2026-10-31");
                });
    }

    @Test
    void nextStatementHoldsTheHashOfTheOneBeforeAndIsComparedWithIt() {
        close(WorkedExample.of("chained", "2026-10", "10"));
        List<StoredStatement> november = close(WorkedExample.of("chained", "2026-11", "12"));
        StoredStatement search = november.get(2);
        StoredStatement before = reader.page(selection("chained", Status.FINAL), 100).stream()
                .filter(row ->
                        row.periodId().equals("2026-10") && row.costCenter().equals("search"))
                .findFirst()
                .orElseThrow();
        assertThat(search.number()).isEqualTo(7);
        assertThat(search.previousHash()).isEqualTo(before.hash());
        JsonNode document = DocumentRow.parse(reader.find(search.id()).document());
        assertThat(document.at("/comparison/number").longValue()).isEqualTo(3);
        assertThat(document.at("/comparison/sections/0/before").asText()).isEqualTo("24.99");
        assertThat(document.at("/comparison/sections/0/now").asText()).isEqualTo("30.00");
        assertThat(reader.verify(search.id()).valid()).isTrue();
    }

    @Test
    void changedByteIsDetectedHoweverTheHashBesideItIsChanged() throws SQLException {
        StoredStatement october =
                close(WorkedExample.of("watched", "2026-10", "10")).get(2);
        StoredStatement november =
                close(WorkedExample.of("watched", "2026-11", "12")).get(2);
        KeptStatement kept = reader.find(october.id());
        int length = kept.document().length;
        for (int at = 0; at < length; at += 97) {
            asOwner("document = set_byte(document, " + at + ", get_byte(document, " + at + ") # 1)", october.id());
            assertThat(failed(october.id())).contains("hash", "chain");
            assertThat(failed(november.id())).containsExactly("chain");
            asOwner("document = set_byte(document, " + at + ", get_byte(document, " + at + ") # 1)", october.id());
        }
        assertThat(failed(october.id())).isEmpty();

        int digit = new String(kept.document(), StandardCharsets.ISO_8859_1).indexOf("31.25");
        asOwner(
                "document = set_byte(document, " + digit + ", ascii('9')), sha256 = sha256(set_byte(document, " + digit
                        + ", ascii('9')))",
                october.id());
        assertThat(failed(october.id())).containsExactly("columns", "arithmetic", "chain");
        assertThat(failed(november.id())).containsExactly("chain");
        CheckJson columns = check(october.id(), "columns");
        assertThat(columns.fault()).isEqualTo("amount is 91.25 in the document and 31.25 beside it");
        assertThat(check(october.id(), "arithmetic").fault()).contains("31.25").contains("91.25");

        asOwner(
                "document = decode('" + HexFormat.of().formatHex(kept.document()) + "', 'hex'), sha256 = decode('"
                        + october.hash() + "', 'hex'), amount = 1",
                october.id());
        assertThat(failed(october.id())).containsExactly("columns");
        asOwner("amount = 31.25", october.id());
        assertThat(failed(october.id())).isEmpty();
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            statement.execute("DELETE FROM reporting.statement WHERE statement_id = '" + october.id() + "'");
        }
        assertThat(failed(november.id())).containsExactly("chain", "numbers");
        assertThat(check(november.id(), "numbers").fault())
                .isEqualTo("8 numbers were given, 7 statements have one, the largest is 8");
    }

    @Test
    void serviceCanNeitherChangeNorDeleteAStatement() {
        for (String sql : List.of("UPDATE reporting.statement SET author = 'x'", "DELETE FROM reporting.statement")) {
            assertThatThrownBy(() -> {
                        try (Connection connection =
                                        LEDGER.serviceDataSource("").getConnection();
                                Statement statement = connection.createStatement()) {
                            statement.execute(sql);
                        }
                    })
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
        }
    }

    private List<StoredStatement> close(PeriodCosts costs) {
        return store.writeInOneState(connection -> StatementWriter.close(connection, costs, "bob", NOW));
    }

    private List<String> failed(UUID id) {
        return reader.verify(id).checks().stream()
                .filter(check -> !check.passed())
                .map(CheckJson::check)
                .filter(check -> !check.equals("canonical"))
                .toList();
    }

    private CheckJson check(UUID id, String name) {
        return reader.verify(id).checks().stream()
                .filter(check -> check.check().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void asOwner(String change, UUID id) throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            assertThat(statement.executeUpdate(
                            "UPDATE reporting.statement SET " + change + " WHERE statement_id = '" + id + "'"))
                    .isEqualTo(1);
        }
    }

    private static Connection owner() throws SQLException {
        return DriverManager.getConnection(LEDGER.serviceUrl().replace("user=report_app", "user=report_owner"));
    }

    private static StatementSelection selection(String tenant, @Nullable Status status) {
        return new StatementSelection(tenant, null, null, status, null, 100);
    }

    private static void assertRefused(ThrowingCallable closing) {
        assertThatThrownBy(closing)
                .isInstanceOfSatisfying(
                        ReportProblem.class,
                        problem -> assertThat(problem.error()).isEqualTo(ReportError.STATEMENT_FINAL));
    }
}
