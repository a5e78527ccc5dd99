package io.tokenledger.report.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.fixture.MovableClock;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.store.ReportingStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlertLifeWriterIT {
    private static final TestLedger LEDGER = TestLedger.empty("alert_life");
    private static final Told TOLD = new Told(LEDGER);

    private final MovableClock clock = new MovableClock("2026-11-21T15:00:00Z");
    private final ReportingStore store = LEDGER.store();
    private final AlertBookWriter book = new AlertBookWriter(TOLD, URI.create("http://127.0.0.1:8083"));
    private final AlertLifeWriter lives = new AlertLifeWriter(store, clock);
    private final AlertReader alerts =
            new AlertReader(new LedgerViews(LEDGER.serviceDataSource(""), new SimpleMeterRegistry()));

    @Test
    void whoAcknowledgesFirstStandsAndASecondTimeChangesNothing() {
        UUID id = raised().key().id();
        lives.acknowledge(id, "ann", "on it");
        clock.pass(Duration.ofMinutes(1));
        Alert again = lives.acknowledge(id, "bob", "me too");
        assertThat(again.life().acknowledged())
                .isEqualTo(new AlertLife.Acknowledged(Instant.parse("2026-11-21T15:00:00Z"), "ann", "on it"));
        assertThat(alerts.find(id).alert().life()).isEqualTo(again.life());
        assertThat(whatHappened(id)).containsExactly("fired", "acknowledged ann on it");
    }

    @Test
    void acknowledgedByManyAtOnceItIsOnes() throws Exception {
        UUID id = raised().key().id();
        try (ExecutorService eight = Executors.newFixedThreadPool(8)) {
            List<Callable<Alert>> calls = IntStream.range(0, 40)
                    .<Callable<Alert>>mapToObj(no -> () -> lives.acknowledge(id, "user" + no, ""))
                    .toList();
            for (var call : eight.invokeAll(calls)) {
                call.get();
            }
        }
        assertThat(whatHappened(id)).hasSize(2);
    }

    @Test
    void acknowledgedOneIsStillToldWhenItIsOver() {
        Finding finding = raised();
        lives.acknowledge(finding.key().id(), "ann", "");
        settle(finding);
        assertThat(TOLD.events(finding.key().id())).containsExactly("FIRING", "FIRING", "RESOLVED", "RESOLVED");
        assertThat(lives.acknowledge(finding.key().id(), "ann", "").life().acknowledged())
                .isNotNull();
    }

    @Test
    void firedAgainItIsNoLongerAcknowledged() {
        Finding finding = raised();
        lives.acknowledge(finding.key().id(), "ann", "");
        settle(finding);
        store.write(connection -> book.raise(connection, finding, clock.instant()));
        assertThat(alerts.find(finding.key().id()).alert().life().acknowledged())
                .isNull();
    }

    @Test
    void whatEndsInASilenceIsToldToNobodyAlsoNotLater() {
        Finding finding = raised();
        UUID id = finding.key().id();
        lives.silence(id, clock.instant().plusSeconds(3600), "ann", "we know");
        settle(finding);
        clock.pass(Duration.ofHours(2));
        assertThat(TOLD.events(id)).containsExactly("FIRING", "FIRING");
        assertThat(whatHappened(id)).containsExactly("fired", "silenced ann we know", "resolved  it is over");
    }

    @Test
    void afterASilenceAndAfterALiftedOneItIsTold() {
        Finding over = raised();
        lives.silence(over.key().id(), clock.instant().plusSeconds(60), "ann", "");
        clock.pass(Duration.ofSeconds(60));
        settle(over);
        assertThat(TOLD.events(over.key().id())).contains("RESOLVED");
        Finding lifted = raised();
        lives.silence(lifted.key().id(), clock.instant().plusSeconds(60), "ann", "");
        lives.unsilence(lifted.key().id(), "bob", "talk");
        lives.unsilence(lifted.key().id(), "bob", "talk");
        settle(lifted);
        assertThat(TOLD.events(lifted.key().id())).contains("RESOLVED");
        assertThat(whatHappened(lifted.key().id()))
                .containsExactly("fired", "silenced ann", "unsilenced bob talk", "resolved  it is over");
    }

    @Test
    void laterSilenceReplacesAndTheSameOneChangesNothing() {
        UUID id = raised().key().id();
        Instant until = clock.instant().plusSeconds(600);
        lives.silence(id, until, "ann", "a");
        lives.silence(id, until, "ann", "a");
        Alert longer = lives.silence(id, until.plusSeconds(600), "bob", "b");
        assertThat(longer.life().silence()).isEqualTo(new AlertLife.Silence(until.plusSeconds(600), "bob", "b"));
        assertThat(whatHappened(id)).containsExactly("fired", "silenced ann a", "silenced bob b");
        assertThat(alerts.find(id).events().getLast().until()).isEqualTo(until.plusSeconds(600));
    }

    @Test
    void whatCannotBeDoneIsRefusedAndChangesNothing() {
        Finding resolved = raised();
        settle(resolved);
        UUID id = resolved.key().id();
        assertRefused(ReportError.ALERT_RESOLVED, () -> lives.acknowledge(id, "ann", ""));
        assertRefused(
                ReportError.ALERT_RESOLVED,
                () -> lives.silence(id, clock.instant().plusSeconds(9), "ann", ""));
        UUID firing = raised().key().id();
        assertRefused(ReportError.FIELD_INVALID, () -> lives.silence(firing, clock.instant(), "ann", ""));
        assertRefused(
                ReportError.FIELD_INVALID,
                () -> lives.silence(firing, clock.instant().plus(Duration.ofDays(367)), "ann", ""));
        UUID nobody = UUID.randomUUID();
        assertRefused(ReportError.ALERT_UNKNOWN, () -> lives.acknowledge(nobody, "ann", ""));
        assertRefused(ReportError.ALERT_UNKNOWN, () -> alerts.find(nobody));
        assertThat(whatHappened(firing)).containsExactly("fired");
    }

    private static void assertRefused(ReportError error, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ReportProblem.class,
                        problem -> assertThat(problem.error()).isEqualTo(error));
    }

    private Finding raised() {
        Finding finding = Findings.threshold(UUID.randomUUID());
        store.write(connection -> book.raise(connection, finding, clock.instant()));
        return finding;
    }

    private void settle(Finding finding) {
        store.write(connection -> book.settle(connection, "acme", finding.key().id(), "it is over", clock.instant()));
    }

    private List<String> whatHappened(UUID id) {
        return alerts.find(id).events().stream()
                .map(event -> (event.what().wireName() + " " + event.by() + " " + event.why()).strip())
                .toList();
    }
}
