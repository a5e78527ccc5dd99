package io.tokenledger.report.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.budget.BudgetHistoryJson.RevisionJson;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BudgetWriterIT {
    private static final TestLedger LEDGER = TestLedger.empty("budget_writer");
    private static final Said ANN = new Said("ann", "plan");
    private static final Instant LATER = SampleBudget.NOW.plusSeconds(60);
    private static int tenants;

    private final String tenant = "tenant " + ++tenants;
    private final BudgetWriter writer = writer(List.of(), SampleBudget.NOW);
    private final BudgetReader budgets =
            new BudgetReader(new LedgerViews(LEDGER.serviceDataSource(""), new SimpleMeterRegistry()));

    @Test
    void changeIsARevisionThatTellsWhoChangedWhatAndWhy() {
        Budget first = create(sample("search").with(Map.of("team", List.of("search"))));
        Budget wanted = revised(sample("search").with(SampleBudget.dollars("1200")), first, 1);
        Budget second = writer(List.of(), LATER).change(wanted, new Said("bob", "more of it"));
        assertThat(second.revision()).isEqualTo(2);
        assertThat(second.createdAt()).isEqualTo(SampleBudget.NOW);
        assertThat(second.changedAt()).isEqualTo(LATER);
        assertThat(budgets.find(tenant, first.id())).isEqualTo(second);
        List<RevisionJson> history = history(second);
        assertThat(history).extracting(RevisionJson::action).containsExactly("created", "changed");
        assertThat(history).extracting(RevisionJson::author).containsExactly("ann", "bob");
        assertThat(history.getLast().reason()).isEqualTo("more of it");
        assertThat(history.getLast().changes())
                .extracting(change -> change.field() + " " + change.before() + " " + change.after())
                .containsExactly("amount \"1000\" \"1200\"", "scope {\"team\":[\"search\"]} {}");
        assertThat(history.getFirst().budget().path("amount").asText()).isEqualTo("1000");
    }

    @Test
    void changeThatSaysNothingNewIsNoRevision() {
        Budget first = create(sample("same"));
        assertThat(writer(List.of(), LATER).change(first, ANN)).isEqualTo(first);
        assertThat(history(first)).hasSize(1);
    }

    @Test
    void changeMadeFromAnOldRevisionIsRefused() {
        Budget first = create(sample("contended"));
        writer.change(revised(sample("contended").with(SampleBudget.dollars("2")), first, 1), ANN);
        refused(
                ReportError.BUDGET_REVISION_STALE,
                "revision is 1 and budget 'contended' is at 2",
                () -> writer.change(revised(sample("contended").with(SampleBudget.dollars("3")), first, 1), ANN));
    }

    @Test
    void ofChangesMadeAtOnceFromTheSameRevisionOneIsMade() throws Exception {
        Budget first = create(sample("race"));
        List<Callable<Budget>> changes = IntStream.rangeClosed(1, 8)
                .mapToObj(i -> (Callable<Budget>) () ->
                        writer.change(revised(sample("race").with(SampleBudget.dollars("" + i)), first, 1), ANN))
                .toList();
        assertThat(atOnce(changes, ReportError.BUDGET_REVISION_STALE)).hasSize(1);
        assertThat(budgets.find(tenant, first.id()).revision()).isEqualTo(2);
    }

    @Test
    void siblingsCreatedAtOnceDoNotSlipPastTheirParent() throws Exception {
        Budget parent = create(sample("parent"));
        List<Callable<Budget>> children = IntStream.range(0, 12)
                .mapToObj(i -> (Callable<Budget>) () -> writer.create(
                        sample("child " + i)
                                .with(SampleBudget.dollars("300"))
                                .under(parent)
                                .budget(),
                        ANN))
                .toList();
        assertThat(atOnce(children, ReportError.BUDGET_EXCEEDS_PARENT)).hasSize(3);
        assertThat(budgets.page(BudgetSelection.of(tenant).under(parent.id())).budgets())
                .hasSize(3);
    }

    @Test
    void parentLoweredWhileAChildIsRaisedIsNotExceeded() throws Exception {
        for (int round = 0; round < 10; round++) {
            Budget parent = create(sample("parent " + round));
            SampleBudget one = sample("child " + round).under(parent);
            Budget child = create(one.with(SampleBudget.dollars("500")));
            List<Budget> changed = atOnce(
                    List.of(
                            () -> writer.change(
                                    revised(
                                            sample("parent " + round(parent)).with(SampleBudget.dollars("600")),
                                            parent,
                                            1),
                                    ANN),
                            () -> writer.change(revised(one.with(SampleBudget.dollars("900")), child, 1), ANN)),
                    ReportError.BUDGET_EXCEEDS_PARENT);
            assertThat(changed).hasSize(1);
        }
    }

    @Test
    void twoChangesAtOnceCloseNoCircle() throws Exception {
        for (int round = 0; round < 10; round++) {
            // b under a, d under c: a under d and c under b at once would be a circle of four.
            Budget a = create(sample("a" + round).lettingChildrenExceedIt());
            Budget c = create(sample("c" + round).lettingChildrenExceedIt());
            Budget b = create(sample("b" + round).under(a).lettingChildrenExceedIt());
            Budget d = create(sample("d" + round).under(c).lettingChildrenExceedIt());
            List<Budget> changed = atOnce(
                    List.of(
                            () -> writer.change(revised(named(a).under(d).lettingChildrenExceedIt(), a, 1), ANN),
                            () -> writer.change(revised(named(c).under(b).lettingChildrenExceedIt(), c, 1), ANN)),
                    ReportError.BUDGET_PARENT_CIRCLE);
            assertThat(changed).hasSize(1);
        }
    }

    @Test
    void budgetIsNotAboveItself() {
        Budget a = create(sample("a").lettingChildrenExceedIt());
        Budget b = create(sample("b").under(a).lettingChildrenExceedIt());
        refused(
                ReportError.BUDGET_PARENT_CIRCLE,
                "by way of 'a', 'b'",
                () -> writer.change(revised(sample("a").under(b).lettingChildrenExceedIt(), a, 1), ANN));
        refused(
                ReportError.BUDGET_PARENT_CIRCLE,
                "by way of 'a'",
                () -> writer.change(revised(sample("a").under(a), a, 1), ANN));
    }

    @Test
    void childrenMustStillFitUnderAParentThatIsChanged() {
        Budget parent = create(sample("parent"));
        create(sample("child").under(parent).with(SampleBudget.dollars("900")));
        refused(
                ReportError.BUDGET_EXCEEDS_PARENT,
                "900 USD from 2026-11-01 to 2026-12-01, more than its 899 USD",
                () -> writer.change(revised(sample("parent").with(SampleBudget.dollars("899")), parent, 1), ANN));
        refused(
                ReportError.BUDGET_SCOPE_OUTSIDE_PARENT,
                "'child'",
                () -> writer.change(revised(sample("parent").with(Map.of("team", List.of("x"))), parent, 1), ANN));
    }

    @Test
    void parentIsOfTheSameTenantAndNotArchived() {
        Budget theirs = create(SampleBudget.named("theirs").of("another tenant"));
        refused(
                ReportError.BUDGET_PARENT_UNKNOWN,
                theirs.id().toString(),
                () -> create(sample("x").under(theirs)));
        Budget archived = create(sample("archived"));
        writer.archive(tenant, archived.id(), null, ANN);
        refused(
                ReportError.BUDGET_PARENT_UNKNOWN,
                "is archived",
                () -> create(sample("x").under(archived)));
    }

    @Test
    void archivedBudgetKeepsItsHistoryAndFreesItsName() {
        Budget first = create(sample("once"));
        Budget archived = writer(List.of(), LATER).archive(tenant, first.id(), 1, new Said("bob", "over"));
        assertThat(archived.archivedAt()).isEqualTo(LATER);
        assertThat(history(archived)).extracting(RevisionJson::action).containsExactly("created", "archived");
        assertThat(history(archived).getLast().reason()).isEqualTo("over");
        Budget again = create(sample("once"));
        assertThat(budgets.of(tenant)).containsExactly(again);
        assertThat(budgets.page(BudgetSelection.of(tenant).withArchived(true)).budgets())
                .containsExactlyInAnyOrder(archived, again);
        refused(ReportError.BUDGET_ARCHIVED, "'once'", () -> writer.archive(tenant, first.id(), null, ANN));
        refused(ReportError.BUDGET_ARCHIVED, "'once'", () -> writer.change(revised(sample("y"), first, 2), ANN));
    }

    @Test
    void parentOfOthersIsNotArchived() {
        Budget parent = create(sample("parent"));
        Budget child = create(sample("child").under(parent));
        refused(
                ReportError.BUDGET_HAS_CHILDREN,
                "budget 'parent' is the parent of 'child'",
                () -> writer.archive(tenant, parent.id(), null, ANN));
        writer.archive(tenant, child.id(), null, ANN);
        assertThat(writer.archive(tenant, parent.id(), null, ANN).archivedAt()).isNotNull();
    }

    @Test
    void nameOfAnotherBudgetIsTakenAlsoByAChange() {
        create(sample("one"));
        Budget two = create(sample("two"));
        refused(ReportError.NAME_TAKEN, "'one'", () -> writer.change(revised(sample("one"), two, 1), ANN));
        refused(ReportError.NAME_TAKEN, "'one'", () -> create(sample("one")));
        assertThat(budgets.find(tenant, two.id())).isEqualTo(two);
        assertThat(history(two)).hasSize(1);
    }

    @Test
    void channelThatTheTenantDoesNotHaveIsRefused() {
        UUID known = UUID.randomUUID();
        UUID unknown = UUID.randomUUID();
        KnownChannels channels = (connection, of, ids) -> {
            assertThat(of).isEqualTo(tenant);
            return ids.stream().filter(id -> !id.equals(known)).toList();
        };
        BudgetWriter checking = writer(List.of(channels), SampleBudget.NOW);
        assertThat(checking.create(telling(sample("known"), known), ANN)
                        .alarms()
                        .channels())
                .containsExactly(known);
        refused(
                ReportError.BUDGET_CHANNEL_UNKNOWN,
                "channels[] is " + unknown,
                () -> checking.create(telling(sample("unknown"), unknown), ANN));
    }

    private static Budget telling(SampleBudget sample, UUID channel) {
        Budget budget = sample.budget();
        return new Budget(
                budget.id(),
                budget.tenant(),
                1,
                budget.name(),
                budget.owner(),
                budget.scope(),
                budget.days(),
                budget.limit(),
                budget.carryOver(),
                new Budget.Alarms(List.of("0.5"), List.of(), 7, List.of(channel)),
                budget.place(),
                budget.createdAt(),
                budget.changedAt(),
                null);
    }

    /** What those that were not refused made; the others were refused for this and nothing else. */
    private static List<Budget> atOnce(List<Callable<Budget>> actions, ReportError error) throws Exception {
        CyclicBarrier start = new CyclicBarrier(actions.size());
        List<Budget> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(actions.size())) {
            List<Future<Budget>> running = actions.stream()
                    .map(action -> threads.submit(() -> {
                        start.await();
                        return action.call();
                    }))
                    .toList();
            for (Future<Budget> future : running) {
                try {
                    done.add(future.get());
                } catch (ExecutionException failure) {
                    assertThat(failure)
                            .cause()
                            .isInstanceOfSatisfying(
                                    ReportProblem.class,
                                    problem -> assertThat(problem.error()).isEqualTo(error));
                }
            }
        }
        return done;
    }

    private static void refused(ReportError error, String message, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOf(ReportProblem.class)
                .hasMessageContaining(message)
                .satisfies(
                        problem -> assertThat(((ReportProblem) problem).error()).isEqualTo(error));
    }

    private List<RevisionJson> history(Budget budget) {
        return BudgetHistoryJson.of(budget, budgets.history(budget)).revisions();
    }

    private Budget create(SampleBudget sample) {
        return writer.create(sample.budget(), ANN);
    }

    private SampleBudget sample(String name) {
        return SampleBudget.named(name).of(tenant);
    }

    private SampleBudget named(Budget budget) {
        return sample(budget.name());
    }

    private static String round(Budget budget) {
        return budget.name().replaceAll("\\D", "");
    }

    /** The sample as what a budget is to be. */
    private static Budget revised(SampleBudget sample, Budget of, int revision) {
        Budget budget = sample.budget();
        return new Budget(
                of.id(),
                of.tenant(),
                revision,
                budget.name(),
                budget.owner(),
                budget.scope(),
                budget.days(),
                budget.limit(),
                budget.carryOver(),
                budget.alarms(),
                budget.place(),
                of.createdAt(),
                of.changedAt(),
                null);
    }

    private static BudgetWriter writer(List<KnownChannels> channels, Instant now) {
        return new BudgetWriter(LEDGER.store(), channels, Clock.fixed(now, ZoneOffset.UTC));
    }
}
