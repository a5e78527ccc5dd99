package io.tokenledger.report.directcost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.costcenter.Condition;
import io.tokenledger.report.costcenter.CostCenter;
import io.tokenledger.report.costcenter.MappingRule;
import io.tokenledger.report.costcenter.Organisation;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.LedgerEntries;
import io.tokenledger.report.fixture.LedgerEntry;
import io.tokenledger.report.fixture.ListPrice;
import io.tokenledger.report.fixture.PriceFactor;
import io.tokenledger.report.fixture.Rate;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.period.PeriodParameters;
import io.tokenledger.report.problem.ReportProblem;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Direct costs of small ledgers that can be added up by hand. Every test has tenants of its own in one database. */
class DirectCostIT {
    private static final Period JUNE = PeriodParameters.month(YearMonth.of(2026, 6), ZoneOffset.UTC);
    private static final Instant LATE = Instant.parse("2026-06-01T00:00:00Z");
    private static TestLedger ledger = new TestLedger("direct_cost");
    private static long before;
    private static long after;
    private static long euro;

    @BeforeAll
    static void publishPrices() {
        ledger = TestLedger.empty("direct_cost");
        List<Long> ids = ListPrice.publish(
                ledger,
                List.of(
                        ListPrice.perMillion(
                                "openai", "o4-mini", "standard", "2026-01-01", "2026-06-15", "1.10", "0.275", "4.40"),
                        ListPrice.perMillion("openai", "o4-mini", "standard", "2026-06-15", null, "1.00", "0.25", "4"),
                        ListPrice.perMillion("openai", "o3", "standard", "2026-01-01", null, "2", "0.5", "8")
                                .in("EUR")));
        before = ids.get(0);
        after = ids.get(1);
        euro = ids.get(2);
        Rate.publish(
                ledger,
                List.of(
                        new Rate("USD", "2026-06-05", "1.1"),
                        new Rate("USD", "2026-06-08", "1.3"),
                        new Rate("USD", "2026-06-09", "1.2")));
    }

    @Test
    void priceCutInsideTheMonthGivesTwoLines() throws SQLException {
        LedgerEntries.book(
                ledger,
                List.of(
                        event("cut", "2026-06-14T23:59:59Z", 1_000, 0, 100)
                                .priced(before, "USD", pico("1540000000"), 1L),
                        event("cut", "2026-06-15T00:00:00Z", 1_000, 0, 100)
                                .priced(after, "USD", pico("1400000000"), 1L),
                        event("cut_neighbour", "2026-06-15T00:00:00Z", 9, 9, 9)
                                .priced(after, "USD", pico("47250000"), 1L)));

        DirectCosts costs = read("cut");

        assertThat(told(costs))
                .containsExactly(
                        "USAGE input " + before + " 1100000 USD 1000 1100000000",
                        "USAGE input " + after + " 1000000 USD 1000 1000000000",
                        "USAGE output " + before + " 4400000 USD 100 440000000",
                        "USAGE output " + after + " 4000000 USD 100 400000000",
                        "USAGE requests " + before + " 0 USD 1 0",
                        "USAGE requests " + after + " 0 USD 1 0");
        assertThat(costs.requests()).isEqualTo(2);
        assertThat(costs.unpricedRequests()).isZero();
    }

    @Test
    void meterWithoutARateOfItsOwnIsChargedAsItsParent() throws SQLException {
        LedgerEntries.book(
                ledger,
                List.of(usage("parents", "2026-06-20T00:00:00Z")
                        .with("cache_write", 10)
                        .with("cache_write_1h", 20)
                        .with("reasoning", 5)
                        .with("cached_image_input", 8) // a further meter of the ledger; its parent is cached input
                        .priced(after, "USD", pico("52000000"), 1L)));

        assertThat(told(read("parents")))
                .containsExactly(
                        "USAGE cache_write " + after + " 1000000 USD 10 10000000",
                        "USAGE cache_write_1h " + after + " 1000000 USD 20 20000000",
                        "USAGE cached_image_input " + after + " 250000 USD 8 2000000",
                        "USAGE reasoning " + after + " 4000000 USD 5 20000000",
                        "USAGE requests " + after + " 0 USD 1 0");
    }

