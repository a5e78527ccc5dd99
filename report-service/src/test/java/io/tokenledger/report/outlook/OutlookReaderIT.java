package io.tokenledger.report.outlook;

import static io.tokenledger.report.outlook.UsedLedger.MIDNIGHT;
import static io.tokenledger.report.outlook.UsedLedger.TODAY;
import static io.tokenledger.report.outlook.UsedLedger.price;
import static io.tokenledger.report.outlook.UsedLedger.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.fixture.Event;
import io.tokenledger.report.forecast.Step;
import io.tokenledger.report.outlook.Outlook.Coming;
import io.tokenledger.report.outlook.Outlook.Expectation;
import io.tokenledger.report.outlook.Outlook.LeftOut;
import io.tokenledger.report.outlook.Outlook.Series;
import io.tokenledger.report.outlook.Outlook.Silence;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.usage.Dimension.Attribute;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the answer says of a ledger whose every request is known. */
class OutlookReaderIT {
    private static final String ALWAYS = "2026-01-01T00:00:00Z";

    private static UsedLedger teams(String database) {
        return new UsedLedger(database)
                .useDaily(80, "o3", "team", "search")
                .useDaily(80, "o4-mini", "team", "search")
                .useDaily(50, "o4-mini", "team", "ads")
                .useDaily(2, "o3", "team", "ads") // too young to be forecast
                .useDaily(30, "house", "team", "lab")
                .booked()
                .prices(price("o3", ALWAYS, "", "2", "0.5", "8"), price("o4-mini", ALWAYS, "", "1.1", "0.275", "4.4"));
    }

    @Test
    void groupsAddUpToTheWholeInEveryFigure() {
        Outlook outlook = teams("outlook_teams").ask("rest_of_year", Attribute.TEAM);
        Expectation whole = expectation(outlook.whole());
        assertThat(outlook.groups()).hasSize(3);
        for (int i = 0; i < whole.steps().size(); i++) {
            int step = i;
            Amounts sum = outlook.groups().stream()
                    .map(group -> expectation(group).steps().get(step).amounts())
                    .reduce(Amounts.NONE, Amounts::plus);
            assertThat(whole.steps().get(i).amounts()).isEqualTo(sum);
        }
        assertThat(whole.total())
                .isEqualTo(outlook.groups().stream()
                        .map(group -> expectation(group).total())
                        .reduce(Amounts.NONE, Amounts::plus));
        assertThat(outlook.whole().spent())
                .isEqualTo(outlook.groups().stream().map(Series::spent).reduce(Amounts.NONE, Amounts::plus));
        assertThat(whole.parts().stream().map(part -> part.total()).reduce(Amounts.NONE, Amounts::plus))
                .isEqualTo(whole.total());
        Outlook.Effects effects = Objects.requireNonNull(whole.effects());
        assertThat(effects.referencePico().add(effects.volumePico())).isEqualTo(effects.asNowPico());
        assertThat(effects.asNowPico().add(effects.pricePico()))
                .isEqualTo(whole.total().costPico());
    }

