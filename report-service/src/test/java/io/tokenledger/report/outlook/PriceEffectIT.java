package io.tokenledger.report.outlook;

import static io.tokenledger.report.outlook.UsedLedger.MIDNIGHT;
import static io.tokenledger.report.outlook.UsedLedger.TODAY;
import static io.tokenledger.report.outlook.UsedLedger.price;
import static io.tokenledger.report.outlook.UsedLedger.question;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.fixture.Event;
import io.tokenledger.report.forecast.Step;
import io.tokenledger.report.outlook.Outlook.Coming;
import io.tokenledger.report.outlook.Outlook.Effects;
import io.tokenledger.report.outlook.Outlook.Expectation;
import io.tokenledger.report.outlook.Outlook.Series;
import io.tokenledger.report.outlook.PriceChange.MeterChange;
import io.tokenledger.report.usage.Dimension.Attribute;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A price that the book says is going to change moves the forecast by what that change makes, to the pico. */
class PriceEffectIT {
    private static final String CHANGE = "2026-11-28T00:00:00Z";

    /** Dollars per million tokens: input, output; before and from the change on. */
    private static final Map<String, List<String>> DOLLARS =
            Map.of("o3", List.of("2", "8", "1.7", "9.3"), "o4-mini", List.of("1.1", "4.4", "1.1", "4.4"));

    private static UsedLedger plain(String database) {
        return new UsedLedger(database)
                .useDaily(60, "o3")
                .useDaily(45, "o4-mini")
                .booked();
    }

    @Test
    void changeNextWeekMovesTheForecastByExactlyThePriceEffect() {
        UsedLedger without = plain("effect_without")
                .prices(price("o3", "2026-01-01T00:00:00Z", "", "2", "0.5", "8"))
                .prices(price("o4-mini", "2026-01-01T00:00:00Z", "", "1.1", "0.275", "4.4"));
        UsedLedger with = plain("effect_with")
                .prices(
                        price("o3", "2026-01-01T00:00:00Z", CHANGE, "2", "0.5", "8"),
                        price("o3", CHANGE, "", "1.7", "0.4", "9.3"))
                .prices(price("o4-mini", "2026-01-01T00:00:00Z", "", "1.1", "0.275", "4.4"));
        for (Instant at : List.of(MIDNIGHT, Instant.parse("2026-11-21T09:17:23Z"))) {
            Outlook before = without.ask(question(at, "UTC", Step.DAY, "2026-12-25", Attribute.MODEL));
            Outlook after = with.ask(question(at, "UTC", Step.DAY, "2026-12-25", Attribute.MODEL));
            BigInteger priceEffect = effects(after.whole()).pricePico();

            assertThat(cost(after.whole()).subtract(cost(before.whole()))).isEqualTo(priceEffect);
            assertThat(priceEffect)
                    .isNotEqualTo(BigInteger.ZERO)
                    .isEqualTo(recomputed(after, true).subtract(recomputed(after, false)));
            assertThat(cost(before.whole())).isEqualTo(recomputed(before, false));
            assertThat(cost(after.whole())).isEqualTo(recomputed(after, true));
            assertThat(effects(after.whole()).asNowPico()).isEqualTo(cost(before.whole()));
            assertThat(effects(before.whole()).pricePico()).isZero();
            assertThat(before.priceChanges()).isEmpty();
        }
    }

    @Test
    void changeIsToldWithWhatWhenAndFromPriceToPrice() {
        UsedLedger ledger = plain("effect_told")
                .prices(
                        price("o3", "2026-01-01T00:00:00Z", CHANGE, "2", "0.5", "8"),
                        price("o3", CHANGE, "", "2", "0.4", "9.3"))
                .prices(price("o4-mini", "2026-01-01T00:00:00Z", "", "1.1", "0.275", "4.4"));
        PriceChange change = ledger.ask("30d").priceChanges().getFirst();
        assertThat(ledger.ask("30d").priceChanges()).hasSize(1);
        assertThat(ledger.ask("7d").priceChanges())
                .as("it is after the horizon")
                .isEmpty();
        assertThat(change.at()).isEqualTo(Instant.parse(CHANGE));
        assertThat(change.model()).isEqualTo("o3");
        assertThat(change.tenant()).as("everybody's").isNull();
        assertThat(change.meters())
                .as("input costs the same, and nothing was cached")
                .containsExactly(new MeterChange("output", 8_000_000L, 9_300_000L));
    }

