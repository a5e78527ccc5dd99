package io.tokenledger.report.closing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.accounting.AccountingCalendar;
import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.closing.Check.Name;
import io.tokenledger.report.closing.Check.State;
import io.tokenledger.report.closing.LateEvents.Past;
import io.tokenledger.report.closing.PeriodFigures.Turn;
import io.tokenledger.report.fixture.PeriodCostsOf;
import io.tokenledger.report.reconciliation.Variance;
import io.tokenledger.report.reconciliation.Variance.ProviderVariance;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Limits are those of a tenant that has said nothing: 0, 5 %, 2 %, 1 %, 1 %. */
class PeriodChecksTest {
    private static final AccountingSettings SETTINGS = AccountingSettings.standard("acme & co");
    private static final AccountingPeriod OCTOBER =
            AccountingCalendar.of(SETTINGS).named("2026-10");
    private static final Instant BEGINNING = Instant.parse("2026-10-01T00:00:00Z");

    private Turn turn = new Turn(BEGINNING, null, 0);
    private BookedUsage usage = usage(1_000, 0, 2_000, 0, "19", "openai");
    private @Nullable CostFigures costs = costs("18.5", "0.5");
    private @Nullable String lack;
    private Variance variance = new Variance(List.of(billed("openai", "100", "100", 31)));
    private LateEvents late = new LateEvents(Duration.ofHours(60), 10_000, List.of(past("2026-09", 1_000, 1_000)));

    @Test
    void aGoodPeriodPassesAllThatIsKnown() {
        late = new LateEvents(
                Duration.ofHours(60), 10_000, List.of(past("2026-09", 1_000, 1_000), past("2026-08", 50, 50)));
        assertThat(checks()).extracting(Check::name).containsExactly(Name.values());
        assertThat(checks()).extracting(Check::state).containsOnly(State.PASSED);
    }

    @Test
    void oneRequestWithoutAPriceIsTooManyAndShows() {
        usage = usage(10_000_000, 1, 2_000, 0, "19", "openai");
        Check check = check(Name.UNPRICED);
        assertThat(check.state()).isEqualTo(State.FAILED);
        assertThat(check.value()).isEqualTo("0.000001");
        assertThat(check.limit()).isEqualTo("0");
        assertThat(check.sentence())
                .isEqualTo("1 of 10000000 requests have no price yet: 0.0001 %, with at most 0 % allowed.");
        assertThat(check.link())
                .isEqualTo("/v1/chargeback?filter.tenant=acme+%26+co&from=2026-10-01T00%3A00%3A00Z"
                        + "&to=2026-11-01T00%3A00%3A00Z&group_by=provider,model");
    }

    @Test
    void aLimitMayBeReachedAndNotPassed() {
        usage = usage(1_000, 0, 2_000, 20, "19", "openai");
        assertThat(check(Name.REJECTED).state()).isEqualTo(State.PASSED);
        assertThat(check(Name.REJECTED).value()).isEqualTo("0.01");
        usage = usage(1_000, 0, 2_000, 21, "19", "openai");
        assertThat(check(Name.REJECTED).state()).isEqualTo(State.FAILED);
        costs = costs("18.05", "0.95");
        assertThat(check(Name.UNATTRIBUTED).state()).isEqualTo(State.PASSED);
        costs = costs("18.049999999999", "0.950000000001");
        Check over = check(Name.UNATTRIBUTED);
        assertThat(over.state()).isEqualTo(State.FAILED);
        assertThat(over.value()).isEqualTo("0.050001");
        assertThat(over.sentence()).startsWith("0.95 USD of 19.00 USD direct cost has no cost centre");
    }

    @Test
    void creditsThatNobodyBearsAreUnattributedToo() {
        costs = costs("20", "-1");
        assertThat(check(Name.UNATTRIBUTED).value()).isEqualTo("0.052632");
        assertThat(check(Name.UNATTRIBUTED).state()).isEqualTo(State.FAILED);
    }

