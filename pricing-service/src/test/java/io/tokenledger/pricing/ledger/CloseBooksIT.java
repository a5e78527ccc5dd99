package io.tokenledger.pricing.ledger;

import static io.tokenledger.pricing.ledger.LedgerFixture.NOON;
import static io.tokenledger.pricing.ledger.LedgerFixture.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code ledger.close_books}, as other services call it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CloseBooksIT {
    private final LedgerFixture fixture = new LedgerFixture();

    @BeforeAll
    void prepare() throws SQLException {
        fixture.prepared();
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @BeforeEach
    void emptyBooks() throws SQLException {
        fixture.emptyBooks();
    }

    @Test
    void booksAreClosedByTheRolesThatMayAndReadByAll() throws Exception {
        close("report_app", "acme", NOON, NOON);
        close("pricing_app", "globex", NOON, NOON.plusSeconds(1));
        assertThat(fixture.value("SELECT string_agg(concat_ws(' ', tenant, closed_until = '" + NOON
                        + "', author, reason), ', ' ORDER BY tenant) FROM ledger.closing_published"))
                .isEqualTo("acme t finance done, globex t finance done");
        assertState("42501", () -> close("grafana", "acme", NOON.plus(Duration.ofHours(1)), Instant.now()));
        assertState(
                "42501",
                () -> inTransaction("pricing_app", "READ COMMITTED", connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute("INSERT INTO ledger.closing VALUES ('acme', now(), 'a', 'b', now())");
                    }
                }));
    }

    @Test
    void everyRefusalHasAStateOfItsOwnAndClosesNothing() throws Exception {
        close("report_app", "acme", NOON, NOON);
        assertState("TL001", () -> close("report_app", "acme", NOON.plusSeconds(899), NOON.plusSeconds(9_000)));
        assertState("TL001", () -> close("report_app", "acme", NOON.plusNanos(1_000), NOON.plusSeconds(9_000)));
        assertState("TL002", () -> close("report_app", "acme", NOON.plusSeconds(900), NOON.plusSeconds(899)));
        assertState("TL003", () -> close("report_app", "acme", NOON, NOON.plusSeconds(900)));
        assertState("TL003", () -> close("report_app", "acme", NOON.minusSeconds(900), NOON.plusSeconds(900)));
        for (String isolation : new String[] {"REPEATABLE READ", "SERIALIZABLE"}) {
            assertState(
                    "TL004",
                    () -> inTransaction("report_app", isolation, connection -> {
                        call(connection, "acme", NOON.plusSeconds(900), NOON.plusSeconds(900));
                    }));
        }
        assertThat(fixture.count("ledger.closing")).isEqualTo(1);
        close("report_app", "acme", NOON.plusSeconds(900), NOON.plusSeconds(900));
        assertThat(fixture.count("ledger.closing")).isEqualTo(2);
    }

    /** The second waits for the first and must then see what it has committed, also late in a transaction of its own. */
    @Test
    void closingsThatRaceSeeEachOther() throws Exception {
        CompletableFuture<String> second;
        try (Connection first = DriverManager.getConnection(fixture.database.jdbcUrl("report_app"))) {
            first.setAutoCommit(false);
            call(first, "acme", NOON, NOON);
            second = CompletableFuture.supplyAsync(() ->
                    stateOf(() -> inTransaction("pricing_app", "READ COMMITTED", connection -> {
                        try (var statement = connection.createStatement()) {
                            statement.execute("SELECT count(*) FROM ledger.closing");
                        }
                        call(connection, "acme", NOON, NOON);
                    })));
            TimeUnit.MILLISECONDS.sleep(300);
            assertThat(second).isNotDone();
            first.commit();
        }
        assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("TL003");
        assertThat(fixture.count("ledger.closing")).isEqualTo(1);
    }

    /** Closed twice: what comes late is accounted at the border that counts, whatever time it is of. */
    @Test
    void lateEventIsAccountedWhereTheBooksBeginToBeOpen() throws Exception {
        Instant first = NOON.minus(Duration.ofDays(30));
        close("report_app", "acme", first, NOON);
        fixture.book(usage("1", "o4-mini", first.minusSeconds(1), 1, 1));
        close("report_app", "acme", NOON, NOON);
        fixture.book(usage("2", "o4-mini", first.minusSeconds(1), 1, 1), usage("3", "o4-mini", first, 1, 1));
        assertThat(fixture.value("SELECT string_agg(CASE accounted_at WHEN '" + first + "' THEN 'first' WHEN '" + NOON
                        + "' THEN 'second' END, ' ' ORDER BY event_id) FROM ledger.usage_entry"))
                .isEqualTo("first second second");
        assertThat(fixture.findings().passed()).isTrue();
    }

    @FunctionalInterface
    private interface Work {
        void in(Connection connection) throws SQLException;
    }

    private void close(String role, String tenant, Instant until, Instant at) throws SQLException {
        inTransaction(role, "READ COMMITTED", connection -> call(connection, tenant, until, at));
    }

    private void inTransaction(String role, String isolation, Work work) throws SQLException {
        try (Connection connection = DriverManager.getConnection(fixture.database.jdbcUrl(role));
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET TRANSACTION ISOLATION LEVEL " + isolation);
            work.in(connection);
            connection.commit();
        }
    }

    private static void call(Connection connection, String tenant, Instant until, Instant at) throws SQLException {
        try (PreparedStatement close =
                connection.prepareStatement("SELECT ledger.close_books(?, ?, 'finance', 'done', ?)")) {
            close.setString(1, tenant);
            close.setObject(2, until.atOffset(ZoneOffset.UTC));
            close.setObject(3, at.atOffset(ZoneOffset.UTC));
            close.execute();
        }
    }

    private static void assertState(String state, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(SQLException.class))
                .extracting(SQLException::getSQLState)
                .isEqualTo(state);
    }

    @FunctionalInterface
    private interface Closing {
        void run() throws SQLException;
    }

    private static String stateOf(Closing closing) {
        try {
            closing.run();
            return "closed";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }
}
