package io.tokenledger.report.closing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.closing.PeriodForm.Decision;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.LedgerEntries;
import io.tokenledger.report.fixture.LedgerEntry;
import io.tokenledger.report.fixture.ListPrice;
import io.tokenledger.report.fixture.MovableClock;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.store.ReportingStore;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Books in a database of their own, a clock, and everything that closes them. Every test has tenants of its own. */
final class TestBooks {
    private static final AtomicInteger TENANTS = new AtomicInteger();

    final TestLedger ledger;
    final MovableClock clock = new MovableClock("2026-04-03T09:00:00Z");
    final PeriodBooksWriter books;
    final ClosingWriter closing;
    final PeriodCloseWriter close;
    final PeriodReader periods;
    final LedgerViews views;
    private final long price;

    TestBooks(String database) {
        ledger = TestLedger.empty(database);
        price = ListPrice.publish(
                        ledger,
                        List.of(ListPrice.perMillion(
                                "openai", "o4-mini", "standard", "2026-01-01", null, "1.10", "0.275", "4.40")))
                .getFirst();
        ReportingStore store = ledger.store();
        books = new PeriodBooksWriter();
        views = new LedgerViews(
                ledger.serviceDataSource(
                        "-c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read"),
                new SimpleMeterRegistry());
        closing = new ClosingWriter(store, books, clock);
        close = new PeriodCloseWriter(store, books, clock);
        periods = new PeriodReader(views, books, clock);
    }

    /** The same where writing final statements fails at first. */
    PeriodCloseWriter closeThatBreaksOff() {
        AtomicInteger calls = new AtomicInteger();
        return new PeriodCloseWriter(
                ledger.store(),
                new PeriodBooksWriter() {
                    @Override
                    PeriodLife.Total close(
                            Connection connection, String tenant, AccountingPeriod period, String author, Instant now)
                            throws SQLException {
                        if (calls.getAndIncrement() == 0) {
                            super.close(connection, tenant, period, author, now); // written, and lost with the process
                            throw new IllegalStateException("killed");
                        }
                        return super.close(connection, tenant, period, author, now);
                    }
                },
                clock);
    }

    /** A tenant that nobody else has; two persons, months in Kathmandu, nothing unattributed is too much. */
    String tenant() {
        String tenant = "tenant-" + TENANTS.incrementAndGet();
        settings(tenant, 1, "Asia/Kathmandu", true);
        return tenant;
    }

    void settings(String tenant, int version, String zone, boolean twoPersons) {
        execute("""
                INSERT INTO reporting.accounting_settings VALUES ('%s', %d, '%s', 'USD', 'months', 1, %b, 0, 1, 0.02, 0.01,
                    0.01, 'llm-usage', 'llm-clearing', 'ann', 'test', '2026-01-01Z')
                """.formatted(tenant, version, zone, twoPersons));
    }

    /** As the service. */
    void execute(String sql) {
        try (Connection connection = ledger.serviceDataSource("").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }

    /** An event of that many dollars. */
    LedgerEntry event(String tenant, String at, String dollars) {
        return LedgerEntry.usage(tenant, at, "team", "search")
                .with("input", 1_000)
                .priced(price, "USD", new BigDecimal(dollars).movePointRight(12).toBigIntegerExact(), 1L);
    }

    void book(LedgerEntry... entries) {
        LedgerEntries.book(ledger, List.of(entries));
    }

    /** The same at a time. */
    void bookAt(String bookedAt, LedgerEntry... entries) {
        book(entries);
        for (LedgerEntry entry : entries) {
            Bookkeeper.execute(
                    ledger,
                    "UPDATE ledger.usage_entry SET booked_at = '" + bookedAt + "' WHERE tenant_id = '" + entry.tenant()
                            + "' AND event_key = '" + entry.eventKey() + "'");
        }
    }

    /** The check of that name. */
    static Check named(List<Check> checks, Check.Name name) {
        return checks.stream().filter(check -> check.name() == name).findFirst().orElseThrow();
    }

    static Decision by(String author) {
        return new Decision(author, "as agreed", null);
    }

    static Decision override(String author, String why) {
        return new Decision(author, "as agreed", why);
    }

    /** What happened to a period. */
    List<String> journal(String tenant, String period) {
        return periods.period(tenant, period).events().stream()
                .map(event -> event.kind().wireName() + " by " + event.author())
                .toList();
    }

    /** The first column of what a statement finds, as the service. */
    List<String> ask(String sql) {
        List<String> answers = new ArrayList<>();
        try (Connection connection = ledger.serviceDataSource("").getConnection();
                Statement statement = connection.createStatement()) {
            ResultSet found = statement.executeQuery(sql);
            while (found.next()) {
                answers.add(String.valueOf(found.getString(1)));
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
        return answers;
    }
}
