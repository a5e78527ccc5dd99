package io.tokenledger.sample;

/** A trace file is not one: the message names the line, what stands there, and what should. */
public final class TraceFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    TraceFormatException(String message) {
        super(message);
    }
}
