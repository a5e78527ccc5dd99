package io.tokenledger.report.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.chargeback.Chargeback;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.Event;
import io.tokenledger.report.fixture.Rate;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.fx.Conversion;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.period.Interval;
import io.tokenledger.report.period.Period;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Usage in several currencies over days of different rates, held against every event converted by itself. */
class ConvertedUsageIT {
    private static final long SEED = Long.getLong("tokenledger.seed", System.nanoTime());
    private static final int ANY = 1_000_000;
    private static final LocalDate FIRST = LocalDate.of(2026, 5, 1); // a Friday
    private static final LocalDate END = LocalDate.of(2026, 6, 13);
    /** Without rates from here on: the rates of Friday, 5 June reach to the 12th. */
    private static final LocalDate LAST_RATE = LocalDate.of(2026, 6, 5);

    private static final List<String> CURRENCIES = List.of("USD", "USD", "EUR", "GBP", "JPY");
    private static final Map<String, BigDecimal> PER_EURO = new HashMap<>();
    private static final List<Event> EVENTS = events(new Random(SEED));
    private static UsageReader reader = reader(TestLedger.withoutSchema("no_rates_yet"));
    private static String serviceUrl = "";

    @BeforeAll
    static void bookEventsAndPublishRates() {
        TestLedger ledger = TestLedger.empty("converted_usage");
        Bookkeeper.book(ledger, EVENTS);
        Random random = new Random(SEED);
        List<Rate> superseded = new ArrayList<>();
        List<Rate> rates = new ArrayList<>();
        for (LocalDate day = FIRST; !day.isAfter(LAST_RATE); day = day.plusDays(1)) {
            boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            if (weekend || day.equals(LocalDate.of(2026, 5, 14))) { // and a holiday
                continue;
            }
            for (String currency : List.of("USD", "GBP", "JPY")) {
                String perEuro =
                        (currency.equals("JPY") ? 150 : 0) + random.nextInt(2) + "." + (1 + random.nextInt(9_999));
                rates.add(new Rate(currency, day.toString(), perEuro));
                superseded.add(new Rate(currency, day.toString(), "999"));
                PER_EURO.put(currency + day, new BigDecimal(perEuro));
            }
        }
        Rate.publish(ledger, superseded);
        Rate.publish(ledger, rates);
        reader = reader(ledger);
        serviceUrl = ledger.serviceUrl();
    }

    @Test
    void everyLineIsTheSumOfItsEventsConvertedByThemselves() {
        for (String currency : List.of("USD", "EUR", "JPY")) {
            for (String zone : List.of("UTC", "Asia/Kolkata", "America/New_York")) {
                for (List<Dimension> groupBy : List.<List<Dimension>>of(
                        List.of(),
                        List.of(Dimension.Attribute.TEAM),
                        List.of(Dimension.Attribute.TEAM, new Dimension.Calendar(Interval.DAY)),
                        List.of(new Dimension.Calendar(Interval.MONTH), Dimension.Attribute.USER))) {
                    UsageQuery query = question(currency, zone, groupBy);
                    Map<List<@Nullable String>, BigInteger> expected = recomputed(query);
                    for (UsageSource source : UsageSource.values()) {
                        if (query.source() == UsageSource.ROLLUPS || source == UsageSource.ENTRIES) {
                            UsageAnswer answer = reader.read("test", query, source, ANY);
                            assertThat(costs(answer))
                                    .as("seed %d, %s from %s", SEED, query, source)
                                    .isEqualTo(expected);
                            assertThat(UsageRow.total(answer.rows()).requests()).isEqualTo(EVENTS.size());
                        }
                    }
                }
            }
        }
    }

    @Test
    void totalIsTheSumOfTheLines() {
        UsageQuery query = question("EUR", "UTC", List.of(Dimension.Attribute.TEAM, Dimension.Attribute.USER));
        Chargeback chargeback =
                Chargeback.of(query, reader.read("test", query, ANY).rows(), OptionalInt.empty());

        BigInteger sum = chargeback.lines().stream()
                .map(line -> line.usage().pricedCostPico())
                .reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(chargeback.total().costPico()).isEqualTo(sum);
        assertThat(chargeback.lines()).hasSizeGreaterThan(5);
    }

    @Test
    void answerNamesEveryCurrencyThatWasConvertedAndTheDaysOfItsRates() {
        UsageQuery query = question("USD", "UTC", List.of());

        assertThat(reader.read("test", query, ANY).conversions())
                .containsExactly(
                        new Conversion("EUR", FIRST, LAST_RATE),
                        new Conversion("GBP", FIRST, LAST_RATE),
                        new Conversion("JPY", FIRST, LAST_RATE));
    }