    @Test
    void anEmptyPeriodPasses() {
        usage = usage(0, 0, 0, 0, null);
        costs = CostFigures.of(new PeriodCostsOf(SETTINGS, "2026-10").build());
        variance = new Variance(List.of());
        for (Name name :
                List.of(Name.UNPRICED, Name.REJECTED, Name.UNATTRIBUTED, Name.RECONCILIATION, Name.BOOKS_AGREE)) {
            assertThat(check(name).state()).as(name.name()).isEqualTo(State.PASSED);
            assertThat(check(name).value()).isNull();
        }
    }

    @Test
    void aMissingRateLeavesOpenWhatRestsOnCosts() {
        costs = null;
        lack = "costs in GBP of 2026-10-03 cannot be told in USD";
        assertThat(check(Name.EXCHANGE_RATES).state()).isEqualTo(State.FAILED);
        assertThat(check(Name.EXCHANGE_RATES).sentence()).contains("costs in GBP of 2026-10-03");
        assertThat(check(Name.UNATTRIBUTED).state()).isEqualTo(State.NOT_KNOWN);
        assertThat(check(Name.BOOKS_AGREE).state()).isEqualTo(State.NOT_KNOWN);
        assertThat(check(Name.UNPRICED).state()).isEqualTo(State.PASSED);
    }

    @Test
    void aPicoBetweenLedgerAndStatementsFails() {
        costs = costs("18.5", "0.500000000001");
        Check check = check(Name.BOOKS_AGREE);
        assertThat(check.state()).isEqualTo(State.FAILED);
        assertThat(check.sentence()).contains("The books hold 19 USD of usage, the statements 19.000000000001.");
        costs = CostFigures.of(new PeriodCostsOf(SETTINGS, "2026-10")
                .usage("search", "19")
                .item("fee", "search", "3")
                .build());
        assertThat(check(Name.BOOKS_AGREE).sentence())
                .contains("The books hold 0 USD of manual items, the statements 3.");
    }

    @Test
    void whatBeginsTheBooksSaysWhatIsInNoStatement() {
        turn = new Turn(null, null, 0);
        assertThat(check(Name.PRECEDING_PERIOD).state()).isEqualTo(State.PASSED);
        turn = new Turn(null, null, 12);
        assertThat(check(Name.PRECEDING_PERIOD).state()).isEqualTo(State.WARNING);
        assertThat(check(Name.PRECEDING_PERIOD).sentence()).contains("12 requests before it");
        turn = new Turn(BEGINNING, "2026-09", 0);
        assertThat(check(Name.PRECEDING_PERIOD).state()).isEqualTo(State.FAILED);
        assertThat(check(Name.PRECEDING_PERIOD).link()).isEqualTo("/v1/periods/2026-09?tenant=acme+%26+co");
    }

    @Test
    void varianceIsHeldAgainstItsLimitAndGapsAreTold() {
        variance = new Variance(List.of(billed("openai", "100", "98", 31)));
        assertThat(check(Name.RECONCILIATION).state()).isEqualTo(State.PASSED);
        assertThat(check(Name.RECONCILIATION).value()).isEqualTo("0.02");
        variance = new Variance(List.of(billed("openai", "100", "97.9", 31)));
        assertThat(check(Name.RECONCILIATION).state()).isEqualTo(State.FAILED);
        usage = usage(1_000, 0, 2_000, 0, "19", "openai", "anthropic");
        variance = new Variance(List.of(billed("openai", "100", "100", 30)));
        assertThat(check(Name.RECONCILIATION).state()).isEqualTo(State.WARNING);
        assertThat(check(Name.RECONCILIATION).sentence())
                .contains("Used, but not reconciled: anthropic.")
                .contains("Reconciled in part: openai 30 of 31 days.");
        variance = new Variance(List.of());
        assertThat(check(Name.RECONCILIATION).state()).isEqualTo(State.NOT_KNOWN);
    }

