package io.tokenledger.pricing.fx;

import java.util.List;

/** A file of rates was refused as a whole; nothing of it was imported. */
public final class FxFileException extends RuntimeException {
    private final transient List<FxFileError> errors;

    FxFileException(long count, List<FxFileError> errors) {
        super(count + (count == 1 ? " fault" : " faults") + " in the file of rates; the first: " + errors.getFirst());
        this.errors = List.copyOf(errors);
    }

    /** The faults in the order of the lines, the first hundred. */
    public List<FxFileError> errors() {
        return errors;
    }
}