    @Test
    void unpricedUsageHasQuantitiesAndNoCostUntilItIsPriced() throws SQLException {
        LedgerEntry waiting = event("waits", "2026-06-03T00:00:00Z", 100, 0, 10);
        LedgerEntries.book(ledger, List.of(waiting));

        DirectCosts unpriced = read("waits");
        assertThat(told(unpriced))
                .containsExactly(
                        "USAGE input null null XXX 100 null",
                        "USAGE output null null XXX 10 null",
                        "USAGE requests null null XXX 1 null");
        assertThat(unpriced.unpricedRequests()).isEqualTo(1);

        LedgerEntry reversal = waiting.reversal(null);
        LedgerEntries.book(
                ledger, List.of(reversal, reversal.pricing(before, "USD", pico("154000000"), 2L, "repricing/7")));

        DirectCosts priced = read("waits");
        assertThat(told(priced))
                .containsExactly(
                        "USAGE input " + before + " 1100000 USD 100 110000000",
                        "USAGE output " + before + " 4400000 USD 10 44000000",
                        "USAGE requests " + before + " 0 USD 1 0");
        assertThat(priced.unpricedRequests()).isZero();
    }

    @Test
    void whatIsAccountedLateIsAnAdjustmentOfThePeriodInWhichItOccurred() throws SQLException {
        LedgerEntry unpriced = event("late", "2026-04-10T00:00:00Z", 100, 0, 0);
        LedgerEntry reversal = unpriced.reversal(null).accounted(LATE);
        LedgerEntries.book(
                ledger,
                List.of(
                        unpriced,
                        reversal,
                        reversal.pricing(before, "USD", pico("110000000"), 2L, null),
                        event("late", "2026-05-31T23:59:59Z", 1, 0, 0)
                                .priced(before, "USD", pico("1100000"), 1L)
                                .accounted(LATE),
                        LedgerEntry.charge("late", "2026-05-01T00:00:00Z", "commitment", "USD", "77", "contract/3")
                                .accounted(LATE),
                        LedgerEntry.charge("late", "2026-06-30T00:00:00Z", "commitment", "USD", "-5", "contract/3")));

        DirectCosts costs = read("late");

        assertThat(told(costs))
                .containsExactly(
                        "ADJUSTMENT 2026-04 input " + before + " 1100000 USD 100 110000000",
                        "ADJUSTMENT 2026-04 requests " + before + " 0 USD 1 0",
                        "ADJUSTMENT 2026-04 input null null XXX -100 null",
                        "ADJUSTMENT 2026-04 requests null null XXX -1 null",
                        "ADJUSTMENT 2026-05 input " + before + " 1100000 USD 1 1100000",
                        "ADJUSTMENT 2026-05 requests " + before + " 0 USD 1 0",
                        "CHARGE contract/3 charge null null USD 0 -5",
                        "CHARGE 2026-05 contract/3 charge null null USD 0 77");
        assertThat(costs.unpricedRequests()).isZero();
        assertThat(read("late", PeriodParameters.month(YearMonth.of(2026, 4), ZoneOffset.UTC))
                        .unpricedRequests())
                .as("a closed period stays as it was")
                .isEqualTo(1);
    }

    @Test
    void correctionsAndWhatNoPriceExplainsAreLinesOfTheirOwn() throws SQLException {
        LedgerEntry wrong =
                event("corrected", "2026-06-03T00:00:00Z", 1_000, 0, 0).priced(before, "USD", pico("1100000000"), 1L);
        LedgerEntry corrected = wrong.correction(after, pico("-100000000"), 2L, "repricing/9");
        LedgerEntries.book(
                ledger,
                List.of(
                        wrong,
                        corrected,
                        event("corrected", "2026-06-04T00:00:00Z", 10, 0, 0)
                                .priced(before, "USD", pico("11000007"), 1L),
                        event("corrected", "2026-06-04T00:00:00Z", 10, 0, 0).priced(99_999, "USD", pico("123"), 1L)));

        assertThat(told(read("corrected")))
                .containsExactlyInAnyOrder(
                        "USAGE input " + before + " 1100000 USD 1010 1111000000",
                        "USAGE requests " + before + " 0 USD 2 0",
                        "USAGE correction " + before + " null USD 0 7",
                        "USAGE repricing/9 correction " + after + " null USD 0 -100000000",
                        "USAGE input 99999 null USD 10 0",
                        "USAGE requests 99999 null USD 1 0",
                        "USAGE correction 99999 null USD 0 123");
    }

