package io.tokenledger.report.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.alert.Alert;
import io.tokenledger.report.alert.Contributor;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shares of what has no price, and of what was rejected. */
class SharesIT {
    private static final RuleBench BENCH = new RuleBench("rule_shares", "2026-11-21T14:05:00Z");

    @Test
    void tooManyRequestsWithoutAPriceAreToldOnceWithWhoSentThem() {
        BENCH.clock.set("2026-11-10T14:05:00Z");
        AlertRule rule = BENCH.rule(
                "unpriced", "prices", "unpriced_share", "{}", "{'over':'0.1','minutes':60,'min_requests':20}");
        book("unpriced", "2026-11-10T13:20:00Z", 80, 0, "ranker", "o3");
        BENCH.job.askThoseDue();
        assertThat(BENCH.alertsOf(rule)).isEmpty();
        assertThat(BENCH.status(rule).outcome()).isEqualTo(Evaluation.Outcome.QUIET);
        assertThat(BENCH.status(rule).saw()).containsEntry("requests", "80").containsEntry("unpriced", "0");

        book("unpriced", "2026-11-10T13:50:00Z", 0, 15, "ranker", "new-model");
        book("unpriced", "2026-11-10T14:01:00Z", 0, 5, "chat", "other-model");
        next();
        Alert alert = BENCH.onlyAlertOf(rule);
        assertThat(alert.finding().figures())
                .containsEntry("unpriced", "20")
                .containsEntry("requests", "100")
                .containsEntry("percent", "20")
                .containsEntry("over", "10");
        assertThat(alert.finding().contributors())
                .containsExactly(
                        new Contributor(Map.of("app", "ranker", "model", "new-model"), "15", "requests", "0.7500"),
                        new Contributor(Map.of("app", "chat", "model", "other-model"), "5", "requests", "0.2500"));
        assertThat(alert.finding().since()).isEqualTo(Instant.parse("2026-11-10T13:00:00Z"));

        next();
        BENCH.restart();
        next();
        assertThat(BENCH.toldOf(rule)).containsExactly("FIRING");

        // 20 of 240 are 8.3 %: below 10 %, above four fifths of it
        book("unpriced", "2026-11-10T14:02:00Z", 140, 0, "chat", "o3");
        next();
        assertThat(BENCH.onlyAlertOf(rule).life().firing()).isTrue();
        assertThat(BENCH.status(rule).said()).contains("not yet calm");
        book("unpriced", "2026-11-10T14:03:00Z", 60, 0, "chat", "o3"); // 20 of 300
        next();
        assertThat(BENCH.onlyAlertOf(rule).life().firing()).isFalse();
        assertThat(BENCH.toldOf(rule)).containsExactly("FIRING", "RESOLVED");
    }

    @Test
    void fewRequestsSayNothing() {
        BENCH.clock.set("2026-11-11T14:05:00Z");
        AlertRule rule =
                BENCH.rule("few", "prices", "unpriced_share", "{}", "{'over':'0.1','minutes':60,'min_requests':20}");
        book("few", "2026-11-11T14:01:00Z", 0, 19, "chat", "other-model");
        BENCH.job.askThoseDue();
        assertThat(BENCH.alertsOf(rule)).isEmpty();
        assertThat(BENCH.status(rule).outcome()).isEqualTo(Evaluation.Outcome.UNKNOWN);
        assertThat(BENCH.status(rule).said()).contains("fewer than 20 say nothing");
        book("few", "2026-11-11T14:02:00Z", 0, 1, "chat", "other-model");
        next();
        assertThat(BENCH.onlyAlertOf(rule).finding().figures()).containsEntry("percent", "100");
    }

    @Test
    void scopeAndTenantAreKeptApart() {
        BENCH.clock.set("2026-11-12T14:05:00Z");
        String condition = "{'over':'0.1','minutes':60}";
        AlertRule chat = BENCH.rule("scoped", "chat", "unpriced_share", "{'app':['chat']}", condition);
        AlertRule ranker = BENCH.rule("scoped", "ranker", "unpriced_share", "{'app':['ranker']}", condition);
        AlertRule other = BENCH.rule("other", "all", "unpriced_share", "{}", condition);
        book("scoped", "2026-11-12T14:01:00Z", 5, 5, "chat", "x");
        book("scoped", "2026-11-12T14:01:00Z", 10, 0, "ranker", "x");
        book("other", "2026-11-12T14:01:00Z", 10, 0, "chat", "x");
        BENCH.job.askThoseDue();
        assertThat(BENCH.alertsOf(chat)).hasSize(1);
        assertThat(BENCH.alertsOf(ranker)).isEmpty();
        assertThat(BENCH.alertsOf(other)).isEmpty();
    }

