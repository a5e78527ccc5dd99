package io.tokenledger.report.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.alert.Alert;
import io.tokenledger.report.alert.Contributor;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.Event;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Unusual hours in the books of five weeks. */
class AnomalyIT {
    private static final RuleBench BENCH = new RuleBench("rule_anomalies", "2026-10-01T12:00:00Z");
    private static final String DOLLARS = "{'currency':'USD','min_amount':'1'}";
    private static final Duration FIVE_WEEKS = Duration.ofDays(35);

    @Test
    void spikeIsFoundInItsHourBeforeItIsOverWithWhoBroughtIt() {
        Instant hour = Instant.parse("2026-10-14T14:00:00Z"); // a Wednesday
        Weeks weeks = new Weeks("spike", 1);
        Bookkeeper.book(BENCH.ledger, weeks.normal(hour.minus(FIVE_WEEKS), hour));
        AlertRule rule = BENCH.rule("spike", "unusual", "spend_anomaly", "{}", DOLLARS);
        BENCH.clock.set("2026-10-14T14:10:00Z");
        BENCH.job.askThoseDue();
        assertThat(BENCH.status(rule).outcome()).isEqualTo(Evaluation.Outcome.QUIET);
        assertThat(BENCH.status(rule).saw()).containsKeys("expected_low", "expected_high", "method");

        Bookkeeper.book(
                BENCH.ledger,
                List.of(weeks.used(hour, Weeks.RANKER, 60_000_000), weeks.used(hour, Weeks.CHAT, 3_500_000)));
        BENCH.clock.set("2026-10-14T14:25:00Z");
        BENCH.job.askThoseDue();
        Alert alert = BENCH.onlyAlertOf(rule);
        assertThat(alert.finding().key().periodStart()).isEqualTo(hour);
        assertThat(alert.finding().since()).isEqualTo(hour);
        assertThat(new BigDecimal(alert.finding().figures().get("observed"))).isEqualByComparingTo(weeks.dollars(hour));
        assertThat(new BigDecimal(alert.finding().figures().get("expected_high")))
                .isLessThan(new BigDecimal(20));
        List<Contributor> contributors = alert.finding().contributors();
        assertThat(contributors).extracting(Contributor::group).containsExactly(Weeks.RANKER, Weeks.CHAT);
        assertThat(new BigDecimal(contributors.getFirst().amount()))
                .isEqualByComparingTo(weeks.excess(Weeks.RANKER, hour));
        assertThat(new BigDecimal(contributors.getLast().amount()))
                .isEqualByComparingTo(weeks.excess(Weeks.CHAT, hour));
        assertThat(new BigDecimal(contributors.getFirst().share())).isGreaterThan(new BigDecimal("0.9"));

        BENCH.restart();
        BENCH.job.askThoseDue();
        Bookkeeper.book(BENCH.ledger, weeks.normal(hour.plus(1, ChronoUnit.HOURS), hour.plus(2, ChronoUnit.HOURS)));
        for (String time : List.of("14:40", "15:02", "15:30", "15:59")) {
            BENCH.clock.set("2026-10-14T" + time + ":00Z");
            BENCH.job.askThoseDue();
            assertThat(BENCH.onlyAlertOf(rule).life().firing()).as(time).isTrue();
        }
        BENCH.clock.set("2026-10-14T16:01:00Z"); // the hour after was normal
        BENCH.job.askThoseDue();
        assertThat(BENCH.onlyAlertOf(rule).life().firing()).isFalse();
        assertThat(BENCH.toldOf(rule)).containsExactly("FIRING", "RESOLVED");
    }

    @Test
    void severalUnusualHoursInARowAreOneAlertAlsoForWhoStoodStillMeanwhile() {
        Instant hour = Instant.parse("2026-10-15T10:00:00Z");
        Weeks weeks = new Weeks("standstill", 2);
        Bookkeeper.book(BENCH.ledger, weeks.normal(hour.minus(FIVE_WEEKS), hour.plus(7, ChronoUnit.HOURS)));
        AlertRule rule = BENCH.rule("standstill", "unusual", "spend_anomaly", "{}", DOLLARS);
        BENCH.clock.set("2026-10-15T10:00:30Z");
        BENCH.job.askThoseDue();
        assertThat(BENCH.alertsOf(rule)).isEmpty();
        Bookkeeper.book(
                BENCH.ledger,
                List.of(
                        weeks.used(hour, Weeks.CHAT, 40_000_000),
                        weeks.used(hour.plus(1, ChronoUnit.HOURS), Weeks.CHAT, 50_000_000),
                        weeks.used(hour.plus(4, ChronoUnit.HOURS), Weeks.RANKER, 90_000_000)));
        BENCH.clock.set("2026-10-15T17:03:00Z"); // nobody asked for seven hours
        BENCH.job = BENCH.anotherInstance();
        BENCH.job.askThoseDue();
        assertThat(BENCH.alertsOf(rule))
                .extracting(alert -> alert.finding().key().periodStart())
                .containsExactlyInAnyOrder(hour, hour.plus(4, ChronoUnit.HOURS));
        assertThat(BENCH.alertsOf(rule)).allMatch(alert -> !alert.life().firing());
        assertThat(BENCH.toldOf(rule)).containsExactlyInAnyOrder("FIRING", "RESOLVED", "FIRING", "RESOLVED");
        BENCH.clock.set("2026-10-15T17:05:00Z");
        BENCH.job.askThoseDue();
        assertThat(BENCH.toldOf(rule)).hasSize(4);
    }

