package io.tokenledger.report.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.alert.AlertWriter;
import io.tokenledger.report.alert.Finding;
import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.BudgetPeriod;
import io.tokenledger.report.budget.CarryOver;
import io.tokenledger.report.fixture.Booking;
import io.tokenledger.report.fixture.Journal;
import io.tokenledger.report.fixture.Rate;
import java.math.BigInteger;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class TickWriterIT {
    private static final String NOW = "2026-11-21T12:00:00Z";
    private static final String NOVEMBER = "2026-11-01T00:00:00Z";
    private static final String OCTOBER = "2026-10-01T00:00:00Z";

    private Watching watching;
    private TickWriter instance;

    @BeforeEach
    void begin(TestInfo test) {
        watching = new Watching(
                "watch_" + test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT), NOW);
        instance = watching.instance();
    }

    @Test
    void newBudgetBeginsWithWhatWasThereAndGoesOnWithTheJournal() {
        watching.book("books", cents(100), cents(31));
        Budget budget = kept(TestBudget.ofAll());
        Watching.settle(instance);
        assertThat(spent(budget, NOVEMBER)).isEqualTo("1.31");
        watching.book("usage/0", cents(9));
        watching.book("usage/1", cents(10).unpriced());
        Watching.settle(instance);
        BudgetState state = watching.state(budget, NOVEMBER);
        assertThat(spent(budget, NOVEMBER)).isEqualTo("1.4");
        assertThat(state.tokens()).isEqualTo(600);
        assertThat(state.requests()).isEqualTo(4);
        assertThat(state.unpricedRequests()).isEqualTo(1);
        assertThat(state.periodEnd()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
    }

    @Test
    void eachThresholdIsToldOnceWithItsEventAndSettledWhenThePeriodIsOver() {
        Budget budget = kept(TestBudget.ofAll());
        Watching.settle(instance);
        Booking half = cents(500);
        Booking eightTenths = cents(300);
        watching.book("usage/0", cents(1), half, cents(2));
        Watching.settle(instance);
        watching.book("usage/1", eightTenths);
        watching.book("usage/0", cents(10));
        Watching.settle(instance);
        assertThat(alerts()).containsExactlyInAnyOrder("0.5 of 10 USD firing", "0.8 of 10 USD firing");
        assertThat(crossings()).containsExactlyInAnyOrder("0.5 " + half.eventId(), "0.8 " + eightTenths.eventId());
        watching.at("2026-12-01T00:00:00Z");
        Watching.settle(instance);
        assertThat(alerts()).containsExactlyInAnyOrder("0.5 of 10 USD resolved", "0.8 of 10 USD resolved");
        assertThat(spent(budget, "2026-12-01T00:00:00Z")).isEqualTo("0");
        assertThat(watching.told.read("SELECT count(*)::text FROM ledger.told WHERE event = 'FIRING'"))
                .containsExactly("2");
    }

    @Test
    void whatFellBelowIsSettledAndWhatCrossesAgainIsTheSameAlert() {
        kept(TestBudget.ofAll());
        Watching.settle(instance);
        Booking event = cents(600);
        watching.book("usage/0", event);
        Watching.settle(instance);
        watching.book("books", event.correction(1, null, pico(-200)));
        Watching.settle(instance);
        assertThat(alerts()).containsExactly("0.5 of 10 USD resolved");
        watching.book("books", event.correction(2, null, pico(150)));
        Watching.settle(instance);
        assertThat(alerts()).containsExactly("0.5 of 10 USD firing");
        assertThat(watching.told.read("SELECT DISTINCT alert_id::text FROM ledger.told"))
                .hasSize(1);
    }

    @Test
    void failureBeforeTheCommitLeavesNothingAndTheNextTickTellsAll() {
        Budget budget = kept(TestBudget.ofAll());
        Watching.settle(instance);
        watching.book("usage/0", cents(900));
        AlertWriter dying = new AlertWriter() {
            @Override
            public boolean raise(Connection connection, Finding finding, Instant now) {
                throw new IllegalStateException("killed");
            }

            @Override
            public boolean settle(Connection connection, String tenant, UUID alert, String why, Instant now) {
                throw new IllegalStateException("killed");
            }
        };
        assertThatThrownBy(() -> Watching.settle(watching.instance(dying))).hasMessage("killed");
        assertThat(spent(budget, NOVEMBER)).isEqualTo("0");
        Watching.settle(instance);
        assertThat(spent(budget, NOVEMBER)).isEqualTo("9");
        assertThat(alerts()).containsExactlyInAnyOrder("0.5 of 10 USD firing", "0.8 of 10 USD firing");
        Watching.settle(watching.instance());
        assertThat(spent(budget, NOVEMBER)).isEqualTo("9");
    }

    @Test
    void whoHasLostItsPlaceInTheJournalSumsUpAnew() {
        Budget budget = kept(TestBudget.ofAll());
        Watching.settle(instance);
        watching.book("usage/0", cents(100));
        Watching.settle(instance);
        watching.book("usage/0", cents(450), at("2026-10-31T23:59:59Z", 5));
        long last = watching.book("usage/0", cents(1));
        watching.book("usage/0", cents(2));
        Journal.prune(watching.ledger, last);
        Watching.settle(instance);
        assertThat(spent(budget, NOVEMBER)).isEqualTo("5.53");
        assertThat(alerts()).containsExactly("0.5 of 10 USD firing");
        assertThat(watching.meters.counter("tokenledger.watch.places.lost").count())
                .isEqualTo(1);
        watching.book("usage/0", cents(3));
        Watching.settle(instance);
        assertThat(spent(budget, NOVEMBER)).isEqualTo("5.56");
    }

    @Test
    void lateUsageMovesThePeriodThatItIsAccountedIn() {
        Budget budget = kept(TestBudget.ofAll().each(BudgetPeriod.MONTH, "UTC", "2026-10-01"));
        watching.book("books", at("2026-10-05T00:00:00Z", 40));
        Watching.settle(instance);
        watching.book("usage/0", at("2026-10-31T23:59:59.999999Z", 2), at("2026-09-30T23:59:59Z", 1));
        Watching.settle(instance);
        assertThat(spent(budget, OCTOBER)).isEqualTo("0.42");
        watching.book("usage/0", at("2026-10-07T00:00:00Z", 900));
        Watching.settle(instance);
        assertThat(spent(budget, OCTOBER)).isEqualTo("9.42");
        assertThat(alerts()).containsExactlyInAnyOrder("0.5 of 10 USD resolved", "0.8 of 10 USD resolved");
        assertThat(spent(budget, NOVEMBER)).isEqualTo("0");
    }

    @Test
    void whatWasBookedAheadCountsWhenItsPeriodBegins() {
        watching.at("2026-11-30T23:30:00Z");
        watching.book("books", at("2026-12-01T00:10:00Z", 600));
        Budget budget = kept(TestBudget.ofAll());
        Watching.settle(instance);
        watching.book("usage/0", at("2026-12-01T00:20:00Z", 250));
        Watching.settle(instance);
        assertThat(alerts()).isEmpty();
        watching.at("2026-12-01T00:00:00Z");
        Watching.settle(instance);
        assertThat(spent(budget, "2026-12-01T00:00:00Z")).isEqualTo("8.5");
        assertThat(alerts()).containsExactlyInAnyOrder("0.5 of 10 USD firing", "0.8 of 10 USD firing");
    }

    @Test
    void raisedBudgetSettlesAndIsCrossedAnew() {
        TestBudget first = TestBudget.ofAll();
        kept(first);
        Watching.settle(instance);
        watching.book("usage/0", cents(850));
        Watching.settle(instance);
        Budget raised = kept(first.changed().limited(TestBudget.money("16", "USD")));
        Watching.settle(instance);
        assertThat(alerts())
                .containsExactlyInAnyOrder("0.5 of 10 USD resolved", "0.8 of 10 USD resolved", "0.5 of 16 USD firing");
        assertThat(spent(raised, NOVEMBER)).isEqualTo("8.5");
        assertThat(watching.state(raised, NOVEMBER).revision()).isEqualTo(2);
    }

    @Test
    void budgetOfAnotherScopeIsSummedUpAnewInMidPeriod() {
        TestBudget first = TestBudget.ofAll();
        kept(first);
        watching.book("books", cents(500, "team", "search"), cents(300, "team", "ads"), cents(7));
        Watching.settle(instance);
        Budget search = kept(first.changed().scoped(Map.of("team", List.of("search", ""))));
        Watching.settle(instance);
        assertThat(spent(search, NOVEMBER)).isEqualTo("5.07");
        watching.book("usage/0", cents(1, "team", "search"), cents(300, "team", "ads"));
        Watching.settle(instance);
        assertThat(spent(search, NOVEMBER)).isEqualTo("5.08");
        assertThat(alerts())
                .containsExactlyInAnyOrder(
                        "0.5 of 10 USD resolved", "0.8 of 10 USD resolved", "0.5 of 10 USD since revision 2 firing");
    }

    @Test
    void archivedBudgetIsSettledAndMovesNoMore() {
        TestBudget first = TestBudget.ofAll();
        Budget budget = kept(first);
        watching.book("books", cents(500));
        Watching.settle(instance);
        watching.keep(first.archived(Instant.parse(NOW)).budget());
        Watching.settle(instance);
        watching.book("usage/0", cents(500));
        Watching.settle(instance);
        assertThat(spent(budget, NOVEMBER)).isEqualTo("5");
        assertThat(alerts()).containsExactly("0.5 of 10 USD resolved");
    }

    @Test
    void periodsHandOnWhatTheyLeaveAlsoWhatIsCorrectedLate() {
        watching.book("books", at("2026-09-10T00:00:00Z", 400), at("2026-10-10T00:00:00Z", 1900));
        Budget budget = kept(
                TestBudget.ofAll().each(BudgetPeriod.MONTH, "UTC", "2026-09-01").carrying(CarryOver.BOTH));
        Watching.settle(instance);
        assertThat(limit(budget, "2026-09-01T00:00:00Z")).isEqualTo("10");
        assertThat(limit(budget, OCTOBER)).isEqualTo("16");
        assertThat(limit(budget, NOVEMBER)).isEqualTo("7");
        watching.book("usage/0", cents(360));
        Watching.settle(instance);
        assertThat(alerts()).containsExactly("0.5 of 7 USD firing");
        watching.book("books", at("2026-09-10T01:00:00Z", 100));
        Watching.settle(instance);
        assertThat(limit(budget, OCTOBER)).isEqualTo("15");
        assertThat(limit(budget, NOVEMBER)).isEqualTo("6");
        assertThat(alerts())
                .as("what is handed on moves no alert; what crossed late is told, and is over")
                .containsExactlyInAnyOrder("0.5 of 7 USD firing", "0.5 of 10 USD resolved");
        watching.book("books", at("2026-10-10T01:00:00Z", 5000));
        Watching.settle(instance);
        assertThat(limit(budget, NOVEMBER)).as("never below zero").isEqualTo("0");
        watching.at("2026-12-01T00:00:00Z");
        Watching.settle(instance);
        assertThat(limit(budget, "2026-12-01T00:00:00Z")).isEqualTo("6.4");
    }

    @Test
    void anotherAmountLeavesPeriodsThatAreOverAsTheyWere() {
        TestBudget first =
                TestBudget.ofAll().each(BudgetPeriod.MONTH, "UTC", "2026-10-01").carrying(CarryOver.UNSPENT);
        kept(first);
        watching.book("books", at("2026-10-10T00:00:00Z", 400));
        Watching.settle(instance);
        Budget raised = kept(first.changed().limited(TestBudget.money("20", "USD")));
        Watching.settle(instance);
        assertThat(limit(raised, OCTOBER)).isEqualTo("10");
        assertThat(limit(raised, NOVEMBER)).isEqualTo("26");
    }

    @Test
    void costsInAnotherCurrencyAreConvertedByDayAndAgainWhenRatesCome() {
        Budget budget = kept(TestBudget.ofAll().limited(TestBudget.money("10", "EUR")));
        Rate.publish(watching.ledger, List.of(new Rate("USD", "2026-11-20", "1.25")));
        Watching.settle(instance);
        watching.book("usage/0", cents(100).in("EUR"), cents(150));
        Watching.settle(instance);
        assertThat(spent(budget, NOVEMBER)).isEqualTo("2.2");
        watching.book("usage/0", at("2026-11-02T00:00:00Z", 360));
        Watching.settle(instance);
        assertThat(watching.state(budget, NOVEMBER).spentPico())
                .as("no rate of the second")
                .isNull();
        Rate.publish(watching.ledger, List.of(new Rate("USD", "2026-11-02", "1.2")));
        Watching.settle(instance);
        assertThat(spent(budget, NOVEMBER)).isEqualTo("5.2");
        assertThat(alerts()).containsExactly("0.5 of 10 EUR firing");
    }

    @Test
    void usersAndTagsAreCountedByTheirEntries() {
        watching.book("books", cents(1, "user", "u1"), cents(2, "user", "u2", "tag.feature", "chat"), cents(4));
        Budget user = kept(TestBudget.ofAll().scoped(Map.of("user", List.of("u1"))));
        Budget nobody = kept(TestBudget.ofAll().scoped(Map.of("user", List.of(""))));
        Budget tag = kept(TestBudget.ofAll().scoped(Map.of("tag.feature", List.of("chat"), "model", List.of("o3"))));
        Watching.settle(instance);
        watching.book(
                "usage/0",
                cents(10, "user", "u1", "tag.feature", "chat", "model", "o3"),
                cents(20, "user", "u1"),
                cents(40, "tag.feature", "chat", "model", "o3"),
                at("2026-11-03T04:05:06Z", 80));
        Watching.settle(instance);
        assertThat(spent(user, NOVEMBER)).isEqualTo("0.31");
        assertThat(spent(nobody, NOVEMBER)).isEqualTo("1.24");
        assertThat(spent(tag, NOVEMBER)).isEqualTo("0.5");
    }

    @Test
    void longJournalIsReadInStepsAndMissesNothing() {
        watching.readingAtOnce(3);
        instance = watching.instance();
        Budget budget = kept(TestBudget.ofAll());
        Watching.settle(instance);
        for (int i = 0; i < 10; i++) {
            watching.book(
                    "usage/" + i % 2, cents(1, "team", "a"), cents(1, "team", "b"), cents(1, "team", "c"), cents(1));
        }
        int ticks = 0;
        TickOutcome.Watched outcome;
        do {
            outcome = (TickOutcome.Watched) instance.tick();
            ticks++;
        } while (!outcome.isDone());
        assertThat(ticks).isEqualTo(5);
        assertThat(spent(budget, NOVEMBER)).isEqualTo("0.4");
    }

    @Test
    void auditFindsWhatDiffersAndItIsMadeAnew() {
        Budget budget = kept(TestBudget.ofAll());
        watching.book("books", cents(100));
        Watching.settle(instance);
        var audits = new BudgetAuditWriter(
                watching.views(),
                watching.store,
                new BudgetAuditReader(new io.tokenledger.report.budget.BudgetBookReader()),
                watching,
                watching.meters);
        assertThat(audits.audit(5)).hasValue(List.of());
        watching.store.write(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate("UPDATE reporting.budget_usage SET cost_pico = cost_pico + 7");
            }
        });
        List<Drift> drifts = audits.audit(5).orElseThrow();
        assertThat(drifts).hasSize(1);
        assertThat(drifts.getFirst().unit()).isEqualTo("USD");
        assertThat(drifts.getFirst().kept().subtract(drifts.getFirst().booked()))
                .isEqualTo(BigInteger.valueOf(7));
        DriftReader open = new DriftReader(watching.views());
        assertThat(open.open("acme")).isEqualTo(drifts);
        assertThat(audits.audit(5)).as("it is about to be made anew").isEmpty();
        Watching.settle(instance);
        assertThat(audits.audit(5)).hasValue(List.of());
        assertThat(open.open("acme")).isEmpty();
        assertThat(spent(budget, NOVEMBER)).isEqualTo("1");
        watching.book("books", cents(100));
        assertThat(audits.audit(5)).as("the watch is behind").isEmpty();
    }

    private Budget kept(TestBudget budget) {
        watching.keep(budget.budget());
        return budget.budget();
    }

    private static BigInteger pico(long cents) {
        return BigInteger.valueOf(cents).multiply(BigInteger.TEN.pow(10));
    }

    private static Booking cents(long cents, String... attributes) {
        return Booking.event(Instant.parse("2026-11-20T10:00:00Z"), pico(cents).toString(), attributes);
    }

    private static Booking at(String occurredAt, long cents) {
        return Booking.event(Instant.parse(occurredAt), pico(cents).toString());
    }

    private String spent(Budget budget, String periodStart) {
        BudgetState state = watching.state(budget, periodStart);
        return Threshold.exact(state, java.util.Objects.requireNonNull(state.used()));
    }

    private String limit(Budget budget, String periodStart) {
        BudgetState state = watching.state(budget, periodStart);
        return Threshold.exact(state, state.limit());
    }

    private List<String> alerts() {
        return watching.texts("SELECT rule || ' ' || state FROM reporting.alert");
    }

    private List<String> crossings() {
        return watching.texts("SELECT (figures ->> 'threshold') || ' ' || crossing_event FROM reporting.alert");
    }
}
