package io.tokenledger.contract;

/** A record on one of our own topics is not what the contract says. The message names what is wrong. */
public final class UnreadableRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