    @Test
    void discountOfItsTimeAndItsVersionIsInTheUnitPrice() throws SQLException {
        var discount = new PriceFactor("agreed", "", "openai", "", 850_000, "2026-06-10", null);
        PriceFactor.Published published = discount.publish(ledger);
        LedgerEntry full = event("agreed", "2026-06-09T23:59:59Z", 1_000, 0, 0);
        LedgerEntry less = event("agreed", "2026-06-10T00:00:00Z", 1_000, 0, 0);
        long withdrawn = PriceFactor.withdraw(ledger, published);
        LedgerEntries.book(
                ledger,
                List.of(
                        full.priced(before, "USD", pico("1100000000"), published.version()),
                        less.priced(before, "USD", pico("935000000"), published.version()),
                        event("agreed", "2026-06-11T00:00:00Z", 1_000, 0, 0)
                                .priced(before, "USD", pico("1100000000"), withdrawn),
                        event("agreed", "2026-06-11T00:00:00Z", 3, 0, 0).priced(before, "USD", pico("2805000"), null)));

        assertThat(told(read("agreed")))
                .containsExactly(
                        "USAGE input " + before + " 935000 USD 1003 937805000",
                        "USAGE input " + before + " 1100000 USD 2000 2200000000",
                        "USAGE requests " + before + " 0 USD 4 0");
        assertThat(cells("agreed").stream()
                        .filter(cell -> cell.day().equals(LocalDate.of(2026, 6, 10))
                                && cell.key().meter().equals("input"))
                        .map(DirectCell::listCostPico))
                .containsExactly(pico("1100000000"));
    }

    @Test
    void otherCurrenciesAreToldAtTheRateOfTheDayOfAccounting() throws SQLException {
        LedgerEntries.book(
                ledger,
                List.of(
                        o3("fx", "2026-06-07T23:59:59Z", 1, 2_000_000), // a Sunday: the rate of Friday
                        o3("fx", "2026-06-08T00:00:00Z", 2, 4_000_000),
                        o3("fx", "2026-05-03T00:00:00Z", 1, 2_000_000)
                                .accounted(Instant.parse("2026-06-09T12:00:00Z"))));

        DirectCosts costs = read("fx");

        assertThat(told(costs))
                .containsExactly(
                        "USAGE input " + euro + " 2000000 EUR 3 6000000",
                        "USAGE requests " + euro + " 0 EUR 2 0",
                        "ADJUSTMENT 2026-05 input " + euro + " 2000000 EUR 1 2000000",
                        "ADJUSTMENT 2026-05 requests " + euro + " 0 EUR 1 0");
        assertThat(costs.lines().get(0).bookPico()).isEqualTo(pico("7400000")); // 2 × 1.1 + 4 × 1.3
        assertThat(costs.lines().get(2).bookPico()).isEqualTo(pico("2400000")); // 2 × 1.2
        assertThat(costs.conversions()).hasSize(1);
    }

    @Test
    void costWithoutARateIsRefused() {
        LedgerEntries.book(ledger, List.of(o3("no_rate", "2026-06-25T00:00:00Z", 1, 2_000_000)));

        assertThatThrownBy(() -> read("no_rate"))
                .isInstanceOf(ReportProblem.class)
                .hasMessageContaining("2026-06-25")
                .hasMessageContaining("EUR");
    }

