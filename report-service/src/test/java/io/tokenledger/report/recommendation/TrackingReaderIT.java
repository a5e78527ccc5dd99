package io.tokenledger.report.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.fixture.ListPrice;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.recommendation.Decision.State;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A migration whose truth is known: accepted on the first of April on the usage of March; in May the volume doubles and
 * 60 % have moved, in June all have; o3 gets cheaper in the middle of May, o4-mini in the middle of June.
 */
class TrackingReaderIT {
    private static final TestLedger LEDGER = TestLedger.empty("tracking");
    private static final Instant ACCEPTED = Instant.parse("2026-04-01T09:00:00Z");
    private static final Instant O3_CUT = Instant.parse("2026-05-16T12:34:56Z");
    private static final Instant MINI_CUT = Instant.parse("2026-06-16T06:07:08Z");
    private static String id = "";

    /** One request of the simulation; its tokens in whole thousands. */
    private record Request(Instant at, boolean moved, long inputThousands, long outputThousands) {
        /** In millionths of a dollar per thousand tokens times thousandths: exact in integers of 1e-12. */
        BigInteger pico(Instant pricesAt) {
            long input = moved
                    ? (pricesAt.isBefore(MINI_CUT) ? 1_100_000 : 1_000_000)
                    : pricesAt.isBefore(O3_CUT) ? 2_000_000 : 1_600_000;
            return BigInteger.valueOf(1_000 * (inputThousands * input + outputThousands * 4 * input));
        }
    }

    private static final List<Request> REQUESTS = simulated();

