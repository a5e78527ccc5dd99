package io.tokenledger.report.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.fixture.ListPrice;
import io.tokenledger.report.fixture.Rate;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.recommendation.Decision.State;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A move from dollars to euros, in a company that counts in dollars and in the zone of Kathmandu. */
class TrackingInCurrenciesIT {
    private static final Instant ACCEPTED = Instant.parse("2026-04-01T12:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void eurosAreToldAtTheRateOfTheirDayAndMonthsAreCutInTheZone() {
        TestLedger ledger = TestLedger.empty("tracking_currencies");
        ListPrice.publish(
                ledger,
                List.of(
                        price("o3", "2", "0.5", "8"),
                        price("o4-mini", "1", "0.25", "4").in("EUR")));
        Rate.publish(
                ledger,
                List.of(
                        new Rate("USD", "2026-02-27", "1.10"),
                        new Rate("USD", "2026-04-01", "1.20"),
                        new Rate("USD", "2026-04-17", "1.25")));
        Company.state(ledger, List.of("o3", "o4-mini"), List.of("swe o3  69.1", "swe o4-mini  68.1"));
        Bulk.book(
                ledger,
                List.of(
                        // 36 dollars in March of Kathmandu, which begins at 18:15 on the last of February
                        Bulk.of("mover", "o3", 999, 10_000, 2_000, "0.036").at("2026-03-02T00:00:00Z", SECOND),
                        Bulk.of("mover", "o3", 1, 10_000, 2_000, "0.036").at("2026-02-28T18:15:00Z", SECOND),
                        Bulk.of("mover", "o3", 5, 10_000, 2_000, "0.036").at("2026-02-28T18:14:00Z", SECOND),
                        Bulk.of("mover", "o4-mini", 400, 10_000, 2_000, "0.018")
                                .paidIn("EUR")
                                .at("2026-04-02T00:00:00Z", SECOND),
                        Bulk.of("mover", "o4-mini", 600, 10_000, 2_000, "0.018")
                                .paidIn("EUR")
                                .at("2026-04-20T00:00:00Z", SECOND),
                        Bulk.of("mover", "o4-mini", 7, 10_000, 2_000, "0.018")
                                .paidIn("EUR")
                                .at("2026-04-30T18:15:00Z", SECOND)));
        Company company = new Company(ledger, ACCEPTED);
        String zone = "Asia/Kathmandu";
        Recommendation swap = company.recommend("timezone", zone).all().getFirst();
        assertThat(swap.evidence().requests()).isEqualByComparingTo("1000");
        assertThat(swap.saving().expectedPico()).isEqualTo(dollars("16.2")); // 36 − 18 euros at 1.10
        company.decisions.decide(
                swap.id(),
                State.ACCEPTED,
                JsonFields.parse("{\"tenant\":\"acme\",\"author\":\"ann\",\"timezone\":\"" + zone + "\"}"));

        Instant later = Instant.parse("2026-04-30T18:15:00Z");
        TrackedMonth april =
                company.tracking.track("acme", swap.id(), null, later).months().getFirst();

        assertThat(april.requests()).isEqualTo(1_000);
        assertThat(april.counterfactualPico()).isEqualTo(dollars("36"));
        assertThat(april.actualPico()).isEqualTo(dollars("22.14")); // 7.20 euros at 1.20 and 10.80 at 1.25
        assertThat(april.partial()).isFalse();
        // at the rate of the day of the forecast it would have been 36 − 21.60; a March of April's length has 30/31
        BigInteger rate = new BigDecimal("14.4")
                .multiply(BigDecimal.valueOf(30))
                .movePointRight(12)
                .divide(BigDecimal.valueOf(31), 0, java.math.RoundingMode.HALF_EVEN)
                .toBigInteger();
        assertThat(april.effects())
                .isEqualTo(new TrackedMonth.Effects(rate, dollars("14.4").subtract(rate), dollars("-0.54")));
    }

    private static ListPrice price(String model, String... amounts) {
        return ListPrice.perMillion("openai", model, "standard", "2025-01-01T00:00:00Z", null, amounts);
    }

    private static BigInteger dollars(String amount) {
        return new BigDecimal(amount).movePointRight(12).toBigIntegerExact();
    }
}
