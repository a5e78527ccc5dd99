package io.tokenledger.report.costcenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.accounting.ClosedBooksReader;
import io.tokenledger.report.costcenter.OrganisationChange.Kind;
import io.tokenledger.report.costcenter.OrganisationWriter.Request;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrganisationWriterIT {
    private static final TestLedger LEDGER = TestLedger.empty("organisation_writer");
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static int tenants;

    private final String tenant = "tenant " + ++tenants;
    private final OrganisationWriter writer = new OrganisationWriter(LEDGER.store(), Clock.fixed(NOW, ZoneOffset.UTC));
    private final OrganisationReader organisations =
            new OrganisationReader(new LedgerViews(LEDGER.serviceDataSource(""), new SimpleMeterRegistry()));

    @Test
    void whatIsWrittenIsReadAgainAndOfOneTenantAlone() {
        create("2026-01-01", "a", null);
        create("2026-01-01", "b", "a");
        change("2026-06-01", "b", "{'parent':null,'owner':'bob'}");
        OrganisationBook book = organisations.book(tenant);
        assertThat(book.centers("b"))
                .extracting(
                        each -> each.validFrom() + " " + each.validUntil() + " " + each.parent() + " " + each.owner())
                .containsExactly("2026-01-01 2026-06-01 a null", "2026-06-01 null null bob");
        assertThat(book.history(Kind.COST_CENTER, "b"))
                .extracting(each -> each.revision() + " " + each.said().author() + " "
                        + each.said().reason() + " " + each.said().at())
                .containsExactly("1 ann test 2026-06-15T12:00:00Z", "2 ann test 2026-06-15T12:00:00Z");
        assertThat(organisations.book("another").centers()).isEmpty();
        new OrganisationWriterIT().create("2026-03-01", "a", null); // the same code is another tenant's too
        assertThat(organisations.book(tenant).centers("a").getFirst().validFrom())
                .isEqualTo(LocalDate.of(2026, 1, 1));
    }

    @Test
    void dryRunAndWhatIsRefusedWriteNothing() {
        create("2026-01-01", "a", null);
        Request dry = new Request(tenant, LocalDate.of(2026, 2, 1), "ann", "test", true);
        OrganisationPlan plan = writer.change(dry, _ -> List.of(changed("a", "{'name':'New'}")));
        assertThat(plan.differences()).hasSize(1);
        assertThatThrownBy(() -> change("2026-02-01", "a", "{'parent':'none'}"))
                .hasMessageContaining("cost_center.parent_missing");
        assertThat(organisations.book(tenant).history(Kind.COST_CENTER, "a")).hasSize(1);
    }

    @Test
    void twoMovesAtOnceMakeNoCircle() throws Exception {
        for (int round = 0; round < 15; round++) {
            String a = "a" + round;
            String b = "b" + round;
            create("2026-01-01", a, null);
            create("2026-01-01", b, null);
            List<ReportError> refused = atOnce(List.of(
                    () -> change("2026-06-01", a, "{'parent':'" + b + "'}"),
                    () -> change("2026-03-01", b, "{'parent':'" + a + "'}")));
            assertThat(refused).containsExactly(ReportError.COST_CENTER_CIRCLE);
            assertThat(organisations.book(tenant).organisation().centers(NOW)).hasSize(2 * round + 2);
        }
    }

    @Test
    void ofRulesMadeAtOnceEachFindsAPlaceOfItsOwn() throws Exception {
        create("2026-01-01", "a", null);
        Callable<OrganisationPlan> rule = () -> writer.change(
                request("2026-01-01"),
                book -> List.of(MappingRuleForm.created(
                        body("{'cost_center':'a','conditions':{'team':'t'}}"), MappingRuleForm.free(book))));
        assertThat(atOnce(List.of(rule, rule, rule, rule, rule))).isEmpty();
        assertThat(organisations.book(tenant).organisation().rules(NOW))
                .extracting(MappingRule::position)
                .containsExactly(10, 20, 30, 40, 50);
    }

    @Test
    void dayOfClosedBooksIsRefusedAndTheFirstOpenDayIsNot() {
        create("2026-01-01", "a", null);
        close(tenant, "2026-06-01T00:00:00Z");
        close("somebody else", "2026-09-01T00:00:00Z");
        assertThatThrownBy(() -> change("2026-05-31", "a", "{'name':'New'}"))
                .isInstanceOfSatisfying(
                        ReportProblem.class,
                        problem -> assertThat(problem.error()).isEqualTo(ReportError.BOOKS_CLOSED))
                .hasMessageContaining("valid_from is 2026-05-31")
                .hasMessageContaining("closed until 2026-06-01T00:00Z");
        change("2026-06-01", "a", "{'name':'New'}");
        assertThat(organisations.book(tenant).centers("a")).hasSize(2);
    }

    @Test
    void changeThatIsUnderWayHoldsTheClosingOffAndAClosingThatIsUnderWayTheChange() throws Exception {
        create("2026-01-01", "a", null);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection closing = DriverManager.getConnection(LEDGER.serviceUrl())) {
            closing.setAutoCommit(false);
            ClosedBooksReader.waitForChanges(closing, tenant);
            Future<OrganisationPlan> change = threads.submit(() -> change("2026-05-31", "a", "{'name':'Late'}"));
            assertThatThrownBy(() -> change.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            close(tenant, "2026-06-01T00:00:00Z");
            closing.commit();
            assertThatThrownBy(() -> change.get(10, TimeUnit.SECONDS)).hasMessageContaining("books.closed");

            CompletableFuture<Void> inside = new CompletableFuture<>();
            CompletableFuture<Void> goOn = new CompletableFuture<>();
            Future<OrganisationPlan> under = threads.submit(() -> writer.change(request("2026-06-01"), _ -> {
                inside.complete(null);
                goOn.join();
                return List.of(changed("a", "{'name':'In time'}"));
            }));
            inside.get(10, TimeUnit.SECONDS);
            assertThat(canClose()).as("while a change is under way").isFalse();
            goOn.complete(null);
            under.get(10, TimeUnit.SECONDS);
            assertThat(canClose()).isTrue();
        }
        assertThat(organisations.book(tenant).centers("a").getLast().name()).isEqualTo("In time");
    }

    @Test
    void historyCanBeAppendedToAndNothingElse() throws SQLException {
        create("2026-01-01", "a", null);
        try (Connection service = DriverManager.getConnection(LEDGER.serviceUrl());
                Statement statement = service.createStatement()) {
            assertThatThrownBy(() -> statement.execute("UPDATE reporting.organisation_change SET author = 'eve'"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("DELETE FROM reporting.organisation_change"))
                    .hasMessageContaining("permission denied");
        }
    }

    private boolean canClose() throws SQLException {
        try (Connection other = DriverManager.getConnection(LEDGER.serviceUrl());
                Statement statement = other.createStatement()) {
            statement.execute("SET lock_timeout = '200ms'");
            other.setAutoCommit(false);
            try {
                ClosedBooksReader.waitForChanges(other, tenant);
                return true;
            } catch (SQLException timeout) {
                assertThat(timeout.getSQLState()).isEqualTo("55P03"); // lock_not_available
                return false;
            }
        }
    }

    private static void close(String tenant, String until) {
        Bookkeeper.execute(LEDGER, """
                INSERT INTO ledger.closing (tenant_id, closed_until, author, reason, closed_at)
                VALUES ('%s', '%s', 'ann', 'test', now())
                """.formatted(tenant, until));
    }

    /** Errors of those that were refused. */
    private static List<ReportError> atOnce(List<Callable<OrganisationPlan>> changes) throws Exception {
        CyclicBarrier start = new CyclicBarrier(changes.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<OrganisationPlan>> running = changes.stream()
                    .map(change -> threads.submit(() -> {
                        start.await();
                        return change.call();
                    }))
                    .toList();
            List<ReportError> refused = new ArrayList<>();
            for (Future<OrganisationPlan> each : running) {
                try {
                    each.get();
                } catch (ExecutionException failure) {
                    assertThat(failure.getCause())
                            .isInstanceOfSatisfying(ReportProblem.class, problem -> refused.add(problem.error()));
                }
            }
            return refused;
        }
    }

    private void create(String day, String code, @Nullable String parent) {
        String above = parent == null ? "" : ",'parent':'" + parent + "'";
        Wish wish = CostCenterForm.created(body("{'code':'" + code + "','name':'C'" + above + "}"));
        writer.change(request(day), _ -> List.of(wish));
    }

    private OrganisationPlan change(String day, String code, String fields) {
        return writer.change(request(day), _ -> List.of(changed(code, fields)));
    }

    private static Wish changed(String code, String fields) {
        return CostCenterForm.changed(code, body(fields));
    }

    private Request request(String day) {
        return new Request(tenant, LocalDate.parse(day), "ann", "test", false);
    }

    private static JsonFields body(String fields) {
        return JsonFields.parse(fields.replace('\'', '"'));
    }
}
