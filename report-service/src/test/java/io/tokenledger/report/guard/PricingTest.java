package io.tokenledger.report.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.report.budget.BudgetBook;
import io.tokenledger.report.fx.FxRates;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an estimate comes to. */
class PricingTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final PriceBook WITHOUT_PRICES =
            new PriceBook(new PriceBook.Contents(1, List.of(), List.of(), Map.of(), List.of()));

    @Test
    void answerOutOfAGatewaysCacheTakesNothingOfABudgetAndAnUnknownPriceIsNotZero() {
        assertThat(need("gateway_cache")).isEqualTo(new Need(BigInteger.ZERO, "USD", 0L, null));
        assertThat(need("standard").costPico()).isNull();
    }

    private static Need need(String tier) {
        var books = new Books(new BudgetBook(1, List.of()), WITHOUT_PRICES);
        var usage = new Estimate.Usage(
                "nobody",
                "unheard-of",
                tier,
                "",
                Meters.builder().set(Meter.REQUESTS, 1).build());
        var check = new Check("acme", Map.of(), usage, false, 60, true, null);
        return new Pricing(books, _ -> new FxRates(List.of()), NOW).need(check);
    }
}
