package io.tokenledger.report.closing;

import static io.tokenledger.report.closing.TestBooks.by;
import static io.tokenledger.report.closing.TestBooks.override;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.accounting.ClosedBooksReader;
import io.tokenledger.report.closing.Check.Name;
import io.tokenledger.report.closing.Check.State;
import io.tokenledger.report.closing.PeriodLife.Total;
import io.tokenledger.report.fixture.LedgerEntry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The life of months in Kathmandu: March 2026 is from 18:15 of 28 February to 18:15 of 31 March, UTC. */
class ClosingIT {
    private static final String MARCH = "2026-03";
    private static final Instant END_OF_MARCH = Instant.parse("2026-03-31T18:15:00Z");
    private static TestBooks books = new TestBooks("closing");

    @BeforeAll
    static void open() {
        books.clock.set("2026-04-03T09:00:00Z");
    }

    @Test
    void aMonthIsBegunByOneAndClosedByAnother() {
        String tenant = books.tenant();
        String neighbour = books.tenant();
        books.book(
                books.event(tenant, "2026-02-28T18:14:59Z", "100"), // February in Kathmandu
                books.event(tenant, "2026-02-28T18:15:00Z", "1.000000000001"),
                books.event(tenant, "2026-03-31T18:14:59Z", "2"),
                books.event(tenant, "2026-03-31T18:15:00Z", "1000"), // April
                books.event(neighbour, "2026-03-15T00:00:00Z", "50"));

        books.closing.begin(tenant, MARCH, by("ann"));
        PeriodView begun = books.periods.period(tenant, MARCH);
        assertThat(begun.state()).isEqualTo("closing");
        assertThat(begun.life().total()).isEqualTo(total(1, "3.000000000001"));
        assertThat(statements(tenant)).containsExactly("draft");
        assertThat(closedUntil(tenant)).isNull();

        assertThatThrownBy(() -> books.close.close(tenant, MARCH, by("Ann")))
                .hasMessageContaining("accounting_period.same_person");
        books.close.close(tenant, MARCH, by("bob"));

        PeriodView closed = books.periods.period(tenant, MARCH);
        assertThat(closed.state()).isEqualTo("closed");
        assertThat(closed.life().sealed()).isEqualTo(new Signed("bob", Instant.parse("2026-04-03T09:00:00Z")));
        assertThat(closed.life().total()).isEqualTo(total(1, "3.000000000001"));
        assertThat(books.journal(tenant, MARCH))
                .containsExactly("begun by ann", "checked by ann", "sealed by bob", "closed by bob");
        assertThat(statements(tenant)).containsExactly("draft", "final");
        assertThat(closedUntil(tenant)).isEqualTo(END_OF_MARCH);

        assertThat(closedUntil(neighbour)).isNull();
        assertThat(statements(neighbour)).isEmpty();
        assertThat(books.periods.period(neighbour, MARCH).state()).isEqualTo("open");
        assertThat(books.journal(neighbour, MARCH)).isEmpty();
    }

    @Test
    void periodsCloseInOrderAndOneAtATime() {
        String tenant = books.tenant();
        books.clock.set("2026-06-02T09:00:00Z");
        books.closing.begin(tenant, "2026-04", by("ann"));
        assertThatThrownBy(() -> books.closing.begin(tenant, MARCH, by("ann")))
                .hasMessageContaining("accounting_period.order")
                .hasMessageContaining("while period 2026-04 is");
        books.close.close(tenant, "2026-04", by("bob"));
        assertThat(books.periods.period(tenant, MARCH).state()).isEqualTo("before_books");
        assertThatThrownBy(() -> books.closing.begin(tenant, MARCH, by("ann")))
                .hasMessageContaining("accounting_period.state");
        assertThatThrownBy(() -> books.closing.begin(tenant, "2026-06", by("ann")))
                .hasMessageContaining("accounting_period.not_over");
        assertThatThrownBy(() -> books.closing.begin(tenant, "2026-04", by("ann")))
                .hasMessageContaining("accounting_period.state")
                .hasMessageContaining("closed since");
        books.clock.set("2026-07-02T09:00:00Z");
        assertThatThrownBy(() -> books.closing.begin(tenant, "2026-06", by("ann")))
                .hasMessageContaining("accounting_period.order")
                .hasMessageContaining("2026-05 comes first");
        books.closing.begin(tenant, "2026-05", by("ann"));
        books.close.close(tenant, "2026-05", by("bob"));
        assertThat(books.periods.periods(tenant, new PeriodRange(MARCH, "2026-06", null)))
                .extracting(PeriodView::state)
                .containsExactly("open", "closed", "closed", "before_books");
        books.clock.set("2026-04-03T09:00:00Z");
    }

