package io.tokenledger.report.closing;

import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The life of a period: open, closing, sealed, closed. Sealed is between the two transactions of a closing: the ledger
 * accounts nothing in the period any more, and its statements are still to be written. Pure.
 *
 * @param began null: nobody has begun to close it, or it was cancelled
 * @param sealed who closed it; null: nobody yet
 * @param overrideReason why it was closed although checks had failed; null: none had, or it is not sealed
 * @param closedAt when its statements were there; null: they are not
 * @param total null: it has no statements, not even drafts
 */
record PeriodLife(
        String tenant,
        AccountingPeriod period,
        State state,
        @Nullable Signed began,
        @Nullable Signed sealed,
        @Nullable String overrideReason,
        @Nullable Instant closedAt,
        @Nullable Total total) {

    /**
     * Of its statements, drafts where it is not closed.
     *
     * @param pico what they add up to, in 1e-12 of the currency of the books
     */
    record Total(int statements, BigInteger pico) {}

    /** Where a period is in its life. */
    enum State {
        OPEN,
        CLOSING,
        SEALED,
        CLOSED;

        /** As the database has it. */
        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of a period that nobody has touched. */
    static PeriodLife open(String tenant, AccountingPeriod period) {
        return new PeriodLife(tenant, period, State.OPEN, null, null, null, null, null);
    }

    PeriodLife begin(Signed who) {
        if (who.at().isBefore(period.period().to())) {
            throw ReportError.ACCOUNTING_PERIOD_NOT_OVER.because(
                    "period " + period.id() + " ends at " + period.period().toText() + ", which is not past yet");
        }
        requireState(State.OPEN, "can begin to be closed");
        return new PeriodLife(tenant, period, State.CLOSING, who, null, null, null, null);
    }

    /** While it is closing it is looked at as often as somebody likes; each time there are other drafts. */
    PeriodLife checked(@Nullable Total drafts) {
        requireState(State.CLOSING, "can be checked for closing");
        return new PeriodLife(tenant, period, state, began, null, null, null, drafts);
    }

    PeriodLife cancel() {
        requireState(State.CLOSING, "can have its closing cancelled");
        return open(tenant, period);
    }

    /** From here on there is no way back. */
    PeriodLife seal(Signed who, boolean twoPersons, @Nullable String override) {
        requireState(State.CLOSING, "can be closed");
        Signed first = Objects.requireNonNull(began);
        if (twoPersons && first.isBy(who.by())) {
            throw ReportError.ACCOUNTING_PERIOD_SAME_PERSON.because("'" + who.by() + "' began to close period "
                    + period.id() + ": the books of tenant '" + tenant + "' are closed by another person");
        }
        return new PeriodLife(tenant, period, State.SEALED, began, who, override, null, null);
    }

    PeriodLife close(Instant at, Total statements) {
        requireState(State.SEALED, "can have its statements written");
        return new PeriodLife(tenant, period, State.CLOSED, began, sealed, overrideReason, at, statements);
    }

    private void requireState(State needed, String what) {
        if (state != needed) {
            throw inState(what + " while it is " + needed.stored());
        }
    }

    private ReportProblem inState(String rule) {
        String now =
                switch (state) {
                    case OPEN -> "open: begin its closing first";
                    case CLOSING ->
                        "being closed since " + Objects.requireNonNull(began).at() + " by '" + began.by() + "'";
                    case SEALED ->
                        "closed in the ledger since "
                                + Objects.requireNonNull(sealed).at() + " by '" + sealed.by()
                                + "': close it again, and its statements are written";
                    case CLOSED ->
                        "closed since " + closedAt + ", signed by '"
                                + Objects.requireNonNull(sealed).by() + "'";
                };
        return ReportError.ACCOUNTING_PERIOD_STATE.because(
                "period " + period.id() + " is " + now + " (it " + rule + ")");
    }
}