    @Test
    void priceThatTheTenantAgreedCounts() {
        UsedLedger ledger = plain("effect_contract")
                .prices(
                        price("o3", "2026-01-01T00:00:00Z", "", "2", "0.5", "8"),
                        price("o3", CHANGE, "", "1.7", "0.4", "9.3").forTenant("acme"))
                .prices(price("o4-mini", "2026-01-01T00:00:00Z", "", "1.1", "0.275", "4.4"));
        Outlook outlook = ledger.ask("2026-12-25", Attribute.MODEL);
        assertThat(cost(outlook.whole())).isEqualTo(recomputed(outlook, true));
        assertThat(outlook.priceChanges().getFirst().tenant()).isEqualTo("acme");
    }

    /** Of what the answer says of tokens, with the published prices, each step of each model rounded by itself. */
    private static BigInteger recomputed(Outlook outlook, boolean withChange) {
        BigInteger sum = BigInteger.ZERO;
        for (Series group : outlook.groups()) {
            List<String> dollars =
                    Objects.requireNonNull(DOLLARS.get(group.group().getFirst()));
            for (int i = 0; i < outlook.times().steps().size(); i++) {
                LocalDate day = outlook.times().steps().get(i).toLocalDate();
                int place = withChange && !day.isBefore(LocalDate.of(2026, 11, 28)) ? 2 : 0;
                Amounts amounts = expectation(group).steps().get(i).amounts();
                sum = sum.add(tokens(amounts.inputTokens(), dollars.get(place))
                        .add(tokens(amounts.outputTokens(), dollars.get(place + 1))));
            }
        }
        return sum;
    }

    private static BigInteger tokens(long tokens, String dollarsPerMillion) {
        return new BigDecimal(dollarsPerMillion)
                .movePointRight(6)
                .multiply(BigDecimal.valueOf(tokens))
                .toBigIntegerExact();
    }

    /** Small requests with much in the cache, and large ones over the threshold, where everything costs more. */
    @Test
    void mixOfTheRecentWindowIsPricedAnewAtTheTimeOfTheUsage() {
        var ledger = new UsedLedger("effect_mix");
        for (int daysAgo = 50; daysAgo >= 1; daysAgo--) {
            Instant noon = UsedLedger.noon(TODAY.minusDays(daysAgo));
            ledger.use(noon, "gem", 100_000 + daysAgo * 17, 40_000, 3_001);
            ledger.use(noon.plusSeconds(60), "gem", 300_000 + daysAgo * 29, 10_000, 4_003);
            ledger.use(noon.plusSeconds(120), "gem", 199_000 + daysAgo * 40, 0, 10); // around the threshold
        }
        String start = "2026-01-01T00:00:00Z";
        ledger.booked()
                .prices(
                        price("gem", start, CHANGE, "1.25", "0.31", "10"),
                        price("gem", start, CHANGE).over(200_000, "2.5", "0.63", "15"),
                        price("gem", CHANGE, "", "1.3", "0.26", "11"),
                        price("gem", CHANGE, "").over(200_000, "2.7", "0.5", "17"));
        Outlook outlook = ledger.ask("2026-12-25");
        Expectation expectation = expectation(outlook.whole());
        BigInteger asNow = BigInteger.ZERO;
        for (int i = 0; i < expectation.steps().size(); i++) {
            Coming step = expectation.steps().get(i);
            boolean changed = i >= 7;
            BigInteger expected = mixed(
                    ledger.events(),
                    step.amounts(),
                    changed ? List.of("1.3", "0.26", "11") : List.of("1.25", "0.31", "10"),
                    changed ? List.of("2.7", "0.5", "17") : List.of("2.5", "0.63", "15"));
            assertThat(step.amounts().costPico()).as("step " + i).isEqualTo(expected);
            asNow = asNow.add(mixed(
                    ledger.events(), step.amounts(), List.of("1.25", "0.31", "10"), List.of("2.5", "0.63", "15")));
        }
        assertThat(effects(outlook.whole()).asNowPico()).isEqualTo(asNow);
        assertThat(effects(outlook.whole()).pricePico())
                .isEqualTo(cost(outlook.whole()).subtract(asNow));
        assertThat(outlook.priceChanges())
                .extracting(PriceChange::contextOverTokens)
                .containsExactly(0L, 200_000L);
    }

