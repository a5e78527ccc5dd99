package io.tokenledger.pricing.ledger;

import org.jspecify.annotations.Nullable;

/**
 * An event as it stands after all of its entries.
 *
 * @param stands its cost, or why it has none: the sum over the entries
 * @param nextEntryNo the number of the entry that comes next
 * @param ratedBy the newest version of the price book that rated it; null: booked before versions were kept
 */
public record StandingEvent(
        LedgerEvent event,
        EntryAmount stands,
        int nextEntryNo,
        @Nullable Long ratedBy) {

    static StandingEvent first(LedgerEvent event, EntryAmount amount, @Nullable Long bookVersion) {
        return new StandingEvent(event, amount, 1, bookVersion);
    }

    /** The event after its next entry. */
    StandingEvent after(int entryNo, EntryKind kind, EntryAmount amount, @Nullable Long bookVersion) {
        if (entryNo != nextEntryNo) {
            throw new IllegalStateException("event " + event.eventKey() + " of '" + event.tenant() + "' has entry "
                    + entryNo + ", not " + nextEntryNo);
        }
        EntryAmount then =
                switch (kind) {
                    case PRICING -> amount;
                    case REVERSAL -> new EntryAmount.Unknown("reversed");
                    case CORRECTION -> corrected(amount);
                    case USAGE, CHARGE ->
                        throw new IllegalStateException("event " + event.eventKey() + " of '" + event.tenant()
                                + "' has a " + kind.id() + " as entry " + entryNo);
                };
        return new StandingEvent(event, then, entryNo + 1, newer(ratedBy, bookVersion));
    }

    private EntryAmount corrected(EntryAmount amount) {
        if (stands instanceof EntryAmount.Known before
                && amount instanceof EntryAmount.Known difference
                && before.currency().equals(difference.currency())) {
            return new EntryAmount.Known(
                    difference.priceId(), before.currency(), before.costPico().add(difference.costPico()));
        }
        throw new IllegalStateException("event " + event.eventKey() + " of '" + event.tenant() + "' stands at " + stands
                + " and was corrected by " + amount);
    }

    private static @Nullable Long newer(@Nullable Long left, @Nullable Long right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return Math.max(left, right);
    }
}
