package io.tokenledger.report.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.ledger.LedgerViews;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Budgets that were there before they could be changed. */
class BudgetMigrationIT {
    private static final UUID KOLKATA = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID TOKENS = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final String CHANNEL = "3F0C5A52-6d0e-4c57-9a52-0f8f1c0a7b11";

    /** On the last day of October in UTC, which is the first of November in Kolkata; and a week of tokens, by Monday. */
    private static final String BEFORE = """
            INSERT INTO reporting.budget (tenant_id, budget_id, name, scope, period, timezone, amount_pico, currency, tokens,
                thresholds, forecast_thresholds, channels, created_at)
            VALUES ('acme', '%s', 'Kolkata', '{"team": ["search"]}', 'month', 'Asia/Kolkata', 1000000000000, 'USD', NULL,
                    '{0.5,1.0}', '{1.0}', '{c1,"#ops, team",%s,""}', '2026-10-31 20:00Z'),
                   ('acme', '%s', 'tokens', '{}', 'week', 'America/New_York', NULL, NULL, 5000,
                    '{}', '{}', '{}', '2026-11-23 04:00Z')
            """.formatted(KOLKATA, CHANNEL, TOKENS);

    private final TestLedger ledger = TestLedger.withoutSchema("budget_migration");
    private final String owner = ledger.settings().get("TOKENLEDGER_DB_URL") + "?user=report_owner";
    private final BudgetReader budgets =
            new BudgetReader(new LedgerViews(ledger.serviceDataSource(""), new SimpleMeterRegistry()));

    @Test
    void budgetsFromBeforeBeginWithThePeriodInWhichTheyWereCreatedAndKeepWhatCanBeAChannel() throws SQLException {
        migrate("3");
        execute(BEFORE);
        migrate("4");
        Budget kolkata = budgets.find("acme", KOLKATA);
        assertThat(kolkata.days().first()).isEqualTo(LocalDate.of(2026, 11, 1));
        assertThat(kolkata.days().end()).isNull();
        assertThat(kolkata.alarms().channels()).containsExactly(UUID.fromString(CHANNEL));
        assertThat(kolkata.alarms().thresholds()).containsExactly("0.5", "1.0");
        assertThat(kolkata.scope()).isEqualTo(Map.of("team", List.of("search")));
        assertThat(kolkata.revision()).isEqualTo(1);
        assertThat(kolkata.changedAt()).isEqualTo(Instant.parse("2026-10-31T20:00:00Z"));
        Budget tokens = budgets.find("acme", TOKENS);
        assertThat(tokens.days().first()).as("Sunday evening in New York").isEqualTo(LocalDate.of(2026, 11, 16));
        assertThat(tokens.limit()).isEqualTo(new Budget.Limit.Tokens(5000));
        assertThat(tokens.carryOver()).isEqualTo(CarryOver.NONE);
    }

    @Test
    void historyOfABudgetFromBeforeBeginsWithWhatItWas() throws SQLException {
        migrate("3");
        execute(BEFORE);
        migrate("4");
        Budget before = budgets.find("acme", TOKENS);
        assertThat(budgets.history(before)).hasSize(1);
        BudgetWriter writer = new BudgetWriter(
                ledger.store(), List.of(), Clock.fixed(Instant.parse("2026-11-24T00:00:00Z"), ZoneOffset.UTC));
        Budget archived = writer.archive("acme", TOKENS, null, new Said("ann", "over"));
        List<BudgetRevision> history = budgets.history(archived);
        assertThat(history)
                .extracting(BudgetRevision::action)
                .containsExactly(BudgetRevision.Action.CREATED, BudgetRevision.Action.ARCHIVED);
        assertThat(history.getFirst().changedAt()).isEqualTo(before.createdAt());
        assertThat(history.getFirst().budget().path("tokens").longValue()).isEqualTo(5000);
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(owner, null, null)
                .schemas("reporting")
                .locations("classpath:db/reporting")
                .createSchemas(false)
                .target(target)
                .load()
                .migrate();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(owner);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
