package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.pricing.rating.Priced;
import io.tokenledger.pricing.rating.Rated;
import io.tokenledger.pricing.rating.Unpriced;
import java.math.BigInteger;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event that is booked for the first time, with what it costs, or why that is not known. */
record LedgerEntry(MeteredUsage usage, UUID eventKey, UUID dimensionId, Rated rated) {
    /** ISO 4217 for "no currency": what an unpriced entry is booked in. */
    static final String NO_CURRENCY = "XXX";

    boolean isPriced() {
        return rated instanceof Priced;
    }

    String currency() {
        return switch (rated) {
            case Priced priced -> priced.price().currency();
            case Unpriced _ -> NO_CURRENCY;
        };
    }

    @Nullable
    Long priceId() {
        return switch (rated) {
            case Priced priced -> priced.price().priceId();
            case Unpriced _ -> null;
        };
    }

    /** 1e-12 of the currency; null where no price is known, which is not zero. */
    @Nullable
    BigInteger costPico() {
        return switch (rated) {
            case Priced priced -> priced.costPico();
            case Unpriced _ -> null;
        };
    }

    @Nullable
    String unpricedReason() {
        return switch (rated) {
            case Priced _ -> null;
            case Unpriced unpriced -> unpriced.reason().id();
        };
    }

    long unpricedRequests() {
        return isPriced() ? 0 : usage.meters().quantity(Meter.REQUESTS);
    }
}