    /** Of 990 and 495 events that were there 60 hours after the end, 10 and 5 came later: 15 of 1485, so 101.01… of 10 000. */
    @Test
    void lateEventsAreExpectedAsTheyCameBefore() {
        late = new LateEvents(
                Duration.ofHours(60), 10_000, List.of(past("2026-09", 990, 1_000), past("2026-08", 495, 500)));
        Check check = check(Name.LATE_EVENTS);
        assertThat(late.expected()).isEqualTo(102);
        assertThat(check.state()).isEqualTo(State.FAILED);
        assertThat(check.value()).isEqualTo("0.0102");
        assertThat(check.sentence())
                .startsWith("102 events are still expected beside the 10000 that are there: 15 events of periods"
                        + " 2026-09, 2026-08 came later than 2 days and 12 hours after their end, and 1485 were there"
                        + " by then.");
        late = new LateEvents(
                Duration.ofHours(60), 9_900, List.of(past("2026-09", 990, 1_000), past("2026-08", 510, 515)));
        assertThat(late.expected()).isEqualTo(99); // exactly 1 %
        assertThat(check(Name.LATE_EVENTS).state()).isEqualTo(State.PASSED);
    }

    @Test
    void withoutEnoughHistoryNothingIsGuessed() {
        for (LateEvents few : List.of(
                new LateEvents(Duration.ofHours(1), 10, List.of()),
                new LateEvents(Duration.ofHours(1), 10, List.of(past("2026-09", 5_000, 6_000))),
                new LateEvents(Duration.ofHours(1), 10, List.of(past("2026-09", 50, 60), past("2026-08", 49, 60))))) {
            late = few;
            assertThat(check(Name.LATE_EVENTS).state()).isEqualTo(State.NOT_KNOWN);
            assertThat(check(Name.LATE_EVENTS).value()).isNull();
            assertThat(check(Name.LATE_EVENTS).sentence()).startsWith("Not enough history");
        }
        late = new LateEvents(null, 0, List.of());
        assertThat(check(Name.LATE_EVENTS).sentence()).isEqualTo("The period is not over.");
    }

    @Test
    void checksAreKeptAsTheyAre() {
        usage = usage(7, 1, 2_000, 0, "19", "openai");
        assertThat(CheckJson.kept(CheckText.of(checks())))
                .isEqualTo(checks().stream().map(CheckJson::of).toList());
    }

    private List<Check> checks() {
        return PeriodChecks.of(
                new PeriodFigures(SETTINGS, OCTOBER, turn, usage, costs, lack, new TreeMap<>(), variance, late));
    }

    private Check check(Name name) {
        return TestBooks.named(checks(), name);
    }

    private static CostFigures costs(String attributed, String unattributed) {
        return CostFigures.of(new PeriodCostsOf(SETTINGS, "2026-10")
                .usage("search", attributed)
                .usage("unattributed", unattributed)
                .build());
    }

    private static BookedUsage usage(
            long requests, long unpriced, long received, long rejected, @Nullable String dollars, String... providers) {
        return new BookedUsage(
                requests,
                unpriced,
                new TreeSet<>(List.of(providers)),
                new TreeMap<>(dollars == null ? Map.of() : Map.of("USD", pico(dollars))),
                received,
                rejected);
    }

    private static ProviderVariance billed(String provider, String billed, String booked, int days) {
        return new ProviderVariance(
                provider,
                "USD",
                pico(billed),
                pico(booked),
                BigInteger.ZERO,
                days,
                OCTOBER.period().to());
    }

    private static BigInteger pico(String dollars) {
        return new BigDecimal(dollars).movePointRight(12).toBigIntegerExact();
    }

    private static Past past(String id, long byThen, long ever) {
        return new Past(id, byThen, ever);
    }
}
