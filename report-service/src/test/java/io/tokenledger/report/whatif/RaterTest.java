package io.tokenledger.report.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.rating.Price;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.Rates;
import io.tokenledger.pricing.rating.TimeWindow;
import io.tokenledger.report.usage.Dimension.Attribute;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a gateway answers out of its cache reaches no model, whatever it is moved to. */
class RaterTest {
    private static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");
    private static final PriceBook BOOK = new PriceBook(new PriceBook.Contents(
            1,
            List.of(new Price(
                    1,
                    "",
                    "openai",
                    "o3",
                    "standard",
                    "",
                    0,
                    TimeWindow.parse(""),
                    Instant.EPOCH,
                    null,
                    "USD",
                    Rates.of(Map.of(Meter.INPUT, 10L, Meter.OUTPUT, 40L, Meter.REQUESTS, 7L)))),
            List.of(),
            Map.of(),
            List.of()));

    @Test
    void gatewaysCacheHitIsFreeWhereItIsAndWhereverItIsMovedTo() {
        var rater = new Rater(BOOK, PriceBasis.AS_BOOKED);
        UsageCell hit = cell("gateway_cache");
        assertThat(rater.whereItIs(hit, AT)).isEqualTo(new Move.Moved(BigDecimal.ZERO, "USD"));
        assertThat(rater.move(hit, to("standard"), Factors.NONE, AT)).isEqualTo(new Move.Moved(BigDecimal.ZERO, "USD"));
    }

    @Test
    void otherUsageIsNotMovedIntoAGatewaysCache() {
        var rater = new Rater(BOOK, PriceBasis.AS_BOOKED);
        assertThat(rater.move(cell("standard"), to("gateway_cache"), Factors.NONE, AT))
                .isInstanceOfSatisfying(
                        Move.Excluded.class,
                        excluded -> assertThat(excluded.reason()).isEqualTo(Exclusion.TIER_NOT_OFFERED));
    }

    private static Destination to(String tier) {
        return new Destination(
                0,
                "acme",
                "openai",
                "o3",
                tier,
                "",
                false,
                TargetFacts.NONE,
                Map.of(),
                Swap.everything(null, List.of(), new Target(null, null, null, null, null)));
    }

    private static UsageCell cell(String tier) {
        var kind = new UsageKind(Map.of(
                Attribute.TENANT, "acme",
                Attribute.PROVIDER, "nobody",
                Attribute.MODEL, "unheard-of",
                Attribute.SERVICE_TIER, tier));
        return new UsageCell(
                kind,
                0,
                0,
                0,
                "USD",
                Map.of(Meter.REQUESTS, 1L, Meter.of("gateway_cached_input_tokens"), 1200L),
                BigInteger.ZERO,
                0,
                UsageCell.Bounds.NONE,
                null);
    }
}