    @Test
    void organisationOfTheTimeOfAccountingSaysWhoPays() throws SQLException {
        LedgerEntries.book(
                ledger,
                List.of(
                        usage("who", "2026-06-09T23:59:59Z", "user", "ann", "tag.api_key", "k1"),
                        usage("who", "2026-06-10T00:00:00Z", "user", "ann", "tag.api_key", "k1"),
                        usage("who", "2026-06-10T00:00:00Z", "user", "bob"),
                        usage("who", "2026-05-01T00:00:00Z", "user", "ann").accounted(LATE)));
        LocalDate start = LocalDate.of(2026, 1, 1);
        LocalDate change = LocalDate.of(2026, 6, 10);
        Organisation organisation = Organisation.of(
                AccountingSettings.standard("who"),
                List.of(center("one", start), center("two", start)),
                List.of(
                        rule(1, Condition.of("user", "ann"), "one", start, change),
                        rule(2, Condition.of("key", "k1"), "two", change, null)));

        assertThat(lines(organisation, "who").stream()
                        .map(line -> line.key().attribution().costCenter() + " "
                                + line.key().kind() + " " + line.quantity()))
                .containsExactly("one USAGE 1", "one ADJUSTMENT 1", "two USAGE 1", "unattributed USAGE 1");
    }

    @Test
    void differenceToTheLedgerIsNotPassedOver() {
        LedgerEntries.book(
                ledger,
                List.of(event("broken", "2026-06-03T00:00:00Z", 10, 0, 0).priced(before, "USD", pico("11000000"), 1L)));
        Bookkeeper.execute(ledger, "DELETE FROM ledger.usage_dimension WHERE tenant_id = 'broken'");

        assertThatThrownBy(() -> read("broken"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'broken'")
                .hasMessageContaining("11000000");
    }

    private static LedgerEntry usage(String tenant, String at, String... attributes) {
        return LedgerEntry.usage(tenant, at, attributes);
    }

    private static LedgerEntry event(String tenant, String at, long input, long cached, long output) {
        return usage(tenant, at)
                .with("input", input)
                .with("cached_input", cached)
                .with("output", output);
    }

    private static LedgerEntry o3(String tenant, String at, long input, long cost) {
        return usage(tenant, at, "model", "o3").with("input", input).priced(euro, "EUR", BigInteger.valueOf(cost), 1L);
    }

    private static BigInteger pico(String text) {
        return new BigInteger(text);
    }

    private static CostCenter center(String code, LocalDate from) {
        return new CostCenter("who", code, code, null, null, null, null, CostCenter.View.CHARGEBACK, from, null);
    }

    private static MappingRule rule(
            int position, Condition condition, String center, LocalDate from, @Nullable LocalDate until) {
        return new MappingRule(UUID.randomUUID(), "who", position, List.of(condition), center, from, until);
    }

    private static DirectCosts read(String tenant) throws SQLException {
        return read(tenant, JUNE);
    }

    private static DirectCosts read(String tenant, Period period) throws SQLException {
        AccountingSettings settings = AccountingSettings.standard(tenant);
        try (Connection connection = ledger.serviceDataSource("").getConnection()) {
            connection.setAutoCommit(false);
            return DirectCostReader.read(connection, settings, period, Organisation.of(settings, List.of(), List.of()));
        }
    }

    private static List<DirectCell> cells(String tenant) throws SQLException {
        AccountingSettings settings = AccountingSettings.standard(tenant);
        List<DirectCell> cells = new ArrayList<>();
        try (Connection connection = ledger.serviceDataSource("").getConnection()) {
            connection.setAutoCommit(false);
            DirectCellReader.read(
                    connection, settings, JUNE, Organisation.of(settings, List.of(), List.of()), cells::add);
        }
        return cells;
    }

    private static List<DirectLine> lines(Organisation organisation, String tenant) throws SQLException {
        try (Connection connection = ledger.serviceDataSource("").getConnection()) {
            connection.setAutoCommit(false);
            return DirectCostReader.read(connection, AccountingSettings.standard(tenant), JUNE, organisation)
                    .lines();
        }
    }

    private static List<String> told(DirectCosts costs) {
        return costs.lines().stream()
                .map(line -> line.key().kind()
                        + (line.key().adjusts() == null ? "" : " " + line.key().adjusts())
                        + (line.key().reference() == null
                                ? ""
                                : " " + line.key().reference())
                        + " " + line.key().meter() + " " + line.key().priceId() + " "
                        + line.key().unitPricePico() + " " + line.key().currency() + " " + line.quantity() + " "
                        + line.costPico())
                .toList();
    }
}
