package io.tokenledger.pricing.repricing;

import io.tokenledger.pricing.ledger.EntryAmount;
import io.tokenledger.pricing.ledger.EntryRow;
import io.tokenledger.pricing.ledger.LedgerEvent;
import io.tokenledger.pricing.ledger.StandingEvent;
import io.tokenledger.pricing.rating.PriceBook;
import java.util.List;

/**
 * What a repricing makes of one event. Pure: a dry run and an application decide the same.
 *
 * @param before the event's cost as it stands
 * @param after its cost once the rows are booked; the same as {@code before} where there are none
 * @param rows the entries to append
 */
record Decision(LedgerEvent event, Outcome outcome, EntryAmount before, EntryAmount after, List<EntryRow> rows) {
    enum Outcome {
        /** Rated again, the cost is the same (or there is still no price). */
        SAME,
        /** Another cost in the same currency. */
        CORRECTED,
        /** A price in another currency. */
        MOVED,
        /** Had no price, has one now. */
        PRICED,
        /** Would have no price any more: it keeps the one it has. Money is never made unknown in silence. */
        KEPT,
        /** Was rated by a later version of the book than the one that this repricing was asked with. */
        NEWER
    }

    /** Whether anything is booked. */
    boolean changes() {
        return !rows.isEmpty();
    }

    /** Decides about an event as it stands. */
    static Decision of(StandingEvent standing, PriceBook book, String reference) {
        LedgerEvent event = standing.event();
        EntryAmount before = standing.stands();
        Long ratedBy = standing.ratedBy();
        if (ratedBy != null && ratedBy > book.version()) {
            return unchanged(event, Outcome.NEWER, before);
        }
        return switch (EntryAmount.of(book.rate(event.ratingRequest()))) {
            case EntryAmount.Unknown _ -> unchanged(event, before.isKnown() ? Outcome.KEPT : Outcome.SAME, before);
            case EntryAmount.Known after ->
                switch (before) {
                    case EntryAmount.Unknown _ -> again(standing, Outcome.PRICED, after, book, reference);
                    case EntryAmount.Known known -> {
                        if (!known.currency().equals(after.currency())) {
                            yield again(standing, Outcome.MOVED, after, book, reference);
                        }
                        yield known.costPico().equals(after.costPico())
                                ? unchanged(event, Outcome.SAME, before)
                                : corrected(standing, known, after, book, reference);
                    }
                };
        };
    }

    private static Decision unchanged(LedgerEvent event, Outcome outcome, EntryAmount before) {
        return new Decision(event, outcome, before, before, List.of());
    }

    private static Decision corrected(
            StandingEvent standing,
            EntryAmount.Known before,
            EntryAmount.Known after,
            PriceBook book,
            String reference) {
        var difference = new EntryAmount.Known(
                after.priceId(), after.currency(), after.costPico().subtract(before.costPico()));
        return new Decision(
                standing.event(),
                Outcome.CORRECTED,
                before,
                after,
                List.of(EntryRow.correction(
                        standing.event(), standing.nextEntryNo(), difference, book.version(), reference)));
    }

    private static Decision again(
            StandingEvent standing, Outcome outcome, EntryAmount.Known after, PriceBook book, String reference) {
        int next = standing.nextEntryNo();
        return new Decision(
                standing.event(),
                outcome,
                standing.stands(),
                after,
                List.of(
                        EntryRow.reversal(standing.event(), next, standing.stands(), reference),
                        EntryRow.pricing(standing.event(), next + 1, after, book.version(), reference)));
    }
}
