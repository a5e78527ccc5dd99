package io.tokenledger.report.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.fixture.LedgerEntries;
import io.tokenledger.report.fixture.LedgerEntry;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.whatif.Stretches;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The usage that is looked at for advice. */
class UsedLineReaderIT {
    private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-06-03T00:15:00Z");

    @Test
    void whatAGatewayAnswersOutOfItsCacheIsNotAmongIt() throws Exception {
        TestLedger ledger = TestLedger.empty("used_lines");
        LedgerEntries.book(
                ledger,
                List.of(
                        at("2026-06-01T12:00:00Z", "standard").priced(1, "USD", BigInteger.TEN, 1L),
                        at("2026-06-03T00:05:00Z", "standard").priced(1, "USD", BigInteger.TEN, 1L),
                        hit("2026-06-01T12:00:00Z"),
                        hit("2026-06-03T00:05:00Z")));
        Stretches whole = Stretches.of(FROM, TO, Collections.emptySortedSet());
        try (var connection = ledger.serviceDataSource("").getConnection()) {
            List<UsedLine> lines = UsedLineReader.read(connection, "acme", null, whole);
            assertThat(lines).extracting(UsedLine::serviceTier).containsOnly("standard");
            assertThat(lines.stream().mapToLong(UsedLine::requests).sum()).isEqualTo(2);
        }
    }

    private static LedgerEntry at(String time, String tier) {
        return LedgerEntry.usage("acme", time, "app", "bot", "service_tier", tier)
                .with("input", tier.equals("standard") ? 10 : 0);
    }

    /** Free by definition: without a price list. */
    private static LedgerEntry hit(String time) {
        LedgerEntry hit = at(time, "gateway_cache").with("gateway_cached_input_tokens", 900);
        return new LedgerEntry(
                hit.tenant(),
                hit.eventKey(),
                0,
                "usage",
                hit.occurredAt(),
                null,
                hit.attributes(),
                hit.meters(),
                null,
                "USD",
                BigInteger.ZERO,
                1L,
                null,
                LedgerEntry.Said.NOTHING);
    }
}
