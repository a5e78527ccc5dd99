package io.tokenledger.pricing.ledger;

import io.tokenledger.pricing.rating.Free;
import io.tokenledger.pricing.rating.Priced;
import io.tokenledger.pricing.rating.Rated;
import io.tokenledger.pricing.rating.Unpriced;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** What an entry adds to the cost of its event: an amount, or the reason why there is none. Never zero for that. */
public sealed interface EntryAmount {
    /** ISO 4217 for "no currency": what an unpriced entry is booked in. */
    String NO_CURRENCY = "XXX";

    /**
     * An amount.
     *
     * @param priceId the price that gave it; null only for a charge, and for zero where an event is free by definition
     * @param costPico 1e-12 of the currency; negative where something is taken back
     */
    record Known(@Nullable Long priceId, String currency, BigInteger costPico) implements EntryAmount {
        public Known {
            if (currency.equals(NO_CURRENCY)) {
                throw new IllegalArgumentException("an amount of " + costPico + " is in no currency");
            }
        }
    }

    /**
     * No amount, because no price is known.
     *
     * @param reason the id of an {@link io.tokenledger.pricing.rating.UnpricedReason}
     */
    record Unknown(String reason) implements EntryAmount {}

    /** The amount of an event as it was rated. */
    static EntryAmount of(Rated rated) {
        return switch (rated) {
            case Priced priced ->
                new Known(priced.price().priceId(), priced.price().currency(), priced.costPico());
            case Free _ -> new Known(null, Free.CURRENCY, BigInteger.ZERO);
            case Unpriced unpriced -> new Unknown(unpriced.reason().id());
        };
    }

    /** What takes it back. The reason of an unknown one stays what it was. */
    default EntryAmount negated() {
        return switch (this) {
            case Known known ->
                new Known(known.priceId(), known.currency(), known.costPico().negate());
            case Unknown unknown -> unknown;
        };
    }

    default boolean isKnown() {
        return this instanceof Known;
    }

    /** As the column says it: {@value #NO_CURRENCY} where the amount is unknown. */
    default String currencyOrNone() {
        return this instanceof Known known ? known.currency() : NO_CURRENCY;
    }

    /** Null: unpriced, or of no price list. */
    default @Nullable Long priceIdOrNull() {
        return this instanceof Known known ? known.priceId() : null;
    }

    /** Null where unpriced. */
    default @Nullable BigInteger costPicoOrNull() {
        return this instanceof Known known ? known.costPico() : null;
    }

    /** Null where priced. */
    default @Nullable String reasonOrNull() {
        return this instanceof Unknown unknown ? unknown.reason() : null;
    }
}
