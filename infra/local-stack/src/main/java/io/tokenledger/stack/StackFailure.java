package io.tokenledger.stack;

import java.util.List;

/** The stack, or a part of it, cannot run. The message is one line for a person: what, why, and what to do. */
public final class StackFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Last lines of the log of the part that failed; empty where the message says it all. */
    private final transient List<String> details;

    public StackFailure(String message) {
        this(message, List.of());
    }

    public StackFailure(String message, List<String> details) {
        super(message);
        this.details = List.copyOf(details);
    }

    public StackFailure(String message, Throwable cause) {
        super(message, cause);
        this.details = List.of();
    }

    /** Last lines of the log of the part that failed; empty where the message says it all. */
    public List<String> details() {
        return details;
    }
}
