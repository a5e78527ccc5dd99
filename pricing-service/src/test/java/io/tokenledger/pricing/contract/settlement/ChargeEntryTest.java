package io.tokenledger.pricing.contract.settlement;

import static io.tokenledger.pricing.contract.settlement.Agreements.DECEMBER;
import static io.tokenledger.pricing.contract.settlement.Agreements.NOVEMBER;
import static io.tokenledger.pricing.contract.settlement.Agreements.dimension;
import static io.tokenledger.pricing.contract.settlement.Agreements.pico;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChargeEntryTest {
    private static Charge charge(String id, Instant occurredAt, String dollars) {
        return new Charge(Charge.SOURCE, id, dimension("search", "o4-mini"), occurredAt, "USD", pico(dollars));
    }

    @Test
    void whatIsBookedAsItShouldBeNeedsNoEntry() {
        assertThat(ChargeEntry.missing(
                        List.of(charge("a", NOVEMBER, "-5")),
                        List.of(new BookedCharge(charge("a", DECEMBER, "-5"), 3))))
                .isEmpty();
    }

    @Test
    void newChargeIsBookedWholeAndALaterOneByItsDifference() {
        assertThat(ChargeEntry.missing(
                        List.of(charge("new", NOVEMBER, "-5"), charge("more", DECEMBER, "-7.5")),
                        List.of(new BookedCharge(charge("more", NOVEMBER, "-7"), 3))))
                .containsExactly(
                        new ChargeEntry(charge("new", NOVEMBER, "-5"), 1),
                        new ChargeEntry(charge("more", DECEMBER, "-0.5"), 4));
    }

    @Test
    void chargeThatIsNoMoreIsTakenBackWhereItStands() {
        assertThat(ChargeEntry.missing(
                        List.of(),
                        List.of(
                                new BookedCharge(charge("gone", NOVEMBER, "-7"), 1),
                                new BookedCharge(charge("taken back", NOVEMBER, "0"), 2))))
                .containsExactly(new ChargeEntry(charge("gone", NOVEMBER, "7"), 2));
    }
}
