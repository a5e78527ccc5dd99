package io.tokenledger.pricing.pricebook;

import java.util.List;

/** A price file was refused as a whole; nothing of it was imported. */
public final class PriceFileException extends RuntimeException {
    private static final int MOST_SHOWN = 100;

    private final transient List<PriceFileError> errors;

    public PriceFileException(List<PriceFileError> errors) {
        super(errors.size() + (errors.size() == 1 ? " fault" : " faults") + " in the price file; the first: "
                + errors.getFirst());
        this.errors = errors.stream().limit(MOST_SHOWN).toList();
    }

    /** The faults in the order of the lines, the first hundred. */
    public List<PriceFileError> errors() {
        return errors;
    }
}