    /** 100 a day, 200 from May on; every third one is large. The moved ones write more. */
    private static List<Request> simulated() {
        List<Request> requests = new ArrayList<>();
        for (LocalDate day = LocalDate.of(2026, 3, 1); day.isBefore(LocalDate.of(2026, 7, 1)); day = day.plusDays(1)) {
            int month = day.getMonthValue();
            int count = month < 5 ? 100 : 200;
            for (int i = 0; i < count; i++) {
                boolean moved = month == 6 || (month == 5 && i % 5 < 3);
                boolean large = i % 3 == 0;
                Instant at =
                        day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofSeconds(86_400L / count * i + 7));
                requests.add(new Request(at, moved, large ? 40 : 10, (large ? 6 : 2) + (moved ? 1 : 0)));
            }
        }
        return requests;
    }

    @BeforeAll
    static void simulateAndAccept() {
        ListPrice.publish(
                LEDGER,
                List.of(
                        price("o3", "2025-01-01T00:00:00Z", O3_CUT.toString(), "2", "8"),
                        price("o3", O3_CUT.toString(), null, "1.6", "6.4"),
                        price("o4-mini", "2025-01-01T00:00:00Z", MINI_CUT.toString(), "1.1", "4.4"),
                        price("o4-mini", MINI_CUT.toString(), null, "1", "4")));
        Company.state(LEDGER, List.of("o3", "o4-mini"), List.of("swe o3  69.1", "swe o4-mini  68.1"));
        Bulk.book(
                LEDGER,
                REQUESTS.stream()
                        .map(request -> Bulk.of(
                                        "mover",
                                        request.moved ? "o4-mini" : "o3-2025-04-16",
                                        1,
                                        request.inputThousands * 1_000,
                                        request.outputThousands * 1_000,
                                        new BigDecimal(request.pico(request.at), 12).toPlainString())
                                .at(request.at.toString(), Duration.ofSeconds(1)))
                        .toList());
        Company company = new Company(LEDGER, ACCEPTED);
        id = company.recommend().all().stream()
                .filter(one -> one.move().kind() == MoveKind.SWAP)
                .findFirst()
                .orElseThrow()
                .id();
        company.decisions.decide(id, State.ACCEPTED, JsonFields.parse("{\"tenant\":\"acme\",\"author\":\"ann\"}"));
    }

    private static ListPrice price(String model, String from, @Nullable String until, String input, String output) {
        return ListPrice.perMillion(
                "openai",
                model,
                "standard",
                from,
                until,
                input,
                new BigDecimal(input).divide(BigDecimal.valueOf(4)).toPlainString(),
                output);
    }

    @Test
    void forecastIsFrozenAsItWas() {
        TrackedMove move = tracked("2026-07-01").move();
        assertThat(move.requests()).isEqualTo(3_100);
        assertThat(move.targetRequests()).isZero();
        assertThat(move.costPico()).isEqualTo(sum(march(), ACCEPTED));
        // the same tokens at 1.10 in place of 2 dollars: 45 %
        assertThat(move.forecast().expectedPico())
                .isEqualTo(
                        sum(march(), ACCEPTED).multiply(BigInteger.valueOf(45)).divide(BigInteger.valueOf(100)));
    }

    @Test
    void monthsSayWhatWasSavedAndWhy() {
        Tracking tracking = tracked("2026-07-01");
        assertThat(tracking.months())
                .extracting(TrackedMonth::month)
                .containsExactly(YearMonth.of(2026, 4), YearMonth.of(2026, 5), YearMonth.of(2026, 6));
        for (TrackedMonth month : tracking.months()) {
            check(month);
        }
        assertThat(tracking.months()).extracting(TrackedMonth::targetRequests).containsExactly(0L, 3_720L, 6_000L);
        assertThat(tracking.months()).extracting(TrackedMonth::requests).containsExactly(3_000L, 6_200L, 6_000L);
        assertThat(tracking.months())
                .extracting(TrackedMonth::baselineRequests)
                .containsExactly(3_000L, 3_100L, 3_000L);
    }

    @Test
    void nothingIsClaimedBeforeAnythingMoved() {
        TrackedMonth april = tracked("2026-07-01").months().getFirst();
        // April's mix is March's but for the rounding of a third per day, which is the same every day
        assertThat(april.effects()).isEqualTo(TrackedMonth.Effects.NONE);
        assertThat(april.forecast().expectedPico()).isPositive();
    }

    @Test
    void growthAloneSavesNothingByRate() {
        TrackedMonth june = tracked("2026-07-01").months().getLast();
        TrackedMonth.Effects effects = Objects.requireNonNull(june.effects());
        assertThat(effects.ratePico())
                .as("volume doubled: as much by growth as by rate")
                .isEqualTo(effects.volumePico());
    }

    @Test
    void monthThatIsNotOverIsPartialAndHasTheBaselineOfItsDays() {
        Tracking tracking = tracked("2026-05-11");
        TrackedMonth may = tracking.months().getLast();
        assertThat(may.partial()).isTrue();
        assertThat(may.baselineRequests()).isEqualTo(1_000); // ten days
        assertThat(may.requests()).isEqualTo(2_000);
        assertThat(tracking.months().getFirst().partial()).isFalse();
    }

    /** By sums over single requests, without the code under test. */
    private static void check(TrackedMonth month) {
        List<Request> own = REQUESTS.stream()
                .filter(request ->
                        YearMonth.from(request.at.atZone(ZoneOffset.UTC)).equals(month.month()))
                .toList();
        BigInteger actual =
                own.stream().map(request -> request.pico(request.at)).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger actualThen = sum(own, ACCEPTED);
        BigDecimal counterfactual = BigDecimal.ZERO;
        BigDecimal counterfactualThen = BigDecimal.ZERO;
        for (Request request : own) {
            counterfactual = counterfactual.add(new BigDecimal(sum(march(), request.at)));
            counterfactualThen = counterfactualThen.add(new BigDecimal(sum(march(), ACCEPTED)));
        }
        BigInteger without = rounded(counterfactual, 3_100);
        BigInteger savedThen = rounded(counterfactualThen, 3_100).subtract(actualThen);
        BigInteger rate = new BigDecimal(savedThen)
                .multiply(BigDecimal.valueOf(100L * month.month().lengthOfMonth()))
                .divide(BigDecimal.valueOf(own.size()), 0, RoundingMode.HALF_EVEN)
                .toBigInteger();
        assertThat(month.actualPico()).as(month + ": actual").isEqualTo(actual);
        assertThat(month.counterfactualPico()).as(month + ": without the move").isEqualTo(without);
        assertThat(month.effects())
                .as(month + ": effects")
                .isEqualTo(new TrackedMonth.Effects(
                        rate, savedThen.subtract(rate), without.subtract(actual).subtract(savedThen)));
        assertThat(Objects.requireNonNull(month.effects()).realisedPico()).isEqualTo(without.subtract(actual));
        assertThat(month.forecast().expectedPico())
                .isEqualTo(rounded(
                        new BigDecimal(sum(march(), ACCEPTED))
                                .multiply(new BigDecimal("0.45"))
                                .multiply(BigDecimal.valueOf(own.size())),
                        3_100));
        assertThat(month.partial()).isFalse();
        assertThat(month.note()).isNull();
    }

    private static List<Request> march() {
        return REQUESTS.subList(0, 3_100);
    }

    private static BigInteger sum(List<Request> requests, Instant pricesAt) {
        BigInteger sum = BigInteger.ZERO;
        for (Request request : requests) {
            sum = sum.add(request.pico(pricesAt));
        }
        return sum;
    }

    private static BigInteger rounded(BigDecimal amount, long by) {
        return amount.divide(BigDecimal.valueOf(by), 0, RoundingMode.HALF_EVEN).toBigInteger();
    }

    @Test
    void whereTheOldModelIsNoLongerSoldNothingIsClaimed() {
        TestLedger ledger = TestLedger.empty("tracking_retired");
        ListPrice.publish(
                ledger,
                List.of(
                        price("o3", "2025-01-01T00:00:00Z", "2026-04-10T00:00:00Z", "2", "8"),
                        price("o4-mini", "2025-01-01T00:00:00Z", null, "1.1", "4.4")));
        Company.state(ledger, List.of("o3", "o4-mini"), List.of("swe o3  69.1", "swe o4-mini  68.1"));
        Duration hour = Duration.ofHours(1);
        Bulk.book(
                ledger,
                List.of(
                        Bulk.of("mover", "o3", 700, 10_000, 2_000, "0.036").at("2026-03-01T00:00:00Z", hour),
                        Bulk.of("mover", "o4-mini", 700, 10_000, 2_000, "0.0198")
                                .at("2026-04-01T00:00:00Z", hour)));
        Company company = new Company(ledger, ACCEPTED);
        String move = company.recommend().all().getFirst().id();
        company.decisions.decide(move, State.ACCEPTED, JsonFields.parse("{\"tenant\":\"acme\",\"author\":\"ann\"}"));
        Instant may = Instant.parse("2026-05-01T00:00:00Z");
        TrackedMonth april =
                company.tracking.track("acme", move, null, may).months().getFirst();
        assertThat(april.actualPico())
                .isEqualTo(new BigDecimal("13.86").movePointRight(12).toBigIntegerExact());
        assertThat(april.counterfactualPico()).isNull();
        assertThat(april.effects()).isNull();
        assertThat(april.note()).contains("no price in this month");
        Instant tenth = Instant.parse("2026-04-10T00:00:00Z"); // 216 requests until then: 16.2 dollars per thousand
        TrackedMonth before =
                company.tracking.track("acme", move, null, tenth).months().getFirst();
        assertThat(Objects.requireNonNull(before.effects()).realisedPico())
                .isEqualTo(new BigDecimal("3.4992").movePointRight(12).toBigIntegerExact());
    }

    @Test
    void whatNobodyDecidedAboutIsNotTracked() {
        assertThatThrownBy(() -> new Company(LEDGER, ACCEPTED).tracking.track("acme", "nothing", null, ACCEPTED))
                .hasMessageContaining("recommendation.unknown");
        assertThatThrownBy(() -> new Company(LEDGER, ACCEPTED).tracking.track("globex", id, null, ACCEPTED))
                .hasMessageContaining("recommendation.unknown");
    }

    private static Tracking tracked(String to) {
        return new Company(LEDGER, Instant.parse("2026-11-01T00:00:00Z"))
                .tracking.track("acme", id, LocalDate.parse(to), Instant.parse("2026-11-01T00:00:00Z"));
    }
}
