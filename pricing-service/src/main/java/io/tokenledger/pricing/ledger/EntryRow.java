package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.StatedCost;
import io.tokenledger.pricing.rating.Free;
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
    private static final String STATED_CURRENCY = "USD";

    public EntryRow {
        if (entryNo < 0 || (entryNo == 0) != (kind == EntryKind.USAGE)) {
            throw new IllegalArgumentException("entry " + entryNo + " of an event is no " + kind.id());
        }
        if (!amount.isKnown() && (kind == EntryKind.CORRECTION || kind == EntryKind.CHARGE)) {
            throw new IllegalArgumentException("a " + kind.id() + " has an amount, not " + amount);
        }
        if (amount.isKnown() && amount.priceIdOrNull() == null && kind != EntryKind.CHARGE && !isFree(event, amount)) {
            throw new IllegalArgumentException("a " + kind.id() + " of " + amount + " has no price");
        }
    }

    /** Nothing, for what is free by definition: the one amount of an event that no price list gave. */
    private static boolean isFree(LedgerEvent event, EntryAmount amount) {
        return Free.isTier(event.dimension().serviceTier())
                && amount.equals(new EntryAmount.Known(null, Free.CURRENCY, BigInteger.ZERO));
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
        Long tokens = event.measured().repeatedPrefixTokens();
        return tokens == null ? null : Long.valueOf(kind.sign() * tokens);
    }

    /** Why it is free without a price list; null: it is not. */
    @Nullable
    String freeReason() {
        return kind != EntryKind.CHARGE && isFree(event, amount) ? Free.GATEWAY_CACHE : null;
    }

    /** What the entry adds to what somebody else says that the event costs; null: nobody says so. */
    @Nullable
    BigInteger statedCostPico() {
        StatedCost stated = event.statedCost();
        return stated == null ? null : stated.pico().multiply(BigInteger.valueOf(kind.sign()));
    }

    /** How much more it costs here, in the currency in which it is stated; null: that much, or nothing to compare. */
    @Nullable
    BigInteger statedDifferencePico() {
        BigInteger stated = statedCostPico();
        BigInteger cost = amount.costPicoOrNull();
        if (stated == null || cost == null || !amount.currencyOrNone().equals(STATED_CURRENCY)) {
            return null;
        }
        BigInteger difference = cost.subtract(stated);
        return difference.signum() == 0 ? null : difference;
    }

    /** Who says so. All entries of such an event tell it, so that their costs are found with it; null: nobody. */
    @Nullable
    String statedCostBy() {
        StatedCost stated = event.statedCost();
        return stated == null ? null : stated.by();
    }

    /** What the entry adds to a count of the event's text; null: not counted, or the entry has no quantities. */
    @Nullable
    Long signed(@Nullable Long tokens) {
        return tokens == null || kind.sign() == 0 ? null : Long.valueOf(kind.sign() * tokens);
    }

    /** Requests that stand in this entry without a price. */
    public long unpricedRequests() {
        return amount.isKnown() ? 0 : quantity(Meter.REQUESTS);
    }
}
