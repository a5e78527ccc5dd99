package io.tokenledger.pricing.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What an event comes to over its entries, and the entries that may not be. */
class StandingEventTest {
    private static final LedgerEvent EVENT = LedgerEvent.ofCharge(
            new UsageDimension("acme", null, null, null, null, "openai", "o3", "standard", null, null),
            Instant.EPOCH,
            "source",
            "id",
            Instant.EPOCH);
    private static final EntryAmount UNKNOWN = new EntryAmount.Unknown("model_unknown");

    @Test
    void eventStandsAtTheSumOfItsEntries() {
        StandingEvent event = StandingEvent.first(EVENT, UNKNOWN, 3L)
                .after(1, EntryKind.REVERSAL, UNKNOWN, null)
                .after(2, EntryKind.PRICING, usd(7, 100), 5L)
                .after(3, EntryKind.CORRECTION, usd(8, -30), 6L);
        assertThat(event.stands()).isEqualTo(usd(8, 70));
        assertThat(event.nextEntryNo()).isEqualTo(4);
        assertThat(event.ratedBy()).isEqualTo(6);
    }

    @Test
    void gapInTheNumbersAndCorrectionOfNothingAreDefects() {
        StandingEvent first = StandingEvent.first(EVENT, UNKNOWN, null);
        assertThatThrownBy(() -> first.after(2, EntryKind.REVERSAL, UNKNOWN, null))
                .hasMessageContaining("entry 2, not 1");
        assertThatThrownBy(() -> first.after(1, EntryKind.CORRECTION, usd(1, 1), null))
                .hasMessageContaining("was corrected by");
        assertThatThrownBy(() -> first.after(1, EntryKind.CHARGE, usd(1, 1), null))
                .hasMessageContaining("charge as entry 1");
    }

    @Test
    void entryThatContradictsItselfIsRefused() {
        assertThatThrownBy(() -> new EntryRow(EVENT, 0, EntryKind.CHARGE, usd(1, 1), null, null))
                .hasMessageContaining("entry 0 of an event is no charge");
        assertThatThrownBy(() -> new EntryRow(EVENT, 1, EntryKind.CORRECTION, UNKNOWN, null, null))
                .hasMessageContaining("a correction has an amount");
        assertThatThrownBy(() -> new EntryRow(
                        EVENT, 1, EntryKind.PRICING, new EntryAmount.Known(null, "USD", BigInteger.ONE), 1L, null))
                .hasMessageContaining("has no price");
        assertThatThrownBy(() -> new EntryAmount.Known(1L, "XXX", BigInteger.ONE))
                .hasMessageContaining("no currency");
    }

    private static EntryAmount.Known usd(long priceId, long pico) {
        return new EntryAmount.Known(priceId, "USD", BigInteger.valueOf(pico));
    }
}