    @Test
    void priceThatArrivesEndsIt() {
        BENCH.clock.set("2026-11-13T14:05:00Z");
        AlertRule rule = BENCH.rule("late", "prices", "unpriced_share", "{}", "{'over':'0'}");
        book("late", "2026-11-13T14:01:00Z", 1, 1, "chat", "x");
        BENCH.job.askThoseDue();
        assertThat(BENCH.onlyAlertOf(rule).life().firing()).isTrue();
        // as pricing-service prices late: the rollup has the request with a price now
        Bookkeeper.execute(BENCH.ledger, """
                UPDATE ledger.usage_rollup SET unpriced_requests = 0 WHERE tenant_id = 'late'
                """);
        next();
        assertThat(BENCH.onlyAlertOf(rule).life().firing()).isFalse();
    }

    @Test
    void rejectedEventsAreToldWithTheirReasons() {
        BENCH.clock.set("2026-11-14T14:05:00Z");
        AlertRule rule =
                BENCH.rule("rejects", "rejects", "rejected_share", "{}", "{'over':'0.2','hours':2,'min_events':10}");
        Bookkeeper.execute(BENCH.ledger, """
                INSERT INTO ledger.intake_count VALUES
                    ('rejects', '2026-11-14 12:00Z', 'usage.metered.v1', 0, 0, 0, 0, 0, 1000),
                    ('rejects', '2026-11-14 13:00Z', 'usage.metered.v1', 0, 4, 1, 1, 1, 0),
                    ('rejects', '2026-11-14 14:00Z', 'usage.rejected.v1', 0, 0, 0, 0, 0, 3);
                INSERT INTO ledger.rejected_event (tenant_id, rejection_id, code, detail, batch_index, received_at, payload_bytes)
                VALUES ('rejects', 'a', 'count.negative', '-1', 0, '2026-11-14 14:01:00Z', 9),
                       ('rejects', 'b', 'count.negative', '-2', 0, '2026-11-14 14:02:00Z', 9),
                       ('rejects', 'c', 'json.truncated', 'x', 0, '2026-11-14 14:03:00Z', 9),
                       ('rejects', 'd', 'json.truncated', 'x', 0, '2026-11-14 12:03:00Z', 9);
                """);
        BENCH.job.askThoseDue();
        Alert alert = BENCH.onlyAlertOf(rule);
        assertThat(alert.finding().figures())
                .containsEntry("rejected", "3")
                .containsEntry("received", "10")
                .containsEntry("percent", "30");
        assertThat(alert.finding().since()).isEqualTo(Instant.parse("2026-11-14T14:00:00Z"));
        assertThat(alert.finding().contributors())
                .containsExactly(
                        new Contributor(Map.of("code", "count.negative"), "2", "requests", "0.6667"),
                        new Contributor(Map.of("code", "json.truncated"), "1", "requests", "0.3333"));
        BENCH.clock.set("2026-11-14T16:00:30Z"); // none in the two hours from 15:00 on
        BENCH.job.askThoseDue();
        assertThat(BENCH.onlyAlertOf(rule).life().firing()).isFalse();
    }

    @Test
    void nextDayItMayFireAnewAndTheSameDayItOnlyFiresAgain() {
        BENCH.clock.set("2026-11-15T14:05:00Z");
        AlertRule rule = BENCH.rule("days", "prices", "unpriced_share", "{}", "{'over':'0.1','minutes':15}");
        book("days", "2026-11-15T14:01:00Z", 0, 1, "chat", "x");
        BENCH.job.askThoseDue();
        BENCH.clock.set("2026-11-15T15:05:00Z");
        BENCH.job.askThoseDue();
        book("days", "2026-11-15T16:01:00Z", 0, 1, "chat", "x");
        BENCH.clock.set("2026-11-15T16:05:00Z");
        BENCH.job.askThoseDue();
        assertThat(BENCH.onlyAlertOf(rule).life().timesReopened()).isEqualTo(1);
        BENCH.clock.set("2026-11-15T17:05:00Z");
        BENCH.job.askThoseDue();
        book("days", "2026-11-16T09:01:00Z", 0, 1, "chat", "x");
        BENCH.clock.set("2026-11-16T09:05:00Z");
        BENCH.job.askThoseDue();
        assertThat(BENCH.alertsOf(rule)).hasSize(2);
        assertThat(BENCH.toldOf(rule)).containsExactly("FIRING", "RESOLVED", "FIRING");
    }

    private static void next() {
        BENCH.clock.pass(Duration.ofSeconds(16));
        BENCH.job.askThoseDue();
    }

    private static void book(String tenant, String at, int priced, int unpriced, String app, String model) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < priced + unpriced; i++) {
            Event event = Event.at(at, "1000000", "tenant", tenant, "app", app, "model", model);
            events.add(i < priced ? event : event.unpriced());
        }
        Bookkeeper.book(BENCH.ledger, events);
    }
}
