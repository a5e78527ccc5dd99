package io.tokenledger.report.watch;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.alert.AlertBookWriter;
import io.tokenledger.report.alert.AlertWriter;
import io.tokenledger.report.alert.Told;
import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.Budget.Limit;
import io.tokenledger.report.budget.BudgetBookReader;
import io.tokenledger.report.fixture.Booking;
import io.tokenledger.report.fixture.Journal;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.store.ReportingStore;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** A ledger, a clock, the book of alerts, and who watches. */
final class Watching extends Clock {
    static final UUID CHANNEL = UUID.fromString("00000000-0000-4000-8000-000000000001");

    final TestLedger ledger;
    final ReportingStore store;
    final Told told;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicReference<Instant> now;
    private int rowsPerTick = 50_000;

    Watching(String database, String now) {
        this.ledger = TestLedger.empty(database);
        this.store = ledger.store();
        this.told = new Told(ledger);
        this.now = new AtomicReference<>(Instant.parse(now));
    }

    /** Reads the journal in smaller steps. */
    Watching readingAtOnce(int rows) {
        rowsPerTick = rows;
        return this;
    }

    /** An instance of its own, as after a start. */
    TickWriter instance() {
        return instance(new AlertBookWriter(told, URI.create("http://console.test")));
    }

    TickWriter instance(AlertWriter alerts) {
        return new TickWriter(store, new BudgetBookReader(), alerts, this, settings(), meters);
    }

    /** One whose commits are cut off at random, one in so many. */
    TickWriter failingInstance(Random random, int oneIn) {
        ReportingStore failing = new ReportingStore(FailingCommits.over(ledger.serviceDataSource(""), random, oneIn));
        return new TickWriter(
                failing,
                new BudgetBookReader(),
                new AlertBookWriter(told, URI.create("http://console.test")),
                this,
                settings(),
                meters);
    }

    /** Until nothing is left to do. */
    static void settle(TickWriter instance) {
        TickOutcome outcome;
        do {
            outcome = instance.tick();
        } while (outcome instanceof TickOutcome.Watched watched && !watched.isDone());
    }

    LedgerViews views() {
        return new LedgerViews(
                ledger.serviceDataSource(
                        "-c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read"),
                meters);
    }

    /** The first column of an answer. */
    List<String> texts(String sql) {
        return store.write(connection -> {
            List<String> texts = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery(sql)) {
                while (found.next()) {
                    texts.add(found.getString(1));
                }
            }
            return texts;
        });
    }

    void at(String instant) {
        at(Instant.parse(instant));
    }

    void at(Instant instant) {
        now.set(instant);
    }

    long book(String stream, Booking... entries) {
        return Journal.book(ledger, stream, instant(), List.of(entries));
    }

    /** The state of a period; refused where there is none. */
    BudgetState state(Budget budget, String periodStart) {
        StateKey key = new StateKey(budget.tenant(), budget.id(), Instant.parse(periodStart));
        Map<StateKey, BudgetState> found = store.write(connection -> StateTable.read(connection, List.of(key)));
        if (!found.containsKey(key)) {
            throw new AssertionError("no state of " + key);
        }
        return found.get(key);
    }

    /** As package budget keeps it: the row as it is then, and the version of all moves. */
    void keep(Budget budget) {
        store.write(connection -> {
            upsert(connection, budget);
            try (PreparedStatement move =
                    connection.prepareStatement("UPDATE reporting.budget_book_version SET version = version + 1")) {
                return move.executeUpdate();
            }
        });
    }

    private static final String UPSERT = """
            INSERT INTO reporting.budget (tenant_id, budget_id, name, scope, period, timezone, amount_pico, currency, tokens,
                thresholds, forecast_thresholds, channels, created_at, revision, first_day, end_day, carry_over, changed_at,
                archived_at)
            VALUES (?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, '{}', ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, budget_id) DO UPDATE SET name = excluded.name, scope = excluded.scope,
                period = excluded.period, timezone = excluded.timezone, amount_pico = excluded.amount_pico,
                currency = excluded.currency, tokens = excluded.tokens, thresholds = excluded.thresholds,
                revision = excluded.revision, first_day = excluded.first_day, end_day = excluded.end_day,
                carry_over = excluded.carry_over, archived_at = excluded.archived_at
            """;

    private static void upsert(Connection connection, Budget budget) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(UPSERT)) {
            row.setString(1, budget.tenant());
            row.setObject(2, budget.id());
            row.setString(3, budget.name());
            row.setString(4, scope(budget));
            row.setString(5, budget.period().wireName());
            row.setString(6, budget.zone().getId());
            row.setBigDecimal(
                    7, budget.limit() instanceof Limit.Money money ? new BigDecimal(money.amountPico()) : null);
            row.setString(8, budget.currency());
            row.setObject(9, budget.limit() instanceof Limit.Tokens tokens ? tokens.tokens() : null, Types.BIGINT);
            row.setArray(
                    10,
                    connection.createArrayOf(
                            "text", budget.alarms().thresholds().toArray()));
            row.setArray(11, connection.createArrayOf("text", new Object[] {CHANNEL.toString()}));
            row.setObject(12, budget.createdAt().atOffset(ZoneOffset.UTC));
            row.setInt(13, budget.revision());
            row.setObject(14, budget.days().first());
            row.setObject(15, budget.days().end());
            row.setString(16, budget.carryOver().wireName());
            row.setObject(17, budget.changedAt().atOffset(ZoneOffset.UTC));
            row.setObject(
                    18, budget.archivedAt() == null ? null : budget.archivedAt().atOffset(ZoneOffset.UTC));
            row.executeUpdate();
        }
    }

    private static String scope(Budget budget) {
        return budget.scope().entrySet().stream()
                .map(filter -> "\"" + filter.getKey() + "\":["
                        + filter.getValue().stream()
                                .map(value -> "\"" + value + "\"")
                                .collect(Collectors.joining(","))
                        + "]")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private WatchSettings settings() {
        return new WatchSettings() {
            @Override
            public boolean enabled() {
                return true;
            }

            @Override
            public Duration every() {
                return Duration.ofMillis(200);
            }

            @Override
            public int rowsPerTick() {
                return rowsPerTick;
            }

            @Override
            public long startMillis() {
                return 1_000;
            }

            @Override
            public Duration ratesEvery() {
                return Duration.ZERO;
            }

            @Override
            public int auditsPerMinute() {
                return 20;
            }
        };
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("it is asked for instants only");
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }
}
