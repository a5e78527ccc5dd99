package io.tokenledger.report.closing;

import static io.tokenledger.report.closing.TestBooks.by;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.problem.ReportProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Two people at the same period in the same moment. */
class ClosingRacesIT {
    private static final String MARCH = "2026-03";
    private static final int ROUNDS = 12;
    private static final ExecutorService PEOPLE = Executors.newFixedThreadPool(2);
    private static TestBooks books = new TestBooks("closing_races");

    @BeforeAll
    static void open() {
        books.clock.set("2026-04-03T09:00:00Z");
    }

    @AfterAll
    static void leave() {
        PEOPLE.shutdownNow();
    }

    @RepeatedTest(ROUNDS)
    void twoWhoCloseAtOnceCloseOnce() throws InterruptedException {
        String tenant = books.tenant();
        books.book(books.event(tenant, "2026-03-10T00:00:00Z", "3"), books.event(tenant, "2026-03-11T00:00:00Z", "4"));
        books.closing.begin(tenant, MARCH, by("ann"));

        List<String> answers = atOnce(
                () -> books.close.close(tenant, MARCH, by("bob")), () -> books.close.close(tenant, MARCH, by("carl")));

        assertThat(answers).contains("done");
        assertThat(Set.copyOf(answers)).isSubsetOf("done", "accounting_period.state", "accounting_period.changed");
        PeriodView closed = books.periods.period(tenant, MARCH);
        assertThat(closed.state()).isEqualTo("closed");
        assertThat(closed.events().stream().map(PeriodEvent::kind).map(PeriodEvent.Kind::wireName))
                .containsExactly("begun", "checked", "sealed", "closed");
        assertThat(books.ask("SELECT number FROM reporting.statement WHERE tenant_id = '" + tenant
                        + "' AND status = 'final'"))
                .containsExactly("1");
        assertThat(books.ask("SELECT count(*) FROM ledger.closing_published WHERE tenant = '" + tenant + "'"))
                .containsExactly("1");
    }

    /** Whoever comes first: afterwards the state is what the journal says, and every event has a number of its own. */
    @RepeatedTest(ROUNDS)
    void beginningAgainAndCancellingAtOnceLeaveOneState() throws InterruptedException {
        String tenant = books.tenant();
        books.book(books.event(tenant, "2026-03-10T00:00:00Z", "3"));
        books.closing.begin(tenant, MARCH, by("ann"));

        List<String> answers = atOnce(
                () -> books.closing.begin(tenant, MARCH, by("carl")),
                () -> books.closing.cancel(tenant, MARCH, by("bob")));

        assertThat(Set.copyOf(answers)).isSubsetOf("done", "accounting_period.state", "accounting_period.changed");
        consistent(tenant);
    }

    @RepeatedTest(ROUNDS)
    void closingAndCancellingAtOnceEndInOneOfThem() throws InterruptedException {
        String tenant = books.tenant();
        books.book(books.event(tenant, "2026-03-10T00:00:00Z", "3"));
        books.closing.begin(tenant, MARCH, by("ann"));

        List<String> answers = atOnce(
                () -> books.close.close(tenant, MARCH, by("bob")),
                () -> books.closing.cancel(tenant, MARCH, by("ann")));

        assertThat(new TreeSet<>(answers)).hasSize(2).contains("done");
        boolean closed = answers.getFirst().equals("done");
        assertThat(books.periods.period(tenant, MARCH).state()).isEqualTo(closed ? "closed" : "open");
        assertThat(books.ask("SELECT count(*) FROM ledger.closing_published WHERE tenant = '" + tenant + "'"))
                .containsExactly(closed ? "1" : "0");
        consistent(tenant);
    }

    @Test
    void twoTenantsCloseAtOnceAndDoNotMeet() throws InterruptedException {
        String one = books.tenant();
        String other = books.tenant();
        books.book(books.event(one, "2026-03-10T00:00:00Z", "3"), books.event(other, "2026-03-10T00:00:00Z", "5"));
        assertThat(atOnce(
                        () -> books.closing.begin(one, MARCH, by("ann")),
                        () -> books.closing.begin(other, MARCH, by("ann"))))
                .containsExactly("done", "done");
        assertThat(atOnce(
                        () -> books.close.close(one, MARCH, by("bob")),
                        () -> books.close.close(other, MARCH, by("bob"))))
                .containsExactly("done", "done");
        assertThat(List.of(one, other)).allSatisfy(tenant -> {
            assertThat(books.periods.period(tenant, MARCH).state()).isEqualTo("closed");
            consistent(tenant);
        });
    }

    /** The row, the journal and the drafts say the same. */
    private static void consistent(String tenant) {
        assertThat(books.ask(
                        "SELECT string_agg(event_no::text, ',' ORDER BY event_no) = string_agg(n::text, ',' ORDER BY n)"
                                + " FROM (SELECT event_no, row_number() OVER (ORDER BY event_no) AS n FROM reporting.period_event"
                                + " WHERE tenant_id = '" + tenant + "') AS numbered"))
                .containsExactly("t");
        PeriodView view = books.periods.period(tenant, MARCH);
        String expected =
                switch (view.events().getLast().kind()) {
                    case BEGUN, CHECKED -> "closing";
                    case CANCELLED -> "open";
                    case SEALED -> "sealed";
                    case CLOSED -> "closed";
                };
        assertThat(view.life().state().stored()).isEqualTo(expected);
        assertThat(books.ask("SELECT last_event_no - (SELECT max(event_no) FROM reporting.period_event e"
                        + " WHERE e.tenant_id = p.tenant_id) FROM reporting.period p WHERE tenant_id = '" + tenant
                        + "'"))
                .containsExactly("0");
    }

    private interface Deed {
        void run();
    }

    /** Both in the same moment; what came of each: done, or the code of why not. */
    private static List<String> atOnce(Deed one, Deed other) throws InterruptedException {
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<String>> outcomes = new ArrayList<>();
        for (Deed deed : List.of(one, other)) {
            outcomes.add(PEOPLE.submit(() -> outcome(start, deed)));
        }
        List<String> answers = new ArrayList<>();
        for (Future<String> outcome : outcomes) {
            try {
                answers.add(outcome.get());
            } catch (ExecutionException failure) {
                throw new AssertionError("neither done nor refused", failure.getCause());
            }
        }
        return answers;
    }

    private static String outcome(CyclicBarrier start, Deed deed) throws InterruptedException, BrokenBarrierException {
        start.await();
        try {
            deed.run();
            return "done";
        } catch (ReportProblem refused) {
            return refused.error().code();
        }
    }
}
