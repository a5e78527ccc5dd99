package io.tokenledger.report.outlook;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.contract.AlertNotice;
import io.tokenledger.report.alert.AlertBookWriter;
import io.tokenledger.report.alert.NoticeWriter;
import io.tokenledger.report.budget.BudgetBookReader;
import io.tokenledger.report.prices.PriceBookReader;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Budgets over a ledger, their states as the watch keeps them, and the job that forecasts them, at a time of choice. */
final class BudgetedLedger {
    private static final UUID CHANNEL = UUID.fromString("3f0c5a52-6d0e-4c57-9a52-0f8f1c0a7b11");

    private final UsedLedger used;
    private final List<AlertNotice> told = new ArrayList<>();
    private final MovableClock clock = new MovableClock();
    private final BudgetForecastReader reader;
    private final OutlookJob job;

    BudgetedLedger(UsedLedger used) {
        this.used = used;
        var prices = new PriceBookReader();
        this.reader = new BudgetForecastReader(
                used.views(), new OutlookReader(used.views(), prices), new BudgetBookReader(), prices);
        this.job = job();
    }

    /** Another instance. */
    OutlookJob job() {
        return new OutlookJob(reader, writer(), new Settings(), clock, new SimpleMeterRegistry());
    }

    private BudgetForecastWriter writer() {
        NoticeWriter outbox = (_, notice, channels, _) -> {
            if (channels.contains(CHANNEL)) {
                told.add(notice);
            }
        };
        return new BudgetForecastWriter(
                used.ledger().store(), new AlertBookWriter(outbox, URI.create("http://console.test")));
    }

    /** Whoever was told of something, in order. */
    List<AlertNotice> told() {
        return told;
    }

    /** Looks once at that time: the periods whose forecasts were made. */
    int look(Instant now) {
        clock.now = now;
        return job.makeThoseDue().size();
    }

    /** A budget of the month in UTC, of so many dollars, and its state: 20 dollars, or 20 million tokens, were used. */
    UUID month(String dollars, String forecastThresholds, int exhaustionDays) {
        return budget(
                "month",
                "UTC",
                dollars,
                0,
                forecastThresholds,
                exhaustionDays,
                "2026-11-01T00:00:00Z",
                "2026-12-01T00:00:00Z");
    }

    UUID monthOfTokens(long tokens) {
        return budget("month", "UTC", "", tokens, "{1}", 5, "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z");
    }

    UUID budget(
            String period,
            String zone,
            String dollars,
            long tokens,
            String forecastThresholds,
            int exhaustionDays,
            String start,
            String end) {
        UUID id = UUID.randomUUID();
        boolean money = !dollars.isEmpty();
        write(
                """
                INSERT INTO reporting.budget (tenant_id, budget_id, name, scope, period, timezone, amount_pico, currency, tokens,
                    thresholds, forecast_thresholds, channels, created_at, first_day, changed_at, exhaustion_days)
                VALUES ('acme', ?::uuid, ?, '{}', ?, ?, ?::numeric * 1e12, ?, ?::bigint, '{}', ?::text[], ?::text[], now(),
                    '2026-01-01', now(), ?::int)
                """,
                id,
                "budget " + id,
                period,
                zone,
                money ? dollars : null,
                money ? "USD" : null,
                money ? null : String.valueOf(tokens),
                forecastThresholds,
                "{" + CHANNEL + "}",
                exhaustionDays);
        write("UPDATE reporting.budget_book_version SET version = version + 1");
        write(
                """
                INSERT INTO reporting.budget_state (tenant_id, budget_id, period_start, period_end, revision, currency,
                    limit_pico, limit_tokens, spent_pico, tokens, requests, unpriced_requests, moved_at)
                VALUES ('acme', ?::uuid, ?::timestamptz, ?::timestamptz, 1, ?, ?::numeric * 1e12, ?::bigint,
                    ?::numeric * 1e12, 20000000, 20, 0, now())
                """,
                id,
                start,
                end,
                money ? "USD" : null,
                money ? dollars : null,
                money ? null : String.valueOf(tokens),
                money ? "20" : null);
        return id;
    }

    /** Runs a statement as the service; every value as text. */
    void write(String sql, @Nullable Object... values) {
        used.ledger().store().write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setString(i + 1, values[i] == null ? null : values[i].toString());
                }
                return statement.executeUpdate();
            }
        });
    }

    Optional<BudgetForecast> forecast(UUID budget, Instant periodStart) {
        return used.ledger()
                .store()
                .write(connection -> BudgetForecastTable.find(connection, "acme", budget, periodStart));
    }

    BudgetForecast november(UUID budget) {
        return forecast(budget, Instant.parse("2026-11-01T00:00:00Z")).orElseThrow();
    }

    /** Alerts of a budget, as {@code kind rule state why}. */
    List<String> alerts(UUID budget) {
        return used.ledger().store().write(connection -> alerts(connection, budget));
    }

    private static List<String> alerts(Connection connection, UUID budget) throws SQLException {
        List<String> alerts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT concat_ws(' | ', kind, rule, state, resolved_why) AS alert FROM reporting.alert
                WHERE tenant_id = 'acme' AND subject_id = ? ORDER BY kind, rule
                """)) {
            select.setObject(1, budget);
            ResultSet found = select.executeQuery();
            while (found.next()) {
                alerts.add(found.getString("alert"));
            }
        }
        return alerts;
    }

    private record Settings() implements OutlookSettings {
        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Duration every() {
            return Duration.ofMinutes(15);
        }

        @Override
        public Duration rest() {
            return Duration.ofMinutes(1);
        }

        @Override
        public int perLook() {
            return 100;
        }

        @Override
        public String look() {
            return "5s";
        }
    }

    private static final class MovableClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("instants are all that is asked");
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