    @Test
    void poorHourIsFoundWhenItIsOverWhereThatIsAskedFor() {
        Instant hour = Instant.parse("2026-10-16T11:00:00Z");
        Weeks weeks = new Weeks("poor", 3);
        Bookkeeper.book(BENCH.ledger, weeks.normal(hour.minus(FIVE_WEEKS), hour));
        AlertRule both = BENCH.rule(
                "poor", "both", "spend_anomaly", "{}", "{'currency':'USD','min_amount':'1','direction':'both'}");
        AlertRule up = BENCH.rule("poor", "up", "spend_anomaly", "{}", DOLLARS);
        for (String time : List.of("11:05", "11:55", "12:05")) { // late events are waited for
            BENCH.clock.set("2026-10-16T" + time + ":00Z");
            BENCH.job.askThoseDue();
            assertThat(BENCH.alertsOf(both)).as(time).isEmpty();
        }
        BENCH.clock.set("2026-10-16T12:11:00Z");
        BENCH.job.askThoseDue();
        Alert alert = BENCH.onlyAlertOf(both);
        assertThat(alert.finding().key().periodStart()).isEqualTo(hour);
        assertThat(alert.finding().figures()).containsEntry("observed", "0");
        assertThat(alert.finding().contributors().getFirst().group()).isEqualTo(Weeks.RANKER);
        assertThat(new BigDecimal(alert.finding().contributors().getFirst().amount()))
                .isEqualByComparingTo(weeks.excess(Weeks.RANKER, hour))
                .isNegative();
        assertThat(BENCH.alertsOf(up)).isEmpty();
    }

    @Test
    void fromTooLittleHistoryNothingIsToldAndTheRuleSaysSo() {
        Instant hour = Instant.parse("2026-10-17T11:00:00Z");
        Weeks weeks = new Weeks("young", 4);
        Bookkeeper.book(BENCH.ledger, weeks.normal(hour.minus(Duration.ofDays(6)), hour));
        Bookkeeper.book(BENCH.ledger, List.of(weeks.used(hour, Weeks.CHAT, 900_000_000)));
        AlertRule rule = BENCH.rule("young", "unusual", "spend_anomaly", "{}", DOLLARS);
        BENCH.clock.set("2026-10-17T11:30:00Z");
        BENCH.job.askThoseDue();
        assertThat(BENCH.alertsOf(rule)).isEmpty();
        assertThat(BENCH.status(rule).outcome()).isEqualTo(Evaluation.Outcome.UNKNOWN);
        assertThat(BENCH.status(rule).said()).contains("144 hours of history: 168");
    }

    @Test
    void tokensOfAScopeAreWatchedAsWell() {
        Instant hour = Instant.parse("2026-10-18T11:00:00Z");
        Weeks weeks = new Weeks("tokens", 5);
        Bookkeeper.book(BENCH.ledger, weeks.normal(hour.minus(FIVE_WEEKS), hour.plusSeconds(1)));
        AlertRule chat = BENCH.rule("tokens", "chat", "spend_anomaly", "{'app':['chat']}", "{'min_amount':'1000'}");
        AlertRule ranker =
                BENCH.rule("tokens", "ranker", "spend_anomaly", "{'app':['ranker']}", "{'min_amount':'1000'}");
        Event usual = weeks.used(hour, Weeks.CHAT, 1);
        Bookkeeper.book(
                BENCH.ledger,
                List.of(new Event(
                        usual.occurredAt(), usual.attributes(), 50_000, 0, 0, 7_000, 0, "USD", usual.costPico())));
        BENCH.clock.set("2026-10-18T11:30:00Z");
        BENCH.job.askThoseDue();
        Alert alert = BENCH.onlyAlertOf(chat);
        assertThat(alert.finding().figures())
                .containsEntry("observed", "57150")
                .containsEntry("unit", "tokens")
                .doesNotContainKey("currency");
        assertThat(alert.finding().contributors())
                .containsExactly(new Contributor(Weeks.CHAT, "57000", "tokens", "1.0000"));
        assertThat(BENCH.alertsOf(ranker)).isEmpty();
    }

    @Test
    void excessUnderTheLeastAmountIsNotTold() {
        Instant hour = Instant.parse("2026-10-19T14:00:00Z");
        Weeks weeks = new Weeks("least", 6);
        Bookkeeper.book(BENCH.ledger, weeks.normal(hour.minus(FIVE_WEEKS), hour.plusSeconds(1)));
        Bookkeeper.book(BENCH.ledger, List.of(weeks.used(hour, Weeks.RANKER, 60_000_000)));
        AlertRule much = BENCH.rule("least", "much", "spend_anomaly", "{}", "{'currency':'USD','min_amount':'59'}");
        AlertRule some = BENCH.rule("least", "some", "spend_anomaly", "{}", "{'currency':'USD','min_amount':'30'}");
        BENCH.clock.set("2026-10-19T14:30:00Z");
        BENCH.job.askThoseDue();
        assertThat(BENCH.alertsOf(much)).isEmpty();
        assertThat(BENCH.alertsOf(some)).hasSize(1);
    }
}
