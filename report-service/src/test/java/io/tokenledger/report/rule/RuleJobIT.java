package io.tokenledger.report.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.alert.Alert;
import io.tokenledger.report.alert.AlertLife;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.Event;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How rules live, and how they are asked. */
class RuleJobIT {
    private static final RuleBench BENCH = new RuleBench("rule_job", "2026-11-02T12:00:00Z");
    private static int day = 2;

    /** Each test has a day and tenants of its own. */
    @BeforeEach
    void nextDay() {
        BENCH.clock.set("2026-11-%02dT12:00:00Z".formatted(++day));
        BENCH.job = BENCH.anotherInstance();
    }

    @Test
    void ruleThatFailsIsCountedAndHoldsUpNoOther() {
        AlertRule first = unpricedRule("a-first");
        // Nobody knows what a dollar of that day is in euros: the question is refused.
        AlertRule broken = BENCH.rule("broken", "euros", "spend_anomaly", "{}", "{'currency':'EUR','min_amount':'1'}");
        AlertRule last = unpricedRule("z-last");
        Bookkeeper.book(
                BENCH.ledger, List.of(Event.at("2026-11-%02dT11:00:00Z".formatted(day), "5", "tenant", "broken")));
        unpricedEvent("a-first");
        unpricedEvent("z-last");
        BENCH.job.askThoseDue();
        assertThat(BENCH.alertsOf(first)).hasSize(1);
        assertThat(BENCH.alertsOf(last)).hasSize(1);
        assertThat(BENCH.status(broken).outcome()).isEqualTo(Evaluation.Outcome.FAILED);
        assertThat(BENCH.status(broken).said()).contains("No exchange rate").contains("USD");
        assertThat(BENCH.metrics
                        .get("tokenledger.alert.rules.failed")
                        .tag("kind", "spend_anomaly")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void oneInstanceAsksAndAnotherTakesOverWhenItsLeaseIsOver() {
        AlertRule rule = unpricedRule("leased");
        RuleJob other = BENCH.anotherInstance();
        BENCH.clock.pass(Duration.ofMinutes(2));
        assertThat(BENCH.job.askThoseDue()).extracting(AlertRule::id).contains(rule.id());
        BENCH.clock.pass(Duration.ofSeconds(30));
        assertThat(other.askThoseDue()).isEmpty();
        assertThat(BENCH.job.askThoseDue()).extracting(AlertRule::id).contains(rule.id());
        BENCH.clock.pass(Duration.ofSeconds(59));
        assertThat(other.askThoseDue()).isEmpty();
        BENCH.clock.pass(Duration.ofSeconds(2));
        assertThat(other.askThoseDue()).extracting(AlertRule::id).contains(rule.id());
        assertThat(BENCH.job.askThoseDue()).isEmpty();
    }

    @Test
    void manyInstancesThatAllBelieveToHoldTheLeaseTellOnce() throws Exception {
        AlertRule rule = unpricedRule("crowd");
        unpricedEvent("crowd");
        try (var eight = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> instances = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                RuleJob instance = BENCH.anotherInstance();
                instances.add(() -> {
                    // whoever comes takes the lease away from who has it
                    BENCH.store.write(connection -> LeaseTable.take(
                            connection,
                            UUID.randomUUID(),
                            BENCH.clock.instant().plusSeconds(900),
                            BENCH.clock.instant()));
                    return instance.askThoseDue().isEmpty();
                });
            }
            for (var instance : eight.invokeAll(instances)) {
                instance.get();
            }
        }
        assertThat(BENCH.toldOf(rule)).containsExactly("FIRING");
        assertThat(BENCH.onlyAlertOf(rule).life().timesReopened()).isZero();
    }

    @Test
    void ruleThatTakesSomethingElseForTooMuchEndsWhatItFoundBefore() {
        AlertRule rule = unpricedRule("changed");
        unpricedEvent("changed");
        BENCH.clock.pass(Duration.ofMinutes(2));
        BENCH.job.askThoseDue();
        BENCH.writer.change(
                "changed", rule.id(), JsonFields.parse("{\"name\":\"n\",\"condition\":{\"over\":\"0.99\"}}"));
        BENCH.job.askThoseDue(); // at once: it is another revision
        // Both began in the same moment of this clock: told apart by what became of them.
        assertThat(BENCH.alertsOf(rule))
                .hasSize(2)
                .filteredOn(alert -> !alert.life().firing())
                .singleElement()
                .satisfies(alert -> assertThat(whyResolved(alert)).isEqualTo("the rule was changed"));
        assertThat(BENCH.alertsOf(rule)) // all of one request is over 0.99 too
                .filteredOn(alert -> alert.life().firing())
                .hasSize(1);
        assertThat(BENCH.status(rule).revision()).isEqualTo(2);
    }

    @Test
    void renamedItStaysTheAlertThatItWas() {
        AlertRule rule = unpricedRule("renamed");
        unpricedEvent("renamed");
        BENCH.clock.pass(Duration.ofMinutes(2));
        BENCH.job.askThoseDue();
        BENCH.writer.change(
                "renamed", rule.id(), JsonFields.parse("{\"name\":\"other\",\"condition\":{\"over\":\"0.1\"}}"));
        BENCH.job.askThoseDue();
        assertThat(BENCH.onlyAlertOf(rule).life().firing()).isTrue();
    }

    @Test
    void switchedOffOrArchivedItsAlertsEndAndItIsNotAsked() {
        AlertRule off = unpricedRule("off");
        AlertRule gone = unpricedRule("gone");
        unpricedEvent("off");
        unpricedEvent("gone");
        BENCH.clock.pass(Duration.ofMinutes(2));
        BENCH.job.askThoseDue();
        BENCH.writer.change(
                "off",
                off.id(),
                JsonFields.parse("{\"name\":\"n\",\"enabled\":false,\"condition\":{\"over\":\"0.1\"}}"));
        BENCH.writer.archive("gone", gone.id());
        BENCH.writer.archive("gone", gone.id());
        assertThat(whyResolved(BENCH.onlyAlertOf(off))).isEqualTo("the rule was switched off");
        assertThat(whyResolved(BENCH.onlyAlertOf(gone))).isEqualTo("the rule was archived");
        BENCH.clock.pass(Duration.ofMinutes(1));
        assertThat(BENCH.job.askThoseDue()).extracting(AlertRule::id).doesNotContain(off.id(), gone.id());
        assertThat(BENCH.rules.of("gone")).isEmpty();
        assertThat(BENCH.rules.find("gone", gone.id()).rule().archivedAt()).isNotNull();
        assertRefused(
                ReportError.ALERT_RULE_ARCHIVED,
                () -> BENCH.writer.change("gone", gone.id(), JsonFields.parse("{\"name\":\"n\"}")));
        unpricedRule("gone"); // its name is free again
    }

    @Test
    void namesAreTakenOnceAndRevisionsDoNotMeetUnseen() {
        AlertRule rule = unpricedRule("names");
        assertRefused(ReportError.NAME_TAKEN, () -> unpricedRule("names"));
        AlertRule second = BENCH.rule("names", "second", "ledger_drift", "{}", "{}");
        assertRefused(
                ReportError.NAME_TAKEN,
                () -> BENCH.writer.change("names", second.id(), JsonFields.parse("{\"name\":\"prices\"}")));
        String change = "{\"name\":\"third\",\"revision\":1}";
        assertThat(BENCH.writer
                        .change("names", second.id(), JsonFields.parse(change))
                        .revision())
                .isEqualTo(2);
        assertRefused(
                ReportError.ALERT_RULE_CHANGED,
                () -> BENCH.writer.change("names", second.id(), JsonFields.parse(change)));
        assertRefused(ReportError.ALERT_RULE_UNKNOWN, () -> BENCH.rules.find("another tenant", rule.id()));
        assertRefused(ReportError.ALERT_RULE_UNKNOWN, () -> BENCH.writer.archive("another tenant", rule.id()));
    }

    @Test
    void channelOfNobodyIsRefused() {
        assertRefused(
                ReportError.ALERT_RULE_CHANNEL_UNKNOWN,
                () -> BENCH.writer.create(JsonFields.parse(
                        "{\"tenant\":\"channels\",\"name\":\"n\",\"kind\":\"ledger_drift\",\"channels\":[\""
                                + RuleBench.NOBODYS + "\"]}")));
        assertThat(BENCH.rules.of("channels")).isEmpty();
    }

    private static AlertRule unpricedRule(String tenant) {
        return BENCH.rule(tenant, "prices", "unpriced_share", "{}", "{'over':'0.1'}");
    }

    private static String whyResolved(Alert alert) {
        AlertLife.Resolved resolved = alert.life().resolved();
        return resolved == null ? "it fires" : resolved.why();
    }

    private static void unpricedEvent(String tenant) {
        Bookkeeper.book(
                BENCH.ledger,
                List.of(Event.at("2026-11-%02dT11:59:00Z".formatted(day), "1", "tenant", tenant)
                        .unpriced()));
    }

    private static void assertRefused(ReportError error, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ReportProblem.class,
                        problem -> assertThat(problem.error()).isEqualTo(error));
    }
}