    @Test
    void aClosingCanBeLookedAtAgainAndCancelled() {
        String tenant = books.tenant();
        books.book(books.event(tenant, "2026-03-10T00:00:00Z", "1"));
        books.closing.begin(tenant, MARCH, by("ann"));
        books.book(books.event(tenant, "2026-03-10T00:00:00Z", "2"));
        books.closing.begin(tenant, MARCH, by("carl"));
        PeriodView again = books.periods.period(tenant, MARCH);
        assertThat(again.life().total()).isEqualTo(total(1, "3"));
        assertThat(again.life().began()).isEqualTo(new Signed("ann", Instant.parse("2026-04-03T09:00:00Z")));
        books.closing.cancel(tenant, MARCH, by("bob"));
        assertThat(books.periods.period(tenant, MARCH).state()).isEqualTo("open");
        assertThat(books.periods.period(tenant, MARCH).life().total()).isNull();
        assertThatThrownBy(() -> books.close.close(tenant, MARCH, by("bob")))
                .hasMessageContaining("accounting_period.state");
        books.closing.begin(tenant, MARCH, by("bob"));
        books.close.close(tenant, MARCH, by("ann"));
        assertThat(books.journal(tenant, MARCH))
                .containsExactly(
                        "begun by ann",
                        "checked by ann",
                        "checked by carl",
                        "cancelled by bob",
                        "begun by bob",
                        "checked by bob",
                        "sealed by ann",
                        "closed by ann");
    }

    @Test
    void failedChecksKeepAPeriodOpenUnlessSomebodySaysWhyNot() {
        String tenant = books.tenant();
        books.book(books.event(tenant, "2026-03-10T00:00:00Z", "1"), LedgerEntry.usage(tenant, "2026-03-11T00:00:00Z"));
        books.closing.begin(tenant, MARCH, by("ann"));
        assertThatThrownBy(() -> books.close.close(tenant, MARCH, by("bob")))
                .hasMessageContaining("accounting_period.checks_failed")
                .hasMessageContaining("unpriced (1 of 2 requests have no price yet: 50 %");
        assertThat(closedUntil(tenant)).isNull();
        books.close.close(tenant, MARCH, override("bob", "free of charge until June"));
        PeriodView closed = books.periods.period(tenant, MARCH);
        assertThat(closed.life().overrideReason()).isEqualTo("free of charge until June");
        assertThat(closed.events().get(2).overrideReason()).isEqualTo("free of charge until June");
        assertThat(CheckJson.kept(String.valueOf(closed.events().get(2).checks())))
                .filteredOn(check -> check.state().equals("failed"))
                .extracting(CheckJson::name)
                .containsExactly("unpriced");
    }

    @Test
    void aReasonThatNothingNeedsIsNotKept() {
        String tenant = books.tenant();
        books.closing.begin(tenant, MARCH, by("ann"));
        books.close.close(tenant, MARCH, override("bob", "just in case"));
        assertThat(books.periods.period(tenant, MARCH).life().overrideReason()).isNull();
    }

    @Test
    void noReasonMakesUpForAMissingRate() {
        String tenant = books.tenant();
        books.book(books.event(tenant, "2026-03-10T00:00:00Z", "1")
                .priced(1, "GBP", new BigDecimal("2000000000000").toBigIntegerExact(), 1L));
        books.closing.begin(tenant, MARCH, by("ann"));
        assertThat(check(tenant, Name.EXCHANGE_RATES).state()).isEqualTo(State.FAILED);
        assertThat(check(tenant, Name.UNATTRIBUTED).state()).isEqualTo(State.NOT_KNOWN);
        assertThat(books.periods.period(tenant, MARCH).life().total()).isNull();
        assertThat(statements(tenant)).isEmpty();
        assertThatThrownBy(() -> books.close.close(tenant, MARCH, override("bob", "never mind")))
                .hasMessageContaining("accounting_period.checks_failed")
                .hasMessageContaining("exchange_rates")
                .hasMessageContaining("no reason makes up");
        assertThat(closedUntil(tenant)).isNull();
    }

