package io.tokenledger.report.costcenter;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.Event;
import io.tokenledger.report.fixture.Rate;
import io.tokenledger.report.fixture.TestLedger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * November 2026 of some tenants. A euro costs 1.25 dollars. Of acme 17 dollars: 6 of search on the web, 2 of search by cli, 3
 * of search-lab on the web, 5 (4 euros) of ads, and 1 of nobody. The books of tenant kathmandu are kept there, and those of
 * tenant closed are closed up to November.
 */
public final class BookedUsage implements QuarkusTestResourceLifecycleManager {
    private static final String DOLLAR = "000000000000";

    @Override
    public Map<String, String> start() {
        TestLedger ledger = TestLedger.empty("cost_centers");
        Rate.publish(ledger, List.of(new Rate("USD", "2026-11-05", "1.25")));
        Bookkeeper.book(
                ledger,
                List.of(
                        event("2026-11-03T10:00:00Z", "6", "team", "search", "app", "web"),
                        event("2026-11-03T11:00:00Z", "2", "team", "search", "app", "cli"),
                        event("2026-11-04T10:00:00Z", "3", "team", "search-lab", "app", "web"),
                        event("2026-11-05T10:00:00Z", "4", "team", "ads", "app", "bids")
                                .in("EUR"),
                        event("2026-11-06T10:00:00Z", "1"),
                        event("2026-11-03T10:00:00Z", "100", "tenant", "globex", "team", "search", "app", "web"),
                        event(
                                "2026-11-03T10:00:00Z",
                                "7",
                                "tenant",
                                "tagged",
                                "team",
                                "t",
                                "tag.feature",
                                "x",
                                "user",
                                "u1"),
                        event(
                                "2026-11-04T10:00:00Z",
                                "2",
                                "tenant",
                                "tagged",
                                "team",
                                "t",
                                "tag.feature",
                                "y",
                                "user",
                                "u2"),
                        event("2026-11-04T11:00:00Z", "1", "tenant", "tagged", "team", "t", "tag.api_key", "sk-1"),
                        event("2026-11-09T23:59:59Z", "1", "tenant", "later", "team", "t"),
                        event("2026-11-10T00:00:00Z", "2", "tenant", "later", "team", "t"),
                        event("2026-11-10T00:00:00Z", "0", "tenant", "unpriced", "team", "t")
                                .unpriced()));
        Bookkeeper.execute(ledger, """
                INSERT INTO ledger.closing (tenant_id, closed_until, author, reason, closed_at)
                VALUES ('closed', '2026-11-01T00:00:00Z', 'ann', 'test', now())
                """);
        try (Connection connection = DriverManager.getConnection(ledger.serviceUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO reporting.accounting_settings (tenant_id, version, zone, currency, calendar,
                        fiscal_year_start, two_persons, most_unpriced, most_unattributed, most_variance, most_rejected,
                        most_expected_late, expense_account, clearing_account, author, reason, set_at)
                    VALUES ('kathmandu', 1, 'Asia/Kathmandu', 'USD', 'months', 1, false, 0, 0, 0, 0, 0, 'a', 'b', 'ann',
                        'test', now())
                    """);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
        return ledger.settings();
    }

    @Override
    public void stop() {
        // The server serves other tests too.
    }

    private static Event event(String at, String amount, String... attributes) {
        return Event.at(at, amount + DOLLAR, attributes);
    }
}
