package io.tokenledger.demo;

/** The command line cannot be used; the message is one line that says why. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
