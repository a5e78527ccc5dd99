package io.tokenledger.report.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.store.ReportingStore;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AlertBookWriterIT {
    private static final TestLedger LEDGER = TestLedger.empty("alert_book");
    private static final Told TOLD = new Told(LEDGER);
    private static final URI CONSOLE = URI.create("https://ledger.example/");

    private final ReportingStore store = LEDGER.store();
    private final AlertBookWriter book = new AlertBookWriter(TOLD, CONSOLE);

    @Test
    void foundAThousandTimesByEightAtOnceIsOneAlertToldOncePerChannel() throws Exception {
        Finding finding = Findings.threshold(UUID.randomUUID());
        List<Future<Integer>> threads = new ArrayList<>();
        try (ExecutorService eight = Executors.newFixedThreadPool(8)) {
            for (int thread = 0; thread < 8; thread++) {
                threads.add(eight.submit(() -> timesNew(finding, 125)));
            }
        }
        int isNew = 0;
        for (Future<Integer> thread : threads) {
            isNew += thread.get();
        }
        assertThat(isNew).isEqualTo(1);
        assertThat(TOLD.events(finding.key().id())).containsExactly("FIRING", "FIRING");
        assertThat(TOLD.read("SELECT DISTINCT channel::text FROM ledger.told WHERE alert_id = '"
                        + finding.key().id() + "'"))
                .containsExactlyInAnyOrder(Findings.MAIL.toString(), Findings.CHAT.toString());
        assertThat(life(finding)).extracting(AlertEvent::what).containsExactly(AlertEvent.What.FIRED);
    }

    /** Each thread and call is an instance that was started anew: nothing is remembered but in the database. */
    private int timesNew(Finding finding, int times) {
        int isNew = 0;
        for (int time = 0; time < times; time++) {
            var instance = new AlertBookWriter(TOLD, CONSOLE);
            isNew += store.write(connection -> instance.raise(connection, finding, Findings.NOW)) ? 1 : 0;
        }
        return isNew;
    }

    @Test
    void alertAndNoticeAreThereTogetherOrNotAtAll() {
        Finding finding = Findings.threshold(UUID.randomUUID());
        assertThatThrownBy(() -> store.write(connection -> {
                    book.raise(connection, finding, Findings.NOW);
                    throw new IllegalStateException("killed before the commit");
                }))
                .hasMessage("killed before the commit");
        assertThat(TOLD.events(finding.key().id())).isEmpty();
        assertThat(raise(finding)).isTrue();
        assertThat(TOLD.events(finding.key().id())).containsExactly("FIRING", "FIRING");
    }

    @Test
    void whatIsKeptIsWhatWasFound() {
        Finding finding = Findings.threshold(UUID.randomUUID());
        raise(finding);
        Alert kept = alert(finding);
        assertThat(kept.finding()).isEqualTo(finding);
        assertThat(List.copyOf(kept.finding().figures().keySet()))
                .containsExactly("threshold", "spent", "limit", "currency", "percent");
        assertThat(kept.id()).isEqualTo(finding.key().id());
        assertThat(kept.life()).isEqualTo(new AlertLife(Findings.NOW, null, null, null, 0, Findings.NOW));
    }

    @Test
    void foundAgainItsFiguresAreThoseOfNowAndNothingIsTold() {
        UUID budget = UUID.randomUUID();
        Finding first = Findings.threshold(budget);
        raise(first);
        Finding later = Findings.threshold(budget, first.key().periodStart(), "910.5", List.of(Findings.MAIL));
        assertThat(raise(later)).isFalse();
        assertThat(alert(first).finding().figures()).containsEntry("spent", "910.5");
        assertThat(TOLD.events(first.key().id())).hasSize(2);
    }

    @Test
    void settledOnceItIsResolvedAndToldOnce() {
        Finding finding = Findings.threshold(UUID.randomUUID());
        raise(finding);
        assertThat(settle(finding, "a repricing brought it below")).isTrue();
        assertThat(settle(finding, "again")).isFalse();
        assertThat(TOLD.events(finding.key().id())).containsExactly("FIRING", "FIRING", "RESOLVED", "RESOLVED");
        assertThat(TOLD.of(finding.key().id()).getLast())
                .isEqualTo("RESOLVED Resolved: Budget 'search 2026' crossed 80 % of 1,000.00 USD");
        assertThat(alert(finding).life().resolved())
                .isEqualTo(new AlertLife.Resolved(Findings.NOW, "a repricing brought it below"));
    }

    @Test
    void crossedAgainItFiresAgainUnderTheSameIdAndNobodyIsTold() {
        Finding finding = Findings.threshold(UUID.randomUUID());
        raise(finding);
        settle(finding, "below");
        assertThat(raise(finding)).isFalse();
        assertThat(alert(finding).life().firing()).isTrue();
        assertThat(alert(finding).life().timesReopened()).isEqualTo(1);
        settle(finding, "below again");
        assertThat(TOLD.events(finding.key().id())).containsExactly("FIRING", "FIRING", "RESOLVED", "RESOLVED");
        assertThat(life(finding))
                .extracting(event -> event.what().wireName() + (event.told() ? " told" : ""))
                .containsExactly("fired told", "resolved told", "reopened", "resolved");
    }

    @Test
    void anotherPeriodAndAnotherTenantHaveTheirOwn() {
        UUID budget = UUID.randomUUID();
        Finding november = Findings.threshold(budget);
        Finding december =
                Findings.threshold(budget, Instant.parse("2026-11-30T23:00:00Z"), "802.41", List.of(Findings.MAIL));
        assertThat(raise(november)).isTrue();
        assertThat(raise(december)).isTrue();
        assertThat(store.<Boolean>write(connection ->
                        book.settle(connection, "globex", november.key().id(), "not theirs", Findings.NOW)))
                .isFalse();
        assertThat(alert(november).life().firing()).isTrue();
    }

    @Test
    void withoutChannelsNothingIsToldAndTheAlertIsThere() {
        Finding finding = Findings.threshold(UUID.randomUUID(), Instant.EPOCH, "802.41", List.of());
        assertThat(raise(finding)).isTrue();
        settle(finding, "over");
        assertThat(TOLD.events(finding.key().id())).isEmpty();
        assertThat(life(finding)).extracting(AlertEvent::told).containsExactly(false, false);
    }

    @Test
    void whatWasNeverFoundCannotBeSettled() {
        assertThat(settle(Findings.threshold(UUID.randomUUID()), "nothing")).isFalse();
    }

    private boolean raise(Finding finding) {
        return store.write(connection -> book.raise(connection, finding, Findings.NOW));
    }

    private boolean settle(Finding finding, String why) {
        return store.write(
                connection -> book.settle(connection, "acme", finding.key().id(), why, Findings.NOW));
    }

    private Alert alert(Finding finding) {
        return store.write(connection ->
                        AlertTable.locked(connection, "acme", finding.key().id()))
                .orElseThrow();
    }

    private List<AlertEvent> life(Finding finding) {
        return store.write(connection ->
                AlertEventTable.of(connection, "acme", finding.key().id()));
    }
}
