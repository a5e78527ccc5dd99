package io.tokenledger.pricing.rating;

import java.util.Locale;

/** Why an event has no price, from the widest gap in the price book to the narrowest. The ids are stable. */
public enum UnpricedReason {
    /** The book has no price list for the model, neither by its id nor by an alias. */
    MODEL_UNKNOWN,
    /** The model is known, but not in the service tier that was served. */
    TIER_UNKNOWN,
    /** Model and tier are known, but no price list is valid at the time of the event. */
    NO_PRICE_AT_TIME,
    /** A price list applies, but does not say what one of the meters used costs. */
    METER_UNPRICED;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The stable name, in answers, in the ledger and in metrics. */
    public String id() {
        return id;
    }
}