    /** Cost of the last 28 days' input and output apart, over their tokens, times the tokens expected. */
    private static BigInteger mixed(List<Event> events, Amounts step, List<String> small, List<String> large) {
        BigDecimal input = BigDecimal.ZERO;
        BigDecimal output = BigDecimal.ZERO;
        long inputTokens = 0;
        long outputTokens = 0;
        for (Event event : events) {
            if (event.occurredAt().isBefore(MIDNIGHT.minusSeconds(28 * 86_400L))) {
                continue;
            }
            List<String> dollars = event.inputTokens() > 200_000 ? large : small;
            input = input.add(new BigDecimal(tokens(event.plainInput(), dollars.get(0))))
                    .add(new BigDecimal(tokens(event.cachedInput(), dollars.get(1))));
            output = output.add(new BigDecimal(tokens(event.outputTokens(), dollars.get(2))));
            inputTokens += event.inputTokens();
            outputTokens += event.outputTokens();
        }
        BigDecimal in = BigDecimal.valueOf(inputTokens);
        BigDecimal out = BigDecimal.valueOf(outputTokens);
        return input.multiply(BigDecimal.valueOf(step.inputTokens()))
                .multiply(out)
                .add(output.multiply(BigDecimal.valueOf(step.outputTokens())).multiply(in))
                .divide(in.multiply(out), 0, RoundingMode.HALF_EVEN)
                .toBigIntegerExact();
    }

    @Test
    void changeWithinADayDividesItAsDaysWereSpreadLately() {
        String morning = "2026-11-25T09:00:00Z";
        String noon = "2026-11-25T12:30:00Z"; // half of the hour in which everything is used
        String evening = "2026-11-25T18:00:00Z";
        assertThat(costOf25th(morning)).isEqualByComparingTo("1");
        assertThat(costOf25th(noon)).isEqualByComparingTo("0.5");
        assertThat(costOf25th(evening)).isEqualByComparingTo("0");
    }

    /** The share of that day that is priced by the list that comes, which is ten times as dear. */
    private static BigDecimal costOf25th(String change) {
        var ledger = new UsedLedger("effect_within").useDaily(40, "o3").booked();
        ledger.prices(
                price("o3", "2026-01-01T00:00:00Z", change, "1", "1", "1"), price("o3", change, "", "10", "10", "10"));
        Amounts day = expectation(ledger.ask("10d").whole()).steps().get(4).amounts();
        BigDecimal cheap = BigDecimal.valueOf(day.tokens()).movePointRight(6);
        BigDecimal cost = new BigDecimal(Objects.requireNonNull(day.costPico()));
        return cost.subtract(cheap).divide(cheap.multiply(BigDecimal.valueOf(9)), 9, RoundingMode.HALF_EVEN);
    }

    @Test
    void usageThatIsGoingToHaveAPriceIsToldApart() {
        var ledger = new UsedLedger("effect_newly");
        for (int daysAgo = 40; daysAgo >= 1; daysAgo--) {
            ledger.use(UsedLedger.noon(TODAY.minusDays(daysAgo)), "house", 1_000, 0, 100)
                    .unpriced();
        }
        ledger.booked();
        Expectation unknown = expectation(ledger.ask("10d").whole());
        assertThat(unknown.total().costPico()).as("not known, not zero").isNull();
        assertThat(unknown.total().unpricedRequests())
                .isEqualTo(unknown.total().requests())
                .isPositive();
        assertThat(unknown.effects()).isNull();
        assertThat(unknown.periodEnd().cost()).isNull();
        assertThat(unknown.notes()).anyMatch(note -> note.contains("have no price"));

        ledger.prices(price("house", "2026-11-26T00:00:00Z", "", "1", "1", "2"));
        Outlook outlook = ledger.ask("10d");
        Expectation priced = expectation(outlook.whole());
        BigInteger expected = BigInteger.ZERO;
        long unpriced = 0;
        for (int i = 0; i < 10; i++) {
            Amounts step = priced.steps().get(i).amounts();
            unpriced += i < 5 ? step.requests() : 0;
            expected = expected.add(
                    i < 5 ? BigInteger.ZERO : tokens(step.inputTokens(), "1").add(tokens(step.outputTokens(), "2")));
            assertThat(step.costPico() == null).isEqualTo(i < 5);
        }
        assertThat(priced.total().costPico()).isEqualTo(expected);
        assertThat(priced.total().unpricedRequests()).isEqualTo(unpriced);
        assertThat(effects(outlook.whole()).newlyPricedPico()).isEqualTo(expected);
        assertThat(effects(outlook.whole()).pricePico()).isZero();
        assertThat(outlook.priceChanges().getFirst().meters()).contains(new MeterChange("input", null, 1_000_000L));
    }

    private static Expectation expectation(Series series) {
        assertThat(series.statement()).isInstanceOf(Expectation.class);
        return (Expectation) series.statement();
    }

    private static Effects effects(Series series) {
        return Objects.requireNonNull(expectation(series).effects());
    }

    private static BigInteger cost(Series series) {
        return Objects.requireNonNull(expectation(series).total().costPico());
    }
}
