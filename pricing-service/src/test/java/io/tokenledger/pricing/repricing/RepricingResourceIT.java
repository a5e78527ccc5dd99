package io.tokenledger.pricing.repricing;

import static io.tokenledger.pricing.ledger.LedgerFixture.NOON;
import static io.tokenledger.pricing.ledger.LedgerFixture.usage;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.pricing.ledger.BookedEvents;
import io.tokenledger.pricing.ledger.LedgerFixture;
import io.tokenledger.pricing.pricebook.CurrentPriceBook;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Repricings as a caller asks for them and sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepricingResourceIT {
    private final LedgerFixture fixture = new LedgerFixture();
    private final RepricingResource resource =
            new RepricingResource(new RepricingDesk(fixture.database.appDataSource(), new CurrentPriceBook()));

    @BeforeAll
    void prepare() throws SQLException {
        fixture.prepared();
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @BeforeEach
    void emptyBooks() throws SQLException {
        fixture.emptyBooks();
    }

    @Test
    void dryRunIsToldByDayTeamAndModelInExactAmounts() throws Exception {
        fixture.publish("told", "2025-01-01T00:00:00Z", "USD", Map.of("input", 1_000_000L, "output", 1_000_000L));
        fixture.book(
                usage("1", "told", NOON, 1_000_000, 0),
                usage("2", "told", NOON.minusSeconds(86_400), 1, 0),
                usage("3", "o4-mini", NOON, 100_000, 0));
        fixture.publish("told", "2025-01-01T00:00:00Z", "USD", Map.of("input", 800_000L, "output", 1_000_000L));

        var told = (DryRunJson) post("""
                {"scope":{"tenant":"acme"},"from":"2026-11-01T00:00:00Z","to":"2026-12-01T00:00:00Z","dry_run":true}""", 200).getEntity();

        assertThat(told.eventsSeen()).isEqualTo(3);
        assertThat(told.eventsChanged()).isEqualTo(2);
        assertThat(told.total())
                .containsExactly(
                        new DryRunJson.Line(null, null, null, null, "USD", "1.110001", "0.9100008", "-0.2000002", 2));
        assertThat(told.byDay())
                .containsExactly(
                        new DryRunJson.Line(
                                "2026-11-19", null, null, null, "USD", "0.000001", "0.0000008", "-0.0000002", 1),
                        new DryRunJson.Line("2026-11-20", null, null, null, "USD", "1.11", "0.91", "-0.2", 1));
        assertThat(told.byTeam())
                .containsExactly(new DryRunJson.Line(
                        null, "search", null, null, "USD", "1.110001", "0.9100008", "-0.2000002", 2));
        assertThat(told.byModel())
                .containsExactly(
                        new DryRunJson.Line(null, null, "openai", "o4-mini", "USD", "0.11", "0.11", "0", 0),
                        new DryRunJson.Line(
                                null, null, "openai", "told", "USD", "1.000001", "0.8000008", "-0.2000002", 2));
        assertThat(fixture.count("ledger.repricing")).isZero();
    }

    @Test
    void repricingIsTakenOnAndItsProgressIsShownAndItsEntriesAreToldWithTheEvent() throws Exception {
        fixture.publish("shown", "2025-01-01T00:00:00Z", "USD", Map.of("input", 10L, "output", 10L));
        fixture.book(usage("1", "shown", NOON, 100, 0));
        fixture.publish("shown", "2025-01-01T00:00:00Z", "EUR", Map.of("input", 9L, "output", 10L));

        Response answer = post("""
                {"scope":{"model":"shown"},"from":"2026-11-20T12:00:00Z","to":"2026-11-20T12:00:01Z","dry_run":false,
                 "author":"finance","reason":"the invoice says so","link":"https://example.org/invoice/7"}""", 202);
        var taken = (RepricingJson.Status) answer.getEntity();
        assertThat(taken.state()).isEqualTo("running");
        assertThat(answer.getLocation()).hasPath("/v1/repricings/" + taken.id());
        String id = taken.id().toString();
        assertThat(resource.repricing(id).state()).isEqualTo("running");

        var run = new RepricingRun(fixture.database.appDataSource(), new CurrentPriceBook(), Clock.systemUTC());
        run.tellTrouble(requireNonNull(run.running()), "the disk is full");
        assertThat(resource.repricing(id).trouble()).isEqualTo("the disk is full");
        while (run.applyNext(10) != null) {
            assertThat(resource.repricing(id).trouble()).isNull();
        }

        RepricingJson.Status done = resource.repricing(id);
        assertThat(done.state()).isEqualTo("done");
        assertThat(done.finishedAt()).isNotNull();
        assertThat(done.scope()).isEqualTo(Map.of("model", "shown"));
        assertThat(done.author() + " " + done.reason() + " " + done.link())
                .isEqualTo("finance the invoice says so https://example.org/invoice/7");
        assertThat(done.eventsSeen()).isEqualTo(1);
        assertThat(done.entriesWritten()).isEqualTo(2);
        assertThat(done.differences())
                .containsExactly(
                        new RepricingJson.Amount("EUR", "0.0000000009"),
                        new RepricingJson.Amount("USD", "-0.000000001"));
        assertThat(resource.repricings(null).repricings()).containsExactly(done);

        List<BookedEvents.Entry> entries = fixture.entries("acme", "checkout", "1");
        assertThat(entries)
                .extracting(entry -> entry.entryNo() + " " + entry.entryKind() + " " + entry.requests() + " "
                        + entry.cost() + " " + entry.currency() + " " + entry.reference())
                .containsExactly(
                        "0 usage 1 0.000000001 USD null",
                        "1 reversal -1 -0.000000001 USD repricing/" + id,
                        "2 pricing 1 0.0000000009 EUR repricing/" + id);
        assertThat(entries.getLast().bookVersion()).isEqualTo(done.bookVersion());
    }

    @Test
    void requestThatCannotBeUsedIsRefusedWithTheValueAndTheRule() {
        refused("{\"from\":\"2026-11-01T00:00:00Z\",\"to\":\"2026-12-01T00:00:00Z\"}", "dry_run is missing");
        refused(body("\"dry_run\":\"yes\""), "dry_run must be true or false");
        refused(body("\"dry_run\":false,\"reason\":\"r\""), "author is missing");
        refused(body("\"dry_run\":false,\"author\":\"a\""), "reason is missing");
        refused(body("\"dry_run\":true,\"scope\":{\"modle\":\"o3\"}"), "'scope.modle' is not known");
        refused(body("\"dry_run\":true,\"scope\":{\"model\":3}"), "scope.model is 3: a string is expected");
        refused(body("\"dry_run\":true,\"scope\":[]"), "scope is an array: an object is expected");
        refused(
                "{\"dry_run\":true,\"from\":\"2026-11-01T00:00:00Z\",\"to\":\"2026-11-01T00:00:00Z\"}",
                "not after from");
        refused("{\"dry_run\":true,\"from\":\"noon\",\"to\":\"2026-11-01T00:00:00Z\"}", "from is 'noon'");
        refused("{", "not readable as JSON");
        refused("[]", "the body is an array: an object is expected");
        assertThatThrownBy(() -> resource.repricing("7")).hasMessageContaining("'7' is not the id");
        assertThatThrownBy(() -> resource.repricing("00000000-0000-0000-0000-000000000000"))
                .hasMessageContaining("there is no repricing");
        assertThatThrownBy(() -> resource.repricings("x")).hasMessageContaining("'x'");
    }

    private static String body(String more) {
        return "{\"from\":\"2026-11-01T00:00:00Z\",\"to\":\"2026-12-01T00:00:00Z\"," + more + "}";
    }

    private void refused(String body, String rule) {
        assertThatThrownBy(() -> post(body, 0)).hasMessageContaining(rule);
    }

    private Response post(String body, int status) throws SQLException {
        Response answer = resource.reprice(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.getStatus()).isEqualTo(status);
        return answer;
    }
}
