package io.tokenledger.pricing.ledger;

import java.util.Locale;

/** What became of a record; every record that is read ends in exactly one of these. */
enum IntakeState {
    /** Booked with its cost. */
    PRICED,
    /** Booked; its cost is not known until its price arrives. */
    UNPRICED,
    /** The same again: nothing changed. */
    DUPLICATE,
    /** Another payload under a known identity: kept and shown, not booked. */
    CONFLICT,
    /** Could not be used; kept with the reason. */
    REJECTED;

    private final String id = name().toLowerCase(Locale.ROOT);

    String id() {
        return id;
    }
}