    @Test
    void intervalsHoldWhatIsExpectedAndTheWiderHoldsTheNarrower() {
        Expectation whole =
                expectation(teams("outlook_ranges").ask("rest_of_year").whole());
        for (Coming coming : whole.steps()) {
            holds(Objects.requireNonNull(coming.cost()), coming.amounts().pricedCostPico());
            holds(coming.tokens(), BigInteger.valueOf(coming.amounts().tokens()));
            holds(coming.requests(), BigInteger.valueOf(coming.amounts().requests()));
        }
        holds(
                Objects.requireNonNull(whole.periodEnd().cost()),
                whole.periodEnd().amounts().pricedCostPico());
        BigInteger sumOfWidths = whole.steps().stream()
                .map(coming -> width(Objects.requireNonNull(coming.cost()).eighty()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(width(Objects.requireNonNull(whole.periodEnd().cost()).eighty()))
                .as("errors of days cancel out in part")
                .isLessThan(sumOfWidths);
    }

    private static void holds(Ranges ranges, BigInteger point) {
        assertThat(point).isBetween(ranges.eighty().low(), ranges.eighty().high());
        assertThat(ranges.eighty().low())
                .isGreaterThanOrEqualTo(ranges.ninetyFive().low());
        assertThat(ranges.eighty().high())
                .isLessThanOrEqualTo(ranges.ninetyFive().high());
        assertThat(ranges.ninetyFive().low().signum()).isNotNegative();
    }

    private static BigInteger width(Ranges.Range range) {
        return range.high().subtract(range.low());
    }

    @Test
    void historyAndWhatWasSpentAreWhatWasBooked() {
        UsedLedger ledger = teams("outlook_history");
        Outlook outlook = ledger.ask("rest_of_month");
        assertThat(outlook.historyStarts().getFirst().toLocalDate())
                .as("the first day on which anything was used")
                .isEqualTo(TODAY.minusDays(80));
        assertThat(outlook.whole().history()).hasSize(80);
        List<Event> november = ledger.events().stream()
                .filter(event -> !event.occurredAt().isBefore(Instant.parse("2026-11-01T00:00:00Z")))
                .toList();
        Amounts spent = outlook.whole().spent();
        assertThat(spent.requests()).isEqualTo(november.size());
        assertThat(spent.inputTokens())
                .isEqualTo(november.stream().mapToLong(Event::inputTokens).sum());
        assertThat(spent.costPico()).isEqualTo(BigInteger.valueOf(1_000_000L * november.size()));
        Amounts end = expectation(outlook.whole()).periodEnd().amounts();
        assertThat(end).isEqualTo(spent.plus(expectation(outlook.whole()).total()));
        assertThat(outlook.times().steps()).hasSize(10);
    }

    @Test
    void modelThatIsTooYoungIsLeftOutAndToldWithWhatItUsed() {
        Outlook outlook = teams("outlook_young").ask("rest_of_year", Attribute.TEAM);
        Series ads = outlook.groups().stream()
                .filter(group -> "ads".equals(group.group().getFirst()))
                .findFirst()
                .orElseThrow();
        assertThat(expectation(ads).leftOut()).hasSize(1);
        LeftOut leftOut = expectation(ads).leftOut().getFirst();
        assertThat(leftOut.line().model()).isEqualTo("o3");
        assertThat(leftOut.used().requests()).isEqualTo(2);
        assertThat(expectation(outlook.whole()).leftOut()).containsExactly(leftOut);
        assertThat(expectation(outlook.whole()).notes()).anyMatch(note -> note.contains("left out"));
    }

    @Test
    void modelOfTwoWeeksGoesOnAsItsLastWeekInAQuestionAboutAYear() {
        var ledger = new UsedLedger("outlook_weeks").useDaily(80, "o3");
        for (int daysAgo = 14; daysAgo >= 1; daysAgo--) {
            ledger.use(UsedLedger.noon(TODAY.minusDays(daysAgo)), "o4-mini", 5_000, 0, 0);
        }
        Outlook outlook = ledger.booked().ask("365d", Attribute.MODEL);
        Series young = outlook.groups().stream()
                .filter(group -> "o4-mini".equals(group.group().getFirst()))
                .findFirst()
                .orElseThrow();
        assertThat(young.statement()).as("nothing is said of how sure that is").isInstanceOf(Silence.class);
        Expectation whole = expectation(outlook.whole());
        assertThat(whole.leftOut()).isEmpty();
        assertThat(whole.notes()).anyMatch(note -> note.startsWith("1 of its price lists are known for too short"));
        assertThat(whole.parts().stream()
                        .filter(part -> part.line().model().equals("o4-mini"))
                        .mapToLong(part -> part.total().inputTokens()))
                .containsExactly(365 * 5_000L);
    }

    @Test
    void usageWithoutAPriceIsForecastAndNotPriced() {
        Outlook outlook = teams("outlook_unpriced").ask("rest_of_year", Attribute.TEAM);
        Expectation whole = expectation(outlook.whole());
        assertThat(whole.total().unpricedRequests())
                .isPositive()
                .isLessThan(whole.total().requests());
        Series lab = outlook.groups().getLast();
        assertThat(lab.group()).containsExactly("lab");
        assertThat(expectation(lab).total().knownCostPico()).isEmpty();
        assertThat(expectation(lab).costSeries()).isNull();
        assertThat(expectation(lab).total().tokens()).isPositive();
    }

    @Test
    void oneDayOfHistorySaysNothingAndSaysWhy() {
        UsedLedger ledger = new UsedLedger("outlook_short").useDaily(1, "o3").booked();
        assertThat(ledger.ask("rest_of_month").whole().statement()).isInstanceOf(Silence.class);
        Silence silence = (Silence) ledger.ask("rest_of_month").whole().statement();
        assertThat(silence.have()).isEqualTo(1);
        assertThat(silence.need()).isGreaterThan(1);
        assertThat(silence.why()).isNotEmpty();
        assertThat(ledger.ask("rest_of_month").whole().spent().requests()).isEqualTo(1);
    }

    @Test
    void emptyLedgerSaysNothing() {
        Outlook outlook = new UsedLedger("outlook_empty").ask("30d", Attribute.TEAM);
        assertThat(outlook.whole().statement()).isInstanceOf(Silence.class);
        assertThat(outlook.groups()).isEmpty();
        assertThat(outlook.whole().spent()).isEqualTo(Amounts.NONE);
    }

    @Test
    void runningDayIsForecastWhereItIsStillToCome() {
        var ledger = new UsedLedger("outlook_running");
        for (int daysAgo = 56; daysAgo >= 1; daysAgo--) {
            Instant day = TODAY.minusDays(daysAgo).atStartOfDay(ZoneOffset.UTC).toInstant();
            ledger.use(day.plus(Duration.ofHours(6)), "o3", 1_000, 0, 0); // a fourth
            ledger.use(day.plus(Duration.ofHours(18)), "o3", 3_000, 0, 0);
        }
        ledger.use(MIDNIGHT.plus(Duration.ofHours(6)), "o3", 7_777, 0, 0).booked();
        Outlook noon = ledger.ask(question(MIDNIGHT.plus(Duration.ofHours(12)), "UTC", Step.DAY, "3d"));
        Expectation expectation = expectation(noon.whole());
        assertThat(noon.whole().soFar().inputTokens()).isEqualTo(7_777);
        assertThat(noon.whole().history()).hasSize(56);
        assertThat(expectation.steps().get(0).amounts().inputTokens()).isEqualTo(3_000);
        assertThat(expectation.steps().get(1).amounts().inputTokens()).isEqualTo(4_000);
        assertThat(expectation.periodEnd().amounts().inputTokens()).isEqualTo(7_777 + 3_000 + 4_000 + 4_000);
        Outlook evening = ledger.ask(question(MIDNIGHT.plus(Duration.ofHours(20)), "UTC", Step.DAY, "3d"));
        assertThat(expectation(evening.whole()).steps().getFirst().amounts().inputTokens())
                .as("nothing comes after eight")
                .isZero();
    }

    @Test
    void daysAreThoseOfKolkata() {
        var ledger = new UsedLedger("outlook_kolkata");
        ZoneId kolkata = ZoneId.of("Asia/Kolkata");
        for (int daysAgo = 30; daysAgo >= 1; daysAgo--) {
            Instant midnight = TODAY.minusDays(daysAgo).atStartOfDay(kolkata).toInstant();
            ledger.use(midnight, "o3", 1_000L * daysAgo, 0, 0); // its first second, the evening before in UTC
        }
        ledger.booked();
        Instant at = TODAY.atStartOfDay(kolkata).toInstant();
        Outlook outlook = ledger.ask(question(at, "Asia/Kolkata", Step.DAY, "rest_of_month"));
        assertThat(outlook.whole().history()).hasSize(30);
        for (int i = 0; i < 30; i++) {
            assertThat(outlook.whole().history().get(i).inputTokens()).isEqualTo(1_000L * (30 - i));
        }
        assertThat(outlook.times().steps().getFirst().toOffsetDateTime()).hasToString("2026-11-21T00:00+05:30");
        assertThat(outlook.times().steps()).hasSize(10);
        assertThat(outlook.whole().spent().requests()).as("1 to 20 November").isEqualTo(20);
    }

    @Test
    void dayOnWhichClocksGoBackHas25Hours() {
        var ledger = new UsedLedger("outlook_clocks");
        Instant start = Instant.parse("2026-10-11T04:00:00Z");
        for (int hour = 0; hour < 20 * 24; hour++) {
            ledger.use(start.plus(Duration.ofHours(hour)).plusSeconds(60), "o3", 100 + hour % 24, 0, 1);
        }
        ledger.booked();
        Instant at = Instant.parse("2026-10-31T04:00:00Z");
        Outlook outlook = ledger.ask(question(at, "America/New_York", Step.HOUR, "3d"));
        assertThat(outlook.times().steps()).hasSize(24 + 25 + 24);
        assertThat(outlook.times().steps().stream()
                        .map(step -> step.toOffsetDateTime().toString()))
                .contains("2026-11-01T01:00-04:00", "2026-11-01T01:00-05:00")
                .doesNotHaveDuplicates();
        assertThat(outlook.whole().history()).hasSize(480).allMatch(step -> step.requests() == 1);
        Outlook days = ledger.ask(question(at, "America/New_York", Step.DAY, "3d"));
        assertThat(days.times().steps()).hasSize(3);
        assertThat(days.whole().history().getLast().requests()).isEqualTo(24);
    }

    @Test
    void modelThatWasNotUsedLatelyIsPricedByWhatItWasMadeOfBefore() {
        var ledger = new UsedLedger("outlook_former").useDaily(60, "o4-mini");
        for (int daysAgo = 100; daysAgo >= 40; daysAgo--) {
            ledger.use(UsedLedger.noon(TODAY.minusDays(daysAgo)), "o3", 1_000, 0, 100);
        }
        ledger.booked()
                .prices(price("o3", ALWAYS, "", "2", "0.5", "8"), price("o4-mini", ALWAYS, "", "1.1", "0.2", "4"));
        Expectation whole = expectation(ledger.ask("30d").whole());
        assertThat(whole.total().unpricedRequests()).isZero();
        assertThat(Objects.requireNonNull(whole.effects()).referencePico())
                .as("of the last 28 days there is o4-mini alone")
                .isEqualTo(meanOf(ledger.events(), 30));
    }

    /** What as many days like the mean of the last 28 would cost, each rounded to a pico. */
    private static BigInteger meanOf(List<Event> events, int days) {
        BigInteger cost = BigInteger.ZERO;
        for (Event event : events) {
            if (!event.occurredAt().isBefore(MIDNIGHT.minus(Duration.ofDays(28)))) {
                cost = cost.add(
                        BigInteger.valueOf(1_100_000L * event.inputTokens() + 4_000_000L * event.outputTokens()));
            }
        }
        BigDecimal mean = new BigDecimal(cost).divide(BigDecimal.valueOf(28), 0, java.math.RoundingMode.HALF_EVEN);
        return mean.multiply(BigDecimal.valueOf(days)).toBigIntegerExact();
    }

    @Test
    void questionThatIsRepeatedFitsNothingAnew() {
        UsedLedger ledger = teams("outlook_again");
        Outlook first = ledger.ask("rest_of_month", Attribute.TEAM);
        int fitted = ledger.reader().remembered();
        Outlook second = ledger.ask(
                question(MIDNIGHT.plus(Duration.ofHours(5)), "UTC", Step.DAY, "rest_of_month", Attribute.TEAM));
        assertThat(ledger.reader().remembered()).isEqualTo(fitted).isPositive();
        assertThat(expectation(second.whole()).method())
                .isEqualTo(expectation(first.whole()).method());
        ledger.ask("rest_of_month", Attribute.APP);
        assertThat(ledger.reader().remembered())
                .as("the whole is the same series; without teams its models are others")
                .isGreaterThan(fitted);
    }

    @Test
    void wantsThatCannotBeMetAreToldWithTheirValueAndTheRule() {
        UsedLedger ledger = new UsedLedger("outlook_wants");
        for (String horizon : List.of("2026-11-21", "2020-01-01", "400d", "2027-12-01", "48h")) {
            assertThatThrownBy(() -> ledger.ask(horizon))
                    .isInstanceOf(ReportProblem.class)
                    .hasMessageContaining("horizon " + horizon);
        }
        assertThat(ledger.ask("2027-11-21").times().steps()).hasSize(365);
        assertThat(LocalDate.of(2027, 11, 21).atStartOfDay(ZoneOffset.UTC))
                .isEqualTo(ledger.ask("365d").times().end().withZoneSameInstant(ZoneOffset.UTC));
    }

    private static Expectation expectation(Series series) {
        assertThat(series.statement()).isInstanceOf(Expectation.class);
        return (Expectation) series.statement();
    }
}
