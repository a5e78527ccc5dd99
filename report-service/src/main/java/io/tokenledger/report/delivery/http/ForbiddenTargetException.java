package io.tokenledger.report.delivery.http;

import java.net.UnknownHostException;

/** A target that nothing is sent to, with the rule that says so. As far as an HTTP client is concerned, it has no address. */
public final class ForbiddenTargetException extends UnknownHostException {
    public ForbiddenTargetException(String message) {
        super(message);
    }
}
