package io.tokenledger.pricing.ledger;

import java.util.Locale;

/** What an entry does to the sums of its event. The ids are stored. */
public enum EntryKind {
    /** The event itself, always entry 0. */
    USAGE(1),
    /** Takes everything of the event out of the currency that it stood in. */
    REVERSAL(-1),
    /** Books the event again, with its price; follows a reversal. */
    PRICING(1),
    /** The difference to another cost in the same currency; no quantities. */
    CORRECTION(0),
    /** An amount of a contract, without usage of its own. */
    CHARGE(0);

    private final String id = name().toLowerCase(Locale.ROOT);
    private final int sign;

    EntryKind(int sign) {
        this.sign = sign;
    }

    /** The name in the table. */
    public String id() {
        return id;
    }

    /** How often the event's quantities are in such an entry: once, taken back once, or not at all. */
    public int sign() {
        return sign;
    }

    /** The kind of that name; an unknown one is refused. */
    public static EntryKind byId(String id) {
        for (EntryKind kind : values()) {
            if (kind.id.equals(id)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("unknown kind of entry '" + id + "'");
    }
}
