package io.tokenledger.ingest.kafka;

/** Kafka did not acknowledge what was to be published. Publishing it again is safe: a replay changes nothing. */
public final class NotPublishedException extends Exception {
    private static final long serialVersionUID = 1L;

    NotPublishedException(String message, Throwable cause) {
        super(message, cause);
    }
}