    @Test
    void whatBreaksOffBetweenTheTransactionsIsCompletedByClosingAgain() {
        String tenant = books.tenant();
        books.book(books.event(tenant, "2026-03-10T00:00:00Z", "7"));
        books.closing.begin(tenant, MARCH, by("ann"));
        PeriodCloseWriter breaksOff = books.closeThatBreaksOff();
        assertThatThrownBy(() -> breaksOff.close(tenant, MARCH, by("bob"))).hasMessage("killed");

        assertThat(closedUntil(tenant)).isEqualTo(END_OF_MARCH);
        assertThat(books.periods.period(tenant, MARCH).state()).isEqualTo("closing");
        assertThat(statements(tenant)).containsExactly("draft");
        assertThatThrownBy(() -> books.closing.cancel(tenant, MARCH, by("ann"))).hasMessageContaining("close it again");
        assertThatThrownBy(() -> books.closing.begin(tenant, MARCH, by("ann"))).hasMessageContaining("close it again");
        // What is booked now is accounted in April, and so in none of March's statements.
        books.book(books.event(tenant, "2026-03-11T00:00:00Z", "5").accounted(END_OF_MARCH));

        books.clock.set("2026-04-04T09:00:00Z");
        breaksOff.close(tenant, MARCH, by("ann"));
        PeriodView closed = books.periods.period(tenant, MARCH);
        assertThat(closed.state()).isEqualTo("closed");
        assertThat(closed.life().total()).isEqualTo(total(1, "7"));
        assertThat(closed.life().sealed()).isEqualTo(new Signed("bob", Instant.parse("2026-04-03T09:00:00Z")));
        assertThat(closed.life().closedAt()).isEqualTo(Instant.parse("2026-04-04T09:00:00Z"));
        assertThat(books.journal(tenant, MARCH)).endsWith("sealed by bob", "closed by ann");
        assertThat(books.ask("SELECT author || ' ' || number FROM reporting.statement WHERE status = 'final'"
                        + " AND tenant_id = '" + tenant + "'"))
                .containsExactly("bob 1");
        assertThatThrownBy(() -> breaksOff.close(tenant, MARCH, by("bob"))).hasMessageContaining("closed since");
        books.clock.set("2026-04-03T09:00:00Z");
    }

    @Test
    void whatComesLateIsAnAdjustmentOfTheNextPeriod() {
        String tenant = books.tenant();
        books.book(books.event(tenant, "2026-03-10T00:00:00Z", "7"));
        books.closing.begin(tenant, MARCH, by("ann"));
        books.close.close(tenant, MARCH, by("bob"));
        books.book(
                books.event(tenant, "2026-03-11T00:00:00Z", "5").accounted(END_OF_MARCH),
                books.event(tenant, "2026-04-11T00:00:00Z", "1"));
        books.clock.set("2026-05-01T09:00:00Z");
        books.closing.begin(tenant, "2026-04", by("ann"));
        books.close.close(tenant, "2026-04", by("bob"));
        assertThat(books.periods.period(tenant, "2026-04").life().total()).isEqualTo(total(1, "6"));
        assertThat(books.periods.period(tenant, MARCH).life().total()).isEqualTo(total(1, "7"));
        assertThat(books.ask("SELECT convert_from(document, 'UTF8') FROM reporting.statement WHERE status = 'final'"
                        + " AND period_id = '2026-04' AND tenant_id = '" + tenant + "'"))
                .singleElement()
                .asString()
                .contains("\"adjusts\":\"2026-03\"");
        books.clock.set("2026-04-03T09:00:00Z");
    }

    private static Check check(String tenant, Name name) {
        return TestBooks.named(books.periods.checks(tenant, MARCH), name);
    }

    private static Total total(int statements, String dollars) {
        return new Total(statements, new BigDecimal(dollars).movePointRight(12).toBigIntegerExact());
    }

    private static List<String> statements(String tenant) {
        return books.ask("SELECT status FROM reporting.statement WHERE tenant_id = '" + tenant + "' ORDER BY version");
    }

    private static @Nullable Instant closedUntil(String tenant) {
        return books.views
                .read("test", connection -> new Until(ClosedBooksReader.closedUntil(connection, tenant)))
                .until();
    }

    private record Until(@Nullable Instant until) {}
}
