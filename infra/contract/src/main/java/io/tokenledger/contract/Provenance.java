package io.tokenledger.contract;

import java.util.Locale;

/** Where a count comes from. */
public enum Provenance {
    /** The provider's own usage. */
    PROVIDER,
    /** Counted from the content with the model's own tokenizer. */
    COUNTED,
    /** Counted with a tokenizer that is not the model's own, or derived from an upper bound. */
    ESTIMATED;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The name on the wire. */
    public String id() {
        return id;
    }

    /** The provenance of that name; an unknown one is refused. */
    public static Provenance byId(String id) {
        for (Provenance provenance : values()) {
            if (provenance.id.equals(id)) {
                return provenance;
            }
        }
        throw new IllegalArgumentException("unknown provenance '" + id + "'");
    }
}
