package io.tokenledger.report.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.alert.Alert;
import io.tokenledger.report.alert.AlertPeriod;
import io.tokenledger.report.alert.Contributor;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.Event;
import io.tokenledger.report.watch.DriftReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SilenceAndDriftIT {
    private static final RuleBench BENCH = new RuleBench("rule_silence_drift", "2026-11-01T12:00:00Z");

    @Test
    void eachSilenceIsAnAlertThatEndsWhenSomethingIsBooked() {
        BENCH.clock.set("2026-11-02T12:00:00Z");
        AlertRule rule = BENCH.rule("quiet", "silent", "ingest_silent", "{}", "{'minutes':30}");
        booked("quiet", 101, "metered/0", "2026-11-02T11:50:00Z", "2026-11-02T11:55:00Z", "chat");
        BENCH.job.askThoseDue();
        assertThat(BENCH.status(rule).outcome()).isEqualTo(Evaluation.Outcome.QUIET);
        assertThat(BENCH.status(rule).saw()).containsEntry("last_booked_at", "2026-11-02T11:55:00Z");

        BENCH.clock.set("2026-11-02T12:25:00Z"); // 30 minutes and not more
        BENCH.job.askThoseDue();
        assertThat(BENCH.alertsOf(rule)).isEmpty();
        BENCH.clock.set("2026-11-02T12:25:16Z");
        BENCH.job.askThoseDue();
        Alert first = BENCH.onlyAlertOf(rule);
        assertThat(first.finding().key().periodStart()).isEqualTo(Instant.parse("2026-11-02T11:55:00Z"));
        assertThat(first.finding().since()).isEqualTo(Instant.parse("2026-11-02T12:25:00Z"));
        BENCH.restart();
        BENCH.job.askThoseDue();
        assertThat(BENCH.toldOf(rule)).containsExactly("FIRING");

        // of an hour ago, but booked now: it is heard
        booked("quiet", 102, "metered/0", "2026-11-02T11:20:00Z", "2026-11-02T12:30:00Z", "chat");
        BENCH.clock.set("2026-11-02T12:30:15Z");
        BENCH.job.askThoseDue();
        assertThat(BENCH.onlyAlertOf(rule).life().firing()).isFalse();
        BENCH.clock.set("2026-11-02T13:30:15Z");
        BENCH.job.askThoseDue();
        assertThat(BENCH.alertsOf(rule)).hasSize(2);
        assertThat(BENCH.toldOf(rule)).containsExactly("FIRING", "RESOLVED", "FIRING");
    }

    @Test
    void whatIsBookedLaterThanItCameInIsNotHeard() {
        BENCH.clock.set("2026-11-03T12:00:00Z");
        AlertRule rule = BENCH.rule("repriced", "silent", "ingest_silent", "{}", "{'minutes':30}");
        booked("repriced", 201, "metered/0", "2026-11-03T11:00:00Z", "2026-11-03T11:00:00Z", "chat");
        booked("repriced", 202, "books", "2026-11-03T11:00:00Z", "2026-11-03T11:59:00Z", "chat");
        BENCH.job.askThoseDue();
        assertThat(BENCH.onlyAlertOf(rule).finding().figures()).containsEntry("minutes", "60");
    }

    @Test
    void whoNeverSentAnythingIsNotSilent() {
        BENCH.clock.set("2026-11-04T12:00:00Z");
        AlertRule rule = BENCH.rule("nobody", "silent", "ingest_silent", "{}", "{'minutes':1}");
        BENCH.job.askThoseDue();
        assertThat(BENCH.alertsOf(rule)).isEmpty();
        assertThat(BENCH.status(rule).outcome()).isEqualTo(Evaluation.Outcome.UNKNOWN);
        assertThat(BENCH.status(rule).said()).contains("nothing was ever booked");
    }

    @Test
    void silenceOfOneAppIsFoundWhileOthersTalk() {
        BENCH.clock.set("2026-11-05T12:00:00Z");
        AlertRule chat = BENCH.rule("apps", "chat", "ingest_silent", "{'app':['chat']}", "{'minutes':30}");
        AlertRule ranker = BENCH.rule("apps", "ranker", "ingest_silent", "{'app':['ranker']}", "{'minutes':30}");
        booked("apps", 301, "metered/0", "2026-11-05T11:00:00Z", "2026-11-05T11:00:00Z", "chat");
        booked("apps", 302, "metered/0", "2026-11-05T11:59:00Z", "2026-11-05T11:59:00Z", "ranker");
        BENCH.job.askThoseDue();
        assertThat(BENCH.alertsOf(chat)).hasSize(1);
        assertThat(BENCH.alertsOf(ranker)).isEmpty();
    }

    @Test
    void whatIsOlderThanTheJournalIsKnownByTheEntriesAndIsTheSameAlert() {
        BENCH.clock.set("2026-11-06T12:00:00Z");
        AlertRule rule = BENCH.rule("pruned", "silent", "ingest_silent", "{}", "{'minutes':30}");
        booked("pruned", 401, "metered/0", "2026-11-06T10:00:00Z", "2026-11-06T11:00:00Z", "chat");
        BENCH.job.askThoseDue();
        Alert journalled = BENCH.onlyAlertOf(rule);
        Bookkeeper.execute(BENCH.ledger, "DELETE FROM ledger.usage_change WHERE tenant_id = 'pruned'");
        BENCH.clock.pass(Duration.ofSeconds(16));
        BENCH.job.askThoseDue();
        assertThat(BENCH.onlyAlertOf(rule).id()).isEqualTo(journalled.id());
        assertThat(BENCH.onlyAlertOf(rule).finding().figures()).containsEntry("last_booked_at", "2026-11-06T11:00:00Z");
    }

    @Test
    void sumsThatAreNotTheEntriesAreToldWithTheirDifferenceAndEndWhenTheyAre() {
        BENCH.clock.set("2026-11-07T12:21:00Z"); // 12:00 to 12:15 is over for more than five minutes
        AlertRule rule = BENCH.rule("drifting", "drift", "ledger_drift", "{}", "{}");
        Bookkeeper.book(
                BENCH.ledger,
                List.of(
                        Event.at("2026-11-07T12:00:00Z", "2000000000000", "tenant", "drifting", "app", "chat"),
                        Event.at("2026-11-07T12:14:59Z", "1500000000000", "tenant", "drifting", "app", "ranker"),
                        Event.at("2026-11-07T12:15:00Z", "9000000000000", "tenant", "drifting", "app", "chat")));
        BENCH.job.askThoseDue();
        assertThat(BENCH.status(rule).outcome()).isEqualTo(Evaluation.Outcome.QUIET);
        assertThat(BENCH.status(rule).saw()).containsEntry("from", "2026-11-07T12:00:00Z");

        String lose = """
                UPDATE ledger.usage_rollup SET cost_pico = cost_pico %s 250000000001
                WHERE tenant_id = 'drifting' AND cost_pico < 2000000000000 AND bucket_start = '2026-11-07 12:00Z'
                """;
        Bookkeeper.execute(BENCH.ledger, lose.formatted("-"));
        BENCH.restart();
        BENCH.job.askThoseDue(); // not before the next quarter of an hour
        assertThat(BENCH.alertsOf(rule)).isEmpty();
        AlertRule another = BENCH.rule("drifting", "drift again", "ledger_drift", "{}", "{}");
        BENCH.job.askThoseDue();
        Alert alert = BENCH.onlyAlertOf(another);
        assertThat(alert.finding().figures())
                .containsEntry("booked", "3.5")
                .containsEntry("counted", "3.249999999999")
                .containsEntry("difference", "-0.250000000001")
                .containsEntry("currency", "USD");
        assertThat(alert.finding().contributors())
                .containsExactly(new Contributor(
                        Map.of("app", "ranker", "model", "o4-mini"), "-0.250000000001", "USD", "1.0000"));

        BENCH.clock.set("2026-11-07T12:36:00Z"); // looks at 12:15, and again at what is firing
        BENCH.job.askThoseDue();
        assertThat(BENCH.onlyAlertOf(another).life().firing()).isTrue();
        Bookkeeper.execute(BENCH.ledger, lose.formatted("+"));
        BENCH.clock.set("2026-11-07T12:51:00Z");
        BENCH.job.askThoseDue();
        assertThat(BENCH.onlyAlertOf(another).life().firing()).isFalse();
        assertThat(BENCH.toldOf(another)).containsExactly("FIRING", "RESOLVED");
    }

    @Test
    void tokensAndRequestsThatDifferAreDriftToo() {
        BENCH.clock.set("2026-11-08T12:21:00Z");
        AlertRule rule = BENCH.rule("tokens", "drift", "ledger_drift", "{}", "{}");
        Bookkeeper.book(BENCH.ledger, List.of(Event.at("2026-11-08T12:00:00Z", "1", "tenant", "tokens")));
        Bookkeeper.execute(
                BENCH.ledger, "UPDATE ledger.usage_rollup SET cached_input_tokens = 21 WHERE tenant_id = 'tokens'");
        BENCH.job.askThoseDue();
        assertThat(BENCH.onlyAlertOf(rule).finding().figures())
                .containsEntry("booked", "150")
                .containsEntry("counted", "151")
                .containsEntry("unit", "tokens");
        Bookkeeper.execute(
                BENCH.ledger,
                "UPDATE ledger.usage_rollup SET cached_input_tokens = 20, requests = 3 WHERE tenant_id = 'tokens'");
        BENCH.clock.set("2026-11-08T12:36:00Z");
        BENCH.job.askThoseDue();
        assertThat(BENCH.onlyAlertOf(rule).finding().figures())
                .containsEntry("difference", "2")
                .containsEntry("unit", "requests");
    }

    @Test
    void whatOthersKnowToDifferIsToldUnderItsOwnKeyAndEndsWithIt() {
        BENCH.clock.set("2026-11-09T12:21:00Z");
        AlertRule rule = BENCH.rule("budgeted", "drift", "ledger_drift", "{}", "{}");
        AlertPeriod november = new AlertPeriod(
                Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z"), ZoneId.of("UTC"));
        DriftSource source = (tenant, _) -> tenant.equals("budgeted")
                ? List.of(new Drift(
                        "Budget 'search'", november, BigDecimal.TEN, new BigDecimal("11.5"), "USD", List.of()))
                : List.of();
        BENCH.driftSources.add(source);
        BENCH.job.askThoseDue();
        assertThat(BENCH.onlyAlertOf(rule).finding().figures())
                .containsEntry("what", "Budget 'search'")
                .containsEntry("difference", "1.5");
        BENCH.driftSources.remove(source);
        BENCH.clock.set("2026-11-09T12:36:00Z");
        BENCH.job.askThoseDue();
        assertThat(BENCH.onlyAlertOf(rule).life().firing()).isFalse();
    }

    @Test
    void whatTheAuditOfBudgetsFindsIsToldUntilItIsGone() {
        BENCH.clock.set("2026-11-10T12:21:00Z");
        AlertRule rule = BENCH.rule("audited", "drift", "ledger_drift", "{}", "{}");
        DriftSource audits = new BudgetDriftReader(new DriftReader(BENCH.views()));
        BENCH.driftSources.add(audits);
        BENCH.store.write(connection -> connection.createStatement().executeUpdate("""
                INSERT INTO reporting.budget_drift (tenant_id, budget_id, period_start, found_at, name, period_end, timezone,
                    unit, kept, booked)
                VALUES ('audited', gen_random_uuid(), '2026-11-01Z', now(), 'search', '2026-12-01Z', 'UTC', 'USD',
                        1500000000001, 1500000000000),
                       ('audited', gen_random_uuid(), '2026-11-01Z', now(), 'ads', '2026-12-01Z', 'UTC', 'tokens', 7, 9)
                """));
        BENCH.job.askThoseDue();
        assertThat(BENCH.alertsOf(rule))
                .extracting(alert -> alert.finding().figures().get("what") + " "
                        + alert.finding().figures().get("difference"))
                .containsExactlyInAnyOrder("Budget 'search' in USD 0.000000000001", "Budget 'ads' in tokens -2");
        BENCH.store.write(connection -> connection.createStatement().executeUpdate("""
                UPDATE reporting.budget_drift SET gone_at = now() WHERE tenant_id = 'audited' AND unit = 'USD'
                """));
        BENCH.clock.set("2026-11-10T12:36:00Z");
        BENCH.job.askThoseDue();
        BENCH.driftSources.remove(audits);
        assertThat(BENCH.alertsOf(rule))
                .filteredOn(alert -> alert.life().firing())
                .extracting(alert -> alert.finding().figures().get("what"))
                .containsExactly("Budget 'ads' in tokens");
    }

    /** An event as a change of its own, as the ledger's writers journal it. */
    private static void booked(
            String tenant, int change, String stream, String occurredAt, String bookedAt, String app) {
        Bookkeeper.book(BENCH.ledger, List.of(Event.at(occurredAt, "1000000", "tenant", tenant, "app", app)));
        Bookkeeper.execute(BENCH.ledger, """
                UPDATE ledger.usage_entry SET change_id = %2$d, booked_at = '%4$s'
                WHERE tenant_id = '%1$s' AND change_id IS NULL;
                INSERT INTO ledger.usage_change
                SELECT tenant_id, change_id, date_bin('15 minutes', occurred_at, timestamptz '2020-01-01 00:00:00+00'),
                       dimension_id, currency, '%3$s', requests, 100, 50, 10, cost_pico, 0, occurred_at, occurred_at,
                       booked_at
                FROM ledger.usage_entry WHERE tenant_id = '%1$s' AND change_id = %2$d;
                """.formatted(tenant, change, stream, bookedAt));
    }
}
