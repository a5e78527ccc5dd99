package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.rating.Rated;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * One entry as it is written. An event's quantities and amounts are the sums over its entries.
 *
 * @param entryNo 0 is the event itself; later ones add to it, without gaps
 * @param bookVersion of the price book that rated it; null where nothing was rated
 * @param reference what asked for it, such as {@code repricing/<id>}; null: the event itself
 */
public record EntryRow(
        LedgerEvent event,
        int entryNo,
        EntryKind kind,
        EntryAmount amount,
        @Nullable Long bookVersion,
        @Nullable String reference) {

    public EntryRow {
        if (entryNo < 0 || (entryNo == 0) != (kind == EntryKind.USAGE)) {
            throw new IllegalArgumentException("entry " + entryNo + " of an event is no " + kind.id());
        }
        if (!amount.isKnown() && (kind == EntryKind.CORRECTION || kind == EntryKind.CHARGE)) {
            throw new IllegalArgumentException("a " + kind.id() + " has an amount, not " + amount);
        }
        if (amount.isKnown() && amount.priceIdOrNull() == null && kind != EntryKind.CHARGE) {
            throw new IllegalArgumentException("a " + kind.id() + " of " + amount + " has no price");
        }
    }

    /** The event itself. */
    static EntryRow usage(LedgerEvent event, Rated rated, long bookVersion) {
        return new EntryRow(event, 0, EntryKind.USAGE, EntryAmount.of(rated), bookVersion, null);
    }

    /** Takes the event out of where it stands. */
    public static EntryRow reversal(LedgerEvent event, int entryNo, EntryAmount stands, @Nullable String reference) {
        return new EntryRow(event, entryNo, EntryKind.REVERSAL, stands.negated(), null, reference);
    }

    /** The event again, with its price. */
    public static EntryRow pricing(
            LedgerEvent event, int entryNo, EntryAmount.Known amount, long bookVersion, @Nullable String reference) {
        return new EntryRow(event, entryNo, EntryKind.PRICING, amount, bookVersion, reference);
    }

    /** The difference to another cost. */
    public static EntryRow correction(
            LedgerEvent event, int entryNo, EntryAmount.Known difference, long bookVersion, String reference) {
        return new EntryRow(event, entryNo, EntryKind.CORRECTION, difference, bookVersion, reference);
    }

    /**
     * An amount of a contract; negative gives back.
     *
     * @param entryNo from 1, the next one for every further charge of the same occasion
     */
    public static EntryRow charge(
            LedgerEvent event, int entryNo, String currency, BigInteger costPico, String reference) {
        return new EntryRow(
                event, entryNo, EntryKind.CHARGE, new EntryAmount.Known(null, currency, costPico), null, reference);
    }

    /** What the entry adds to that meter. */
    public long quantity(Meter meter) {
        return kind.sign() * event.meters().quantity(meter);
    }

    /** What the entry adds to the tokens that could have been cached; null: not measured. */
    @Nullable
    Long repeatedPrefixTokens() {
        Long tokens = event.repeatedPrefixTokens();
        return tokens == null ? null : Long.valueOf(kind.sign() * tokens);
    }

    /** Requests that stand in this entry without a price. */
    public long unpricedRequests() {
        return amount.isKnown() ? 0 : quantity(Meter.REQUESTS);
    }
}
