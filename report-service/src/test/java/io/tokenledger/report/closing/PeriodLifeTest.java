package io.tokenledger.report.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.accounting.AccountingCalendar;
import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.closing.PeriodLife.State;
import io.tokenledger.report.closing.PeriodLife.Total;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PeriodLifeTest {
    private static final AccountingPeriod OCTOBER =
            AccountingCalendar.of(AccountingSettings.standard("acme")).named("2026-10");
    private static final Instant AFTER = Instant.parse("2026-11-03T09:00:00Z");
    private static final Signed ANN = new Signed("ann", AFTER);
    private static final Signed BOB = new Signed("bob", AFTER.plusSeconds(60));
    private static final Total TOTAL = new Total(3, BigInteger.TEN);

    private final PeriodLife open = PeriodLife.open("acme", OCTOBER);
    private final PeriodLife closing = open.begin(ANN);
    private final PeriodLife sealed = closing.seal(BOB, true, null);
    private final PeriodLife closed = sealed.close(AFTER.plusSeconds(90), TOTAL);

    @Test
    void aPeriodIsBegunByOneAndClosedByAnother() {
        assertThat(closing.state()).isEqualTo(State.CLOSING);
        assertThat(sealed.state()).isEqualTo(State.SEALED);
        assertThat(closed)
                .isEqualTo(new PeriodLife("acme", OCTOBER, State.CLOSED, ANN, BOB, null, AFTER.plusSeconds(90), TOTAL));
    }

    @Test
    void aCancelledClosingLeavesNothing() {
        assertThat(closing.checked(TOTAL).cancel()).isEqualTo(open);
    }

    @Test
    void aPeriodBeginsToCloseWhenItIsOverAndNotBefore() {
        Instant end = Instant.parse("2026-11-01T00:00:00Z");
        assertThat(open.begin(new Signed("ann", end)).state()).isEqualTo(State.CLOSING);
        assertThatThrownBy(() -> open.begin(new Signed("ann", end.minusNanos(1000))))
                .hasMessageContaining("accounting_period.not_over")
                .hasMessageContaining("2026-11-01T00:00:00Z");
    }

    @Test
    void nobodyClosesAloneWhereTwoAreWantedHoweverTheNameIsWritten() {
        for (String name : List.of("ann", "Ann", " ANN ")) {
            assertThatThrownBy(() -> closing.seal(new Signed(name, AFTER), true, "whatever"))
                    .hasMessageContaining("accounting_period.same_person");
            assertThat(closing.seal(new Signed(name, AFTER), false, null).state())
                    .isEqualTo(State.SEALED);
        }
    }

    @Test
    void everyOtherStepIsRefusedAndSaysWhereThePeriodStands() {
        refused(closing, life -> life.begin(BOB), "being closed since 2026-11-03T09:00:00Z by 'ann'");
        refused(open, PeriodLife::cancel, "is open");
        refused(open, life -> life.checked(null), "is open");
        refused(open, life -> life.seal(BOB, false, null), "is open");
        refused(sealed, PeriodLife::cancel, "close it again, and its statements are written");
        refused(sealed, life -> life.begin(BOB), "closed in the ledger since 2026-11-03T09:01:00Z by 'bob'");
        refused(sealed, life -> life.seal(BOB, false, null), "closed in the ledger");
        refused(closing, life -> life.close(AFTER, TOTAL), "being closed");
        refused(closed, PeriodLife::cancel, "closed since 2026-11-03T09:01:30Z, signed by 'bob'");
        refused(closed, life -> life.begin(BOB), "closed since");
        refused(closed, life -> life.seal(BOB, false, null), "closed since");
        refused(closed, life -> life.close(AFTER, TOTAL), "closed since");
    }

    private static void refused(PeriodLife life, UnaryOperator<PeriodLife> step, String where) {
        assertThatThrownBy(() -> step.apply(life))
                .hasMessageContaining("accounting_period.state")
                .hasMessageContaining("2026-10")
                .hasMessageContaining(where);
    }
}
