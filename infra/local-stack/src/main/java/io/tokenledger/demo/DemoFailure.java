package io.tokenledger.demo;

import org.jspecify.annotations.Nullable;

/** The demo cannot go on; the message is one line for a person. */
final class DemoFailure extends Exception {
    private static final long serialVersionUID = 1L;

    DemoFailure(String message) {
        super(message);
    }

    DemoFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