    @Test
    void whatIsInOneCurrencyIsAnsweredWithoutRates() {
        TestLedger withoutRates = TestLedger.empty("one_currency");
        Bookkeeper.book(
                withoutRates, List.of(Event.at("2026-05-02T00:00:00Z", "17"), Event.at("2026-05-03T00:00:00Z", "1")));
        Bookkeeper.execute(withoutRates, "DROP VIEW pricing.fx_rate_published");

        UsageAnswer answer = reader(withoutRates).read("test", question("USD", "UTC", List.of()), ANY);

        assertThat(answer.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.usage().exactCost()).isEqualTo("0.000000000018"));
        assertThat(answer.conversions()).isEmpty();
    }

    /** The statement of docs/exchange-rates.md, for all currencies and without its days. */
    private static final String JOIN = """
            SELECT round(sum(u.cost_pico * usd.per_euro / own.per_euro) / 1e12, 4) AS cost, count(*) AS found,
                   (SELECT count(*) FROM ledger.usage_by_quarter_hour) AS expected
            FROM ledger.usage_by_quarter_hour u
            LEFT JOIN pricing.fx_rate_published own ON own.currency = u.currency
                  AND (u.bucket_start AT TIME ZONE 'UTC')::date >= own.valid_from
                  AND (u.bucket_start AT TIME ZONE 'UTC')::date < own.valid_until
            LEFT JOIN pricing.fx_rate_published usd ON usd.currency = 'USD'
                  AND (u.bucket_start AT TIME ZONE 'UTC')::date >= usd.valid_from
                  AND (u.bucket_start AT TIME ZONE 'UTC')::date < usd.valid_until
            """;

    @Test
    void dashboardThatJoinsThePublishedRatesShowsTheSame() throws SQLException {
        UsageAnswer answer = reader.read("test", question("USD", "UTC", List.of()), ANY);
        BigInteger pico = answer.rows().getFirst().usage().pricedCostPico();

        try (Connection connection = DriverManager.getConnection(serviceUrl);
                PreparedStatement select = connection.prepareStatement(JOIN);
                ResultSet found = select.executeQuery()) {
            found.next();
            assertThat(found.getLong("found")).as("one rate per row").isEqualTo(found.getLong("expected"));
            assertThat(found.getBigDecimal("cost"))
                    .isEqualTo(new BigDecimal(pico, 12).setScale(4, RoundingMode.HALF_EVEN));
        }
    }

    @Test
    void dayWithoutARateRefusesTheWholeAnswer() {
        TestLedger gap = TestLedger.empty("rate_gap");
        Bookkeeper.book(
                gap,
                List.of(
                        Event.at("2026-05-01T12:00:00Z", "1000000000000").in("EUR"),
                        Event.at("2026-05-08T23:59:59Z", "1000000000000").in("EUR"),
                        Event.at("2026-05-09T00:00:00Z", "1000000000000", "team", "late")
                                .in("EUR"),
                        Event.at("2026-05-10T00:00:00Z", "0", "team", "free").in("EUR")));
        Rate.publish(gap, List.of(new Rate("USD", "2026-05-01", "1.5")));
        UsageReader gapReader = reader(gap);

        assertThatThrownBy(() -> gapReader.read("test", question("USD", "UTC", List.of()), ANY))
                .hasMessage(
                        "currency.no_rate: costs in EUR of 2026-05-09 (UTC) cannot be told in USD: no rate of USD was"
                                + " published on that day or in the 7 days before");
        assertThat(costs(gapReader.read("test", onlyTeam("", "free"), ANY)))
                .as("seven days back, and nothing costs nothing at every rate")
                .containsExactly(Map.entry(List.of(), new BigInteger("3000000000000")));
    }

    @Test
    void lineIsRoundedHalfEvenToAPicoOnceAndNotPerDay() {
        TestLedger halves = TestLedger.empty("half_picos");
        Bookkeeper.book(
                halves,
                List.of(
                        Event.at("2026-05-01T00:00:00Z", "1", "team", "twice").in("EUR"),
                        Event.at("2026-05-02T00:00:00Z", "1", "team", "twice").in("EUR"),
                        Event.at("2026-05-01T00:00:00Z", "1", "team", "down").in("EUR"),
                        Event.at("2026-05-01T00:00:00Z", "3", "team", "up").in("EUR")));
        Rate.publish(halves, List.of(new Rate("USD", "2026-05-01", "0.5")));

        Map<List<@Nullable String>, BigInteger> costs =
                costs(reader(halves).read("test", question("USD", "UTC", List.of(Dimension.Attribute.TEAM)), ANY));

        assertThat(costs)
                .containsEntry(List.of("twice"), BigInteger.ONE)
                .containsEntry(List.of("down"), BigInteger.ZERO)
                .containsEntry(List.of("up"), BigInteger.TWO);
    }

    @Test
    void tooManyLinesAreRefusedAlsoWhereTheyAreConverted() {
        UsageQuery byDay = question("USD", "UTC", List.of(new Dimension.Calendar(Interval.DAY)));
        assertThatThrownBy(() -> reader.read("test", byDay, 5)).hasMessageStartingWith("result.too_large: more than 5");
    }

    /** Every event by itself, with 100 digits, in its group; the sum of a group is rounded. */
    private static Map<List<@Nullable String>, BigInteger> recomputed(UsageQuery query) {
        Map<List<@Nullable String>, BigDecimal> sums = new LinkedHashMap<>();
        for (Event event : EVENTS) {
            LocalDate local =
                    LocalDate.ofInstant(event.occurredAt(), query.period().zone());
            List<@Nullable String> group = new ArrayList<>();
            for (String name : query.groupByNames()) {
                group.add(
                        switch (name) {
                            case "day" -> local.toString();
                            case "month" -> local.toString().substring(0, 7);
                            default -> event.attribute(name);
                        });
            }
            LocalDate day = LocalDate.ofInstant(event.occurredAt(), ZoneOffset.UTC);
            BigDecimal cost = new BigDecimal(Objects.requireNonNull(event.costPico(), "every event has a price"));
            if (!event.currency().equals(query.currency())) {
                cost = cost.multiply(perEuro(query.currency(), day))
                        .divide(perEuro(event.currency(), day), 100, RoundingMode.HALF_EVEN);
            }
            sums.merge(group, cost, BigDecimal::add);
        }
        Map<List<@Nullable String>, BigInteger> rounded = new HashMap<>();
        sums.forEach((group, sum) ->
                rounded.put(group, sum.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact()));
        return rounded;
    }

    private static BigDecimal perEuro(String currency, LocalDate day) {
        if (currency.equals("EUR")) {
            return BigDecimal.ONE;
        }
        for (int back = 0; back <= 7; back++) {
            BigDecimal rate = PER_EURO.get(currency + day.minusDays(back));
            if (rate != null) {
                return rate;
            }
        }
        throw new IllegalStateException("the test has no rate of " + currency + " for " + day);
    }

    private static List<Event> events(Random random) {
        List<String> teams = List.of("search", "ads", "ops");
        List<Event> events = new ArrayList<>();
        long seconds = (END.toEpochDay() - FIRST.toEpochDay()) * 86_400;
        for (int i = 0; i < 9_000; i++) {
            Instant at = FIRST.atStartOfDay().toInstant(ZoneOffset.UTC).plusSeconds(random.nextLong(seconds));
            String[] attributes = {
                "team", teams.get(random.nextInt(3)), "user", "u" + random.nextInt(40), "app", "a" + random.nextInt(9)
            };
            events.add(Event.at(at.toString(), new BigInteger(45, random).toString(), attributes)
                    .in(CURRENCIES.get(random.nextInt(CURRENCIES.size()))));
        }
        return events;
    }

    private static UsageQuery question(String currency, String zone, List<Dimension> groupBy) {
        Period period = new Period(
                Instant.parse("2026-04-30T00:00:00Z"), Instant.parse("2026-06-14T00:00:00Z"), ZoneId.of(zone));
        return new UsageQuery(period, groupBy, List.of(), currency);
    }

    private static UsageQuery onlyTeam(String... teams) {
        UsageQuery all = question("USD", "UTC", List.of());
        return new UsageQuery(
                all.period(), List.of(), List.of(new Filter(Dimension.Attribute.TEAM, List.of(teams))), "USD");
    }

    private static Map<List<@Nullable String>, BigInteger> costs(UsageAnswer answer) {
        Map<List<@Nullable String>, BigInteger> costs = new HashMap<>();
        answer.rows().forEach(row -> costs.put(row.group(), row.usage().pricedCostPico()));
        return costs;
    }

    private static UsageReader reader(TestLedger ledger) {
        return new UsageReader(new LedgerViews(
                ledger.serviceDataSource("-c default_transaction_read_only=on"), new SimpleMeterRegistry()));
    }
}
