package io.tokenledger.pricing.ledger;

import static io.tokenledger.pricing.ledger.LedgerFixture.usage;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnpricedResourceIT {
    private final LedgerFixture fixture = new LedgerFixture();
    private final UnpricedResource resource = new UnpricedResource(new UnpricedUsage(fixture.database.appDataSource()));
    /** Today, because estimates rest on the usage of the last 30 days. */
    private final Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3_600);

    @BeforeAll
    void prepare() throws SQLException {
        fixture.prepared();
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @BeforeEach
    void emptyBooks() throws SQLException {
        fixture.emptyBooks();
    }

    @Test
    void waitingUsageIsListedHeaviestFirstWithAnEstimateThatSaysItsBasis() throws Exception {
        fixture.book(
                usage("priced", "o4-mini", at, 1_000_000, 0),
                usage("a1", "light", at, 10, 5),
                usage("b1", "heavy", at.minusSeconds(60), 600, 150),
                usage("b2", "heavy", at, 200, 50));
        var lines = resource.unpriced("acme", null, null).unpriced();

        assertThat(lines).extracting(UnpricedJson.Line::model).containsExactly("heavy", "light");
        UnpricedJson.Line heavy = lines.getFirst();
        assertThat(heavy.events()).isEqualTo(2);
        assertThat(heavy.requests()).isEqualTo(2);
        assertThat(heavy.inputTokens()).isEqualTo(800);
        assertThat(heavy.outputTokens()).isEqualTo(200);
        assertThat(heavy.reason()).isEqualTo("model_unknown");
        assertThat(heavy.firstSeen()).isEqualTo(at.minusSeconds(60));
        assertThat(heavy.lastSeen()).isEqualTo(at);
        assertThat(heavy.shareOfTokens())
                .isEqualTo(new BigDecimal(1_000)
                        .divide(new BigDecimal(1_001_015), 6, RoundingMode.HALF_EVEN)
                        .toPlainString());
        // 1.10 dollars for a million tokens: 1000 tokens are 0.0011.
        UnpricedJson.Estimate estimate = requireNonNull(heavy.estimatedCost());
        assertThat(estimate.amount()).isEqualTo("0.0011");
        assertThat(estimate.currency()).isEqualTo("USD");
        assertThat(estimate.basis()).contains("1.1 USD for 1000000 tokens").contains("30 days");
    }

    @Test
    void tenantWithoutPricedUsageGetsNoEstimateAndNotThatOfAnother() throws Exception {
        Meters meters =
                Meters.builder().set(Meter.INPUT, 100).set(Meter.REQUESTS, 1).build();
        fixture.book(usage("priced", "o4-mini", at, 1_000_000, 0), usage("globex", "1", "unheard-of", at, meters));
        var lines = resource.unpriced(null, null, null).unpriced();

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().tenant()).isEqualTo("globex");
        assertThat(lines.getFirst().estimatedCost()).isNull();
        assertThat(lines.getFirst().shareOfTokens()).isEqualTo("1.000000");
        assertThat(resource.unpriced("acme", null, null).unpriced()).isEmpty();
    }

    @Test
    void pagesCarryACursorAndBadParametersAreRefused() throws Exception {
        for (int i = 1; i <= 5; i++) {
            fixture.book(usage("e" + i, "m" + i, at, i, 0));
        }
        UnpricedJson.Page first = resource.unpriced(null, null, "3");
        UnpricedJson.Page second = resource.unpriced(null, first.nextCursor(), "3");

        assertThat(first.unpriced()).extracting(UnpricedJson.Line::model).containsExactly("m5", "m4", "m3");
        assertThat(second.unpriced()).extracting(UnpricedJson.Line::model).containsExactly("m2", "m1");
        assertThat(second.nextCursor()).isNull();
        assertThatThrownBy(() -> resource.unpriced(null, null, "0")).hasMessageContaining("from 1 to 1000");
        assertThatThrownBy(() -> resource.unpriced(null, "x", null)).hasMessageContaining("'x'");
        assertThatThrownBy(() -> resource.unpriced("", null, null)).hasMessageContaining("tenant");
    }
}
